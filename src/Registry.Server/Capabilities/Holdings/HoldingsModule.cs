namespace Registry.Server.Capabilities.Holdings;

/// <summary>What a holder has and how it came about; and what every movement of a holder has in common.</summary>
public static class HoldingsModule
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddHoldings(this IServiceCollection services) => services.AddSingleton<AccountHoldings>();
}
