using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Broadcasts;
using Registry.Server.Capabilities.Calendar;
using Registry.Server.Capabilities.Holdings;
using Registry.Server.Capabilities.Identity;
using Registry.Server.Capabilities.Issuance;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Methodologies;
using Registry.Server.Capabilities.Operator.AuditTrails;
using Registry.Server.Capabilities.Projects;
using Registry.Server.Capabilities.ProvinceFeed;
using Registry.Server.Capabilities.Reductions;
using Registry.Server.Capabilities.Suggestions;
using Registry.Server.Capabilities.Transfers;
using Registry.Server.Capabilities.Use;
using Registry.Server.Capabilities.Verifiers;
using Registry.Server.Platform.Audit;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Files;
using Registry.Server.Platform.Notices;
using Registry.Server.Platform.Outbox;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server;

/// <summary>The one place that puts the parts together; the command line, the web server and the tests all use it.</summary>
public static class Composition
{
    /// <summary>Adds every service of the registry.</summary>
    public static IServiceCollection AddRegistry(this IServiceCollection services, RegistrySettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Database);
        services.AddSingleton(provider => new RegistryClock(provider.GetService<TimeProvider>() ?? TimeProvider.System));
        if (!services.Any(s => s.ServiceType == typeof(IIdSource))) services.AddSingleton<IIdSource, RandomIds>();
        services.AddSingleton<TickTimes>();
        services.AddSingleton<Db>();
        services.AddSingleton<StorageQuota>().AddSingleton<Documents>();
        services.AddSingleton<IDocumentInspector, PdfInspector>().AddSingleton<IDocumentInspector, OfficeInspector>().AddSingleton<IDocumentInspector, Pictures>();
        if (settings.Scanner is { } scanner) services.AddSingleton<IDocumentInspector>(scanner).AddSingleton(scanner).AddSingleton<ITick, Rescan>();
        services.AddSingleton<IMessageSink>(new FileSink(settings.OutboxFolder));
        services.AddSingleton<OutboxSender>();
        services.AddSingleton(new PersonalKeyFile(settings.KeyFile));
        services.AddSingleton<PersonalVault>();
        services.AddSingleton<PersonalKeyRotation>();
        services.AddSingleton<ISeed, PersonalKeySeed>();
        services.AddSingleton(new ChangeWait(settings.ChangeWait));
        services.AddSingleton<Proposals>();
        services.AddSingleton<ITick, ExpiryTick>();
        services.AddSingleton<ITick, OutboxTick>();
        services.AddSingleton<ITick, AuditChain>();
        services.AddSingleton<NoticeBook>().AddSingleton<ITick>(provider => provider.GetRequiredService<NoticeBook>());
        services.AddCalendar().AddMethodologies().AddVerifiers().AddAccounts();
        services.AddLedger().AddApplications().AddProjects().AddReductions().AddSuggestions();
        services.AddMessages(settings.Messages).AddSignIn().AddBroadcasts();
        services.AddIssuance().AddHoldings().AddTransfers().AddUse().AddProvinceFeed().AddSingleton<AuditSearch>();
        return services;
    }

    /// <summary>Adds a two-person act, by its own type and for the mechanism.</summary>
    public static IServiceCollection AddAct<TAct>(this IServiceCollection services) where TAct : class, ITwoPersonAct =>
        services.AddSingleton<TAct>().AddSingleton<ITwoPersonAct>(provider => provider.GetRequiredService<TAct>());
}
