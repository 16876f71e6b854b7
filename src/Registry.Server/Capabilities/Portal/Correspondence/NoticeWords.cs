using System.Globalization;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Portal.Accounts;
using Registry.Server.Capabilities.Portal.Work;
using Registry.Server.Capabilities.Projects;
using Registry.Server.Platform.Notices;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Correspondence;

/// <summary>A notice in words, and where it leads.</summary>
internal static class NoticeWords
{
    private static readonly Texts Text = Texts.For<CorrespondenceText>();
    private static readonly Texts Cases = Texts.For<ApplicationsText>();
    private static readonly Texts Projects = Texts.For<ProjectsText>();
    private static readonly Texts Accounts = Texts.For<AccountPagesText>();

    /// <summary>What happened.</summary>
    public static string Of(NoticeLine notice) => notice.Event switch
    {
        "AwaitsMe" => Text["notice.AwaitsMe", ActNames.Of(notice.What)],
        "ProposalEnded" => Text["notice.ProposalEnded." + notice.State, ActNames.Of(notice.What)],
        "DeadlineNear" => Text["notice.Deadline." + notice.State, Work(notice.What)],
        "AccountChanged" when notice.What == "term" => Text["notice.term." + notice.State, Formats.Date(DateOnly.ParseExact($"{notice.Step}", "yyyyMMdd", CultureInfo.InvariantCulture))],
        "SignedInElsewhere" or "PasskeyCopied" => Text["notice." + notice.Event],
        "CommentReceived" => Text["notice.CommentReceived." + notice.State],
        "SecurityAlarm" => Text["notice.SecurityAlarm." + notice.State, notice.What],
        "Broadcast" => Text["event.long.Broadcast"],
        "OpeningMoved" => Text["notice.OpeningMoved." + notice.State],
        "SuggestionMoved" => Text["notice.SuggestionMoved." + notice.State],
        "NoticeWindow" => Text["notice.NoticeWindow." + notice.What],
        _ => Text["notice.step." + notice.SubjectKind, StateOf(notice)],
    };

    /// <summary>Where more is seen of it.</summary>
    public static string Href(NoticeLine notice) => notice.SubjectKind switch
    {
        "proposal" => $"/portal/proposals/{notice.SubjectId}",
        "application" => $"/portal/applications/{notice.SubjectId}",
        "comment" => $"/portal/applications/{notice.What}",
        "session" => "/me/sessions",
        "passkey" => "/me/factors",
        "work" or "document" or "sign-in" => "/portal",
        "account-opening" => "/opening",
        "methodology-suggestion" => $"/portal/suggestions/{notice.SubjectId}",
        "broadcast" => $"/me/notices/broadcasts/{notice.SubjectId}",
        "project" or "project-change" => "/portal/applications",
        _ => "/portal/account",
    };

    /// <summary>How urgent it looks.</summary>
    public static Tone ToneOf(NoticeLine notice) => notice.Event switch
    {
        "AwaitsMe" or "DeadlineNear" or "CommentReceived" => Tone.Waiting,
        "AccountChanged" when notice.What == "term" => Tone.Waiting,
        "OpeningMoved" when notice.State is "Returned" or "PreliminaryReturned" or "PaperRefused" or "RegistryRefused" or "AwaitingPaper" => Tone.Waiting,
        "SuggestionMoved" when notice.State is "Returned" => Tone.Waiting,
        "SignedInElsewhere" or "PasskeyCopied" or "SecurityAlarm" => Tone.Refused,
        _ => Tone.Plain,
    };

    private static string Work(string what)
    {
        var parts = what.Split('.', 2);
        return new WorkLine { Kind = Enum.Parse<WorkKind>(parts[0]), What = parts[1] }.Words;
    }

    private static string StateOf(NoticeLine notice) => notice.SubjectKind switch
    {
        "application" => Cases["status." + notice.State],
        "project" => Projects["status." + notice.State],
        "account" => Accounts["status." + notice.State],
        _ => Text["step." + notice.State],
    };
}
