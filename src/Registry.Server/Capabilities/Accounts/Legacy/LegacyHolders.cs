using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Capabilities.Accounts.Legacy;

/// <summary>An account of the old system as the holder of its login sees it.</summary>
public sealed record LegacyHolder
{
    /// <summary>Stands as the person of the login.</summary>
    public long Id { get; init; }

    /// <summary>The account.</summary>
    public long AccountId { get; init; }

    /// <summary>Its number in the registry.</summary>
    public string Number { get; init; } = "";

    /// <summary>Name of the organisation.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its credit code.</summary>
    public string CreditCode { get; init; } = "";

    /// <summary>Six digits of its division.</summary>
    public string ProvinceCode { get; init; } = "";

    /// <summary>Day of opening in the old system.</summary>
    public DateOnly OpenedOn { get; init; }

    /// <summary>Where it stands.</summary>
    public AccountStatus Status { get; init; }

    /// <summary>Its version.</summary>
    public int Version { get; init; }
}

/// <summary>Who holds the logins of the old system.</summary>
public static class LegacyHolders
{
    private static readonly Sql Columns = Sql.Of($"g.id, g.account_id, a.number, a.name, a.credit_code, a.province_code, a.opened_on, a.status, a.version");

    /// <summary>The account of whoever signed in with a login of the old system; null of everybody else.</summary>
    public static Task<LegacyHolder?> Find(Reads reads, PersonId holder) => reads.Find<LegacyHolder>($"""
        select {Columns} from legacy_account g join account a on a.id = g.account_id where g.id = {holder}
        """);

    /// <summary>Whether an account came from the old system.</summary>
    public static async Task<bool> Has(Reads reads, AccountId account) =>
        await reads.Scalar<long>($"select count(*) from legacy_account where account_id = {account}") == 1;

    /// <summary>Where the e-mail address is sealed.</summary>
    internal static Place EmailOf(long legacy) => new("legacy_account", legacy, "email_cipher");
}
