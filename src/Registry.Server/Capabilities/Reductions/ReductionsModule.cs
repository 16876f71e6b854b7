using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Reductions.Certificates;
using Registry.Server.Capabilities.Reductions.Draft;

namespace Registry.Server.Capabilities.Reductions;

/// <summary>Reductions: their applications and their registration.</summary>
public static class ReductionsModule
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddReductions(this IServiceCollection services) => services
        .AddSingleton<IApplicationKind, ReductionApplications>()
        .AddSingleton<SaveReductionDraft>()
        .AddAct<RecordTradedCertificates>();
}
