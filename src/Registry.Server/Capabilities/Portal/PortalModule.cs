using Registry.Server.Capabilities.Portal.Accounts;
using Registry.Server.Capabilities.Portal.Cases;
using Registry.Server.Capabilities.Portal.Comments;
using Registry.Server.Capabilities.Portal.Correspondence;
using Registry.Server.Capabilities.Portal.Drafts;
using Registry.Server.Capabilities.Portal.Inbox;
using Registry.Server.Capabilities.Portal.Openings;
using Registry.Server.Capabilities.Portal.Province;
using Registry.Server.Capabilities.Portal.Registers;
using Registry.Server.Capabilities.Portal.Staff;
using Registry.Server.Capabilities.Portal.Suggestions;
using Registry.Server.Capabilities.Portal.Templates;
using Registry.Server.Capabilities.Portal.Trail;
using Registry.Server.Capabilities.Portal.Units;
using Registry.Server.Capabilities.Portal.Work;
using Registry.Server.Capabilities.Portal.WorkingDays;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal;

/// <summary>The pages of those who are signed in: what waits for them, what their account holds, and what they do.</summary>
public static class PortalModule
{
    /// <summary>Registers what the pages read, and their places in the navigation.</summary>
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        var texts = Texts.For<PortalText>();
        (string Href, string Permission, string Key)[] places =
        [
            ("/portal", Permissions.Inbox, "place.inbox"),
            ("/portal/applications", Permissions.Cases, "place.cases"),
            ("/portal/province", Permissions.Province, "place.province"),
            ("/portal/holdings", Permissions.Holdings, "place.holdings"),
            ("/portal/transfers/new", Permissions.Move, "place.transfer"),
            ("/portal/cancellations/new", Permissions.Move, "place.cancel"),
            ("/portal/comments", Permissions.Comment, "place.comments"),
            ("/portal/suggestions", Permissions.Suggest, "place.suggestions"),
            ("/portal/account", Permissions.OwnAccount, "place.account"),
            ("/portal/accounts", Permissions.Desk, "place.accounts"),
            ("/portal/openings", Permissions.Desk, "place.openings"),
            ("/portal/exchange", Permissions.Exchange, "place.exchange"),
            ("/portal/suggestion-review", Permissions.Desk, "place.suggestion-review"),
            ("/portal/calendar", Permissions.Desk, "place.calendar"),
            ("/portal/registers", Permissions.Desk, "place.registers"),
            ("/portal/staff", Permissions.Staff, "place.staff"),
            ("/portal/audit", Permissions.Audit, "place.audit"),
            ("/portal/messages", Permissions.Messages, "place.messages"),
            ("/portal/broadcasts", Permissions.Messages, "place.broadcasts"),
            ("/portal/parameters", Permissions.Parameters, "place.parameters"),
            ("/opening", Permissions.Opening, "place.opening"),
        ];
        for (var i = 0; i < places.Length; i++)
            services.AddSingleton(new PortalLink(i, places[i].Href, places[i].Permission, texts, places[i].Key));
        return services.AddSingleton<ProposalInbox>().AddSingleton<OwnDrafts>().AddSingleton<OpeningView>().AddSingleton<AccountReader>().AddSingleton<OwnComments>()
            .AddSingleton<CaseList>().AddSingleton<CaseReader>().AddSingleton<CaseSlices>().AddSingleton<UploadedFiles>()
            .AddSingleton<Differences>().AddSingleton<IDifference, DayChanges>().AddSingleton<IDifference, RegisterChanges>().AddSingleton<IDifference, StaffChanges>()
            .AddSingleton<WorkList>().AddSingleton<DivideWork>().AddSingleton<StaffNotes>()
            .AddSingleton<Absences>().AddSingleton<ITick>(provider => provider.GetRequiredService<Absences>())
            .AddSingleton<WorkReminders>().AddSingleton<ITick>(provider => provider.GetRequiredService<WorkReminders>())
            .AddSingleton<StaffList>().AddSingleton<SuggestionReader>()
            .AddSingleton<NoticeChoices>().AddSingleton<NoticePost>().AddSingleton<ITick>(provider => provider.GetRequiredService<NoticePost>());
    }

    /// <summary>Maps files; the pages are found by themselves.</summary>
    public static void MapPortal(this IEndpointRouteBuilder routes)
    {
        HoldingsFiles.Map(routes);
        CaseFiles.Map(routes);
        OpeningFiles.Map(routes);
        AuditFiles.Map(routes);
        WorkFiles.Map(routes);
        ProvinceLists.Map(routes);
        FormTemplates.Map(routes);
        AccountFiles.Map(routes);
        SuggestionDownloads.Map(routes);
    }
}
