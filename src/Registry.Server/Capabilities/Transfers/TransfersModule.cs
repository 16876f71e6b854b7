namespace Registry.Server.Capabilities.Transfers;

/// <summary>Transfers between the places of one holder.</summary>
public static class TransfersModule
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddTransfers(this IServiceCollection services) => services
        .AddAct<TransferToTradingAccount>()
        .AddAct<TransferToHoldingAccount>();
}
