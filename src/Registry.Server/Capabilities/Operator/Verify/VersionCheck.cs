using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Operator.Verify;

/// <summary>Sees that every project's facts have all versions up to the one in force, each made by an approved change, and that its owner is that version's.</summary>
internal static class VersionCheck
{
    private sealed record Row
    {
        public long Id { get; init; }
        public int FactsVersion { get; init; }
        public long AccountId { get; init; }
        public long FiledBy { get; init; }
        public int Versions { get; init; }
        public int Last { get; init; }
        public long? LastOwner { get; init; }
        public int Approved { get; init; }
    }

    public static async Task Run(Reads reads, List<Fault> faults)
    {
        foreach (var row in await reads.Rows<Row>($"""
            select p.id, p.facts_version, p.account_id, a.account_id as filed_by,
              (select count(*) from project_version v where v.project_id = p.id) as versions,
              (select coalesce(max(v.version_no), 1) from project_version v where v.project_id = p.id) as last,
              (select v.account_id from project_version v where v.project_id = p.id and v.version_no = p.facts_version) as last_owner,
              (select count(*) from project_change c where c.project_id = p.id and c.status = 'Approved') as approved
            from project p join application a on a.id = p.application_id order by p.id
            """))
        {
            if (row.FactsVersion != row.Last || row.Versions != row.Last - 1)
                faults.Add(new Fault("version", $"project:{row.Id}", $"is at version {row.FactsVersion} and has {row.Versions} after the first, the last of them {row.Last}"));
            if (row.Approved != row.Versions) faults.Add(new Fault("version", $"project:{row.Id}", $"has {row.Approved} approved changes and {row.Versions} versions"));
            var owner = row.FactsVersion == 1 ? row.FiledBy : row.LastOwner;
            if (owner != row.AccountId) faults.Add(new Fault("version", $"project:{row.Id}", $"belongs to account {row.AccountId}, its version to {owner}"));
        }
    }
}
