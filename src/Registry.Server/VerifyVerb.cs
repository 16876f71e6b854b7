using Registry.Server.Capabilities.Ledger;
using Registry.Server.Capabilities.Operator.Verify;
using Registry.Server.Platform.Audit;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;

namespace Registry.Server;

/// <summary>Recomputes everything that can be recomputed, and names what is wrong.</summary>
internal static class VerifyVerb
{
    public static async Task<int> Run(RegistrySettings settings, bool json)
    {
        if (Schema.Status(settings.Database) != SchemaStatus.Current)
        {
            await Console.Error.WriteLineAsync($"The database {settings.Database.Shown} is not at this program's schema; run migrate first.");
            return ExitCode.SchemaDoesNotFit;
        }
        await using var services = new ServiceCollection().AddLogging().AddRegistry(settings).BuildServiceProvider();
        var faults = await Check(services);
        AuditEnd end;
        await using (var reads = await services.GetRequiredService<Db>().Read()) end = await AuditChain.End(reads);
        if (json)
            Console.WriteLine(Json.Write(new { database = settings.Database.Shown, faults, auditRows = end.Rows, auditHash = end.Hash }));
        else if (faults.Count == 0)
            Console.WriteLine($"{settings.Database.Shown}: everything agrees.");
        foreach (var fault in json ? [] : faults) Console.WriteLine($"{fault.Check}  {fault.Row}  {fault.Detail}");
        if (!json) Console.WriteLine($"The chain of the audit trail has {end.Rows} rows; its last hash is {end.Hash}.");
        return faults.Count == 0 ? ExitCode.Done : ExitCode.Differences;
    }

    /// <summary>Every check, and where the key is here that every sealed value opens in its place.</summary>
    internal static async Task<IReadOnlyList<Fault>> Check(IServiceProvider services)
    {
        var faults = await Check(services.GetRequiredService<Db>());
        if (!File.Exists(services.GetRequiredService<PersonalKeyFile>().Path)) return faults;
        var unopened = await services.GetRequiredService<PersonalKeyRotation>().Check();
        return [.. faults, .. unopened.Select(row => new Fault("sealed", row, "does not open with the keys given: another key sealed it, or it was changed or moved"))];
    }

    /// <summary>Every check: the ledger from its entries alone, the histories, the registers.</summary>
    internal static async Task<IReadOnlyList<Fault>> Check(Db db)
    {
        var ledger = await LedgerVerify.Run(db);
        await using var reads = await db.Snapshot();
        return [.. ledger.Select(v => new Fault(v.Invariant, $"{v.Table}:{v.Row}", v.What)), .. await HistoryCheck.Run(reads), .. await RegisterCheck.Run(reads)];
    }
}
