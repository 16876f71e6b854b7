using Registry.Kernel.Lifecycle;
using Registry.Kernel.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Verifiers;

/// <summary>Writes entries of the register of bodies.</summary>
internal static class BodyWrites
{
    /// <summary>Enters a body; its id follows from its approval number, so that every registry that seeds it knows it by the same.</summary>
    public static async Task<bool> Add(Tx tx, string approvalNumber, string name, string nameEn, string source, IReadOnlyList<SectorApproval> sectors)
    {
        VerifierRules.CheckEntry(approvalNumber, sectors);
        var id = new DerivedIds().Next($"verification-body:{approvalNumber}", 0);
        var added = await tx.Execute($"""
            insert into verification_body(id, approval_number, name, name_en, status, version, source)
            values ({id}, {approvalNumber}, {name}, {nameEn}, {BodyStatus.Approved}, 0, {source})
            on conflict do nothing
            """);
        if (added == 0) return false;
        await StateChange.Begin(tx, VerificationBody.Table, VerificationBodies.Kept, id, BodyStatus.Approved, BodyAction.Enter, By.TwoOfficers);
        await Put(tx, id, sectors);
        return true;
    }

    /// <summary>Adds approvals, and last days to those that are there.</summary>
    public static async Task Put(Tx tx, long id, IReadOnlyList<SectorApproval> sectors)
    {
        foreach (var sector in sectors)
            await tx.Execute($"""
                insert into verification_body_sector(body_id, sector, from_date, until_date, approval)
                values ({id}, {sector.Sector}, {sector.From}, {sector.Until}, {sector.Approval})
                on conflict (body_id, sector, from_date) do update set until_date = excluded.until_date
                """);
    }

    /// <summary>The body has an account now.</summary>
    public static Task Bind(Tx tx, long id, long account) =>
        tx.Guarded($"update verification_body set account_id = {account} where id = {id} and account_id is null");
}
