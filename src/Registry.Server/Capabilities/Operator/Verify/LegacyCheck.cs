using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Operator.Verify;

/// <summary>
/// Checks the accounts of the old system: nothing was done with one whose particulars are missing, each of them came by an import, its old login alone can complete it, and
/// no old hash is left of a password that was compared.
/// </summary>
internal static class LegacyCheck
{
    private sealed record Row
    {
        public long Id { get; init; }
        public string Problem { get; init; } = "";
    }

    /// <summary>Adds what is wrong.</summary>
    public static async Task Run(Reads reads, List<Fault> faults)
    {
        var wrong = await reads.Rows<Row>($"""
            select a.id, 'is incomplete, and no import brought it' as problem from account a where a.status = 'Incomplete' and not exists (select 1 from legacy_account g where g.account_id = a.id)
            union all select a.id, 'is incomplete and holds or held units' from account a where a.status = 'Incomplete' and exists (select 1 from position p where p.account_id = a.id)
            union all select a.id, 'is incomplete and somebody acts for it' from account a where a.status = 'Incomplete' and (exists (select 1 from account_representative r where r.account_id = a.id)
              or exists (select 1 from login l where l.account_id = a.id))
            union all select a.id, 'is incomplete and has business' from account a where a.status = 'Incomplete' and (exists (select 1 from application x where x.account_id = a.id)
              or exists (select 1 from proposal x where x.account_id = a.id) or exists (select 1 from account_change x where x.account_id = a.id) or exists (select 1 from trading_binding x where x.account_id = a.id))
            union all select a.id, 'came from the old system and is in use without approved particulars' from legacy_account g join account a on a.id = g.account_id
              where a.status in ('Open', 'Restricted', 'Suspended') and not exists (select 1 from account_opening o where o.id = a.opening_id and o.route = 'Legacy' and o.status = 'Approved')
            union all select g.account_id, 'came from the old system, and not one login does' from legacy_account g where (select count(*) from login l where l.person_id = g.id) <> 1
            union all select g.account_id, 'has an old hash although its password was compared, or has none although it was not' from legacy_account g
              where (g.verified_at is null) <> exists (select 1 from legacy_password p where p.legacy_id = g.id)
            """);
        faults.AddRange(wrong.Select(row => new Fault("legacy", $"account:{row.Id}", row.Problem)));
    }
}
