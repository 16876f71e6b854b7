namespace Registry.Server.Capabilities.Ledger;

/// <summary>The ledger's public face: the writer that moves units; what it answers is in <see cref="LedgerQueries"/>.</summary>
public static class LedgerModule
{
    /// <summary>Adds the writer, one for each process.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services) => services.AddSingleton<LedgerWriter>();
}
