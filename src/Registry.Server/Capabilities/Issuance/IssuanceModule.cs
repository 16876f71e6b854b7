namespace Registry.Server.Capabilities.Issuance;

/// <summary>Issuance: registered reductions become units.</summary>
public static class IssuanceModule
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddIssuance(this IServiceCollection services) => services.AddAct<IssueUnits>();
}
