using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Accounts;

/// <summary>An account as pages and other capabilities see it.</summary>
public sealed record AccountView
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Its type.</summary>
    public AccountType Type { get; init; }

    /// <summary>The holder's name now; of a natural person only what may be shown.</summary>
    public string Name { get; init; } = "";

    /// <summary>The holder's credit code; none of a natural person.</summary>
    public string? CreditCode { get; init; }

    /// <summary>Six digits of the division.</summary>
    public string ProvinceCode { get; init; } = "";

    /// <summary>Approval number of a verification body.</summary>
    public string? ApprovalNumber { get; init; }

    /// <summary>Where it stands.</summary>
    public AccountStatus Status { get; init; }

    /// <summary>How far its use is limited.</summary>
    public RestrictionLevel? Restriction { get; init; }

    /// <summary>Its version.</summary>
    public int Version { get; init; }

    /// <summary>Day of opening.</summary>
    public DateOnly OpenedOn { get; init; }

    /// <summary>Whether holder and persons are made up.</summary>
    public bool Invented { get; init; }
}

/// <summary>Reads the register of accounts, for this capability and for others.</summary>
public static class AccountRegister
{
    private static readonly Sql Columns = Sql.Of($"""
        id, number, type, name, credit_code, province_code, approval_number, status, restriction, version, opened_on, invented
        """);

    /// <summary>An account.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static Task<AccountView> View(Reads reads, AccountId id) => reads.Get<AccountView>($"select {Columns} from account where id = {id}");

    /// <summary>The account of an organisation, if it has one.</summary>
    public static Task<AccountView?> FindByCreditCode(Reads reads, string creditCode) =>
        reads.Find<AccountView>($"select {Columns} from account where credit_code = {creditCode}");

    /// <summary>The account of a number, if there is one.</summary>
    public static Task<AccountView?> FindByNumber(Reads reads, string number) =>
        reads.Find<AccountView>($"select {Columns} from account where number = {number}");

    /// <summary>An account as rules look at it.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static async Task<Account> Load(Reads reads, AccountId id)
    {
        var view = await View(reads, id);
        return new Account
        {
            Id = id,
            Number = view.Number,
            Type = view.Type,
            Subtypes = await Subtypes(reads, id),
            Status = view.Status,
            Restriction = view.Restriction,
        };
    }

    /// <summary>Sub-types of an enterprise.</summary>
    public static async Task<IReadOnlyList<AccountSubtype>> Subtypes(Reads reads, AccountId id) =>
        [.. (await reads.Rows<string>($"select subtype from account_subtype where account_id = {id}")).Select(Enum.Parse<AccountSubtype>).Order()];

    /// <summary>The holder's name at an instant.</summary>
    public static async Task<string> NameAt(Reads reads, AccountId id, DateTimeOffset at) =>
        await reads.Scalar<string>($"""
            select name from account_name_history where account_id = {id} and from_at <= {at} order by seq desc limit 1
            """) ?? (await View(reads, id)).Name;
}
