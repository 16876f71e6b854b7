using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Capabilities.Accounts.Change;

/// <summary>
/// What a business licence says of its holder beside the name, as far as it is not personal. The credit code is not among it: another code is another subject. Registration
/// rules, article 8.
/// </summary>
public sealed record LicenceEntry
{
    /// <summary>Registered address; nothing of an account for which none was filed.</summary>
    public string? Address { get; init; }

    /// <summary>Six digits of the division it is registered in.</summary>
    public string ProvinceCode { get; init; } = "";

    /// <summary>Last day on which it is valid; none of a licence without end.</summary>
    public DateOnly? LicenceUntil { get; init; }

    /// <summary>What the register has of an account.</summary>
    public static Task<LicenceEntry> Of(Reads reads, AccountId account) => reads.Get<LicenceEntry>($"select address, province_code, licence_until from account where id = {account}");

    /// <summary>The same with every part read.</summary>
    /// <exception cref="RefusalException">The address is missing, or the division is none.</exception>
    public LicenceEntry Checked()
    {
        GeneralRules.ValueMissing.Require(!string.IsNullOrWhiteSpace(Address), ("field", "address"));
        return this with { Address = Address!.Trim(), ProvinceCode = DivisionCode.Parse(ProvinceCode).Value };
    }

    /// <summary>The legal representative as filed before an instant: with the last approved change that named one, or else with the opening.</summary>
    internal static async Task<PersonForm?> LegalRepresentative(Reads reads, PersonalVault vault, AccountId account, DateTimeOffset before)
    {
        foreach (var change in await reads.Rows<ChangeRecord>($"""
            select id, account_id, status, version, change, persons_cipher from account_change where account_id = {account} and status = 'Approved' and decided_at < {before} order by decided_at desc, id desc
            """))
            if (change.Content.LegalRepresentative) return change.Persons(vault).LegalRepresentative;
        return await reads.Scalar<long?>($"select opening_id from account where id = {account} and opened_at < {before}") is { } opening
            ? (await OpeningRecord.Load(reads, opening)).Persons(vault).LegalRepresentative
            : null;
    }
}
