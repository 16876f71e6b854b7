using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Change;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Operator.Verify;

/// <summary>Checks that each account has the name, address, division and licence that were approved last, and that its names form one history.</summary>
internal static class ParticularsCheck
{
    private sealed record Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string? LastName { get; init; }
        public string? Address { get; init; }
        public string ProvinceCode { get; init; } = "";
        public DateOnly? LicenceUntil { get; init; }
        public string? Form { get; init; }
    }

    private sealed record ChangeRow
    {
        public long AccountId { get; init; }
        public string Change { get; init; } = "";
    }

    /// <summary>Adds what is wrong.</summary>
    public static async Task Run(Reads reads, List<Fault> faults)
    {
        var approved = new Dictionary<long, LicenceEntry>();
        foreach (var change in await reads.Rows<ChangeRow>($"select account_id, change from account_change where status = 'Approved' order by decided_at, id"))
            if (Json.Read<ChangeContent>(change.Change).Licence is { } licence) approved[change.AccountId] = licence;
        foreach (var row in await reads.Rows<Row>($"""
            select a.id, a.name, a.address, a.province_code, a.licence_until, o.form, (select h.name from account_name_history h where h.account_id = a.id order by h.seq desc limit 1) as last_name
            from account a left join account_opening o on o.id = a.opening_id order by a.id
            """))
        {
            if (row.Name != row.LastName) faults.Add(new Fault("particulars", $"account:{row.Id}", "its name is not the last of its names"));
            var has = new LicenceEntry { Address = row.Address, ProvinceCode = row.ProvinceCode, LicenceUntil = row.LicenceUntil };
            if ((approved.GetValueOrDefault(row.Id) ?? Filed(row.Form)) is { } filed && filed != has)
                faults.Add(new Fault("particulars", $"account:{row.Id}", "its address, division or licence is not what was approved last"));
        }
    }

    private static LicenceEntry? Filed(string? form)
    {
        if (form is null) return null;
        var filed = Json.Read<OpeningForm>(form);
        return new LicenceEntry { Address = filed.Address.Trim(), ProvinceCode = DivisionCode.Parse(filed.ProvinceCode).Value };
    }
}
