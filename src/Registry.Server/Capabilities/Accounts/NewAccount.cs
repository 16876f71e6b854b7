using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Lifecycle;
using Registry.Server.Platform.Outbox;

namespace Registry.Server.Capabilities.Accounts;

/// <summary>Answer to an opening.</summary>
/// <param name="Account">Id of the account.</param>
/// <param name="Number">Its number.</param>
public sealed record OpenedAccount(long Account, string Number);

/// <summary>What every new account has written for it, whichever way it came about.</summary>
internal sealed record NewAccount
{
    /// <summary>Where accounts keep their status.</summary>
    public static readonly Stateful Kept = new("account", Sql.Of($"account"));

    public required AccountType Type { get; init; }

    public IReadOnlyList<AccountSubtype> Subtypes { get; init; } = [];

    public required LegalName Name { get; init; }

    public CreditCode? CreditCode { get; init; }

    public required DivisionCode Province { get; init; }

    public string? Address { get; init; }

    public string? ApprovalNumber { get; init; }

    public long? Opening { get; init; }

    public long? Proposal { get; init; }

    public required By By { get; init; }

    public required bool Invented { get; init; }

    public required IReadOnlyList<(string Role, PersonId Person)> Persons { get; init; }

    /// <summary>Writes the account with the next number of its type and province. Claims are the caller's.</summary>
    public async Task<OpenedAccount> Write(Tx tx, long id)
    {
        var digit = AccountTypes.Of(Type).Digit;
        var sequence = await NumberSequence.Next(tx, $"account:{digit}:{Province.Province}");
        var number = AccountNumber.Of(digit, Province, checked((int)sequence)).Value;
        await tx.Guarded($"""
            insert into account(id, number, type, name, name_key, credit_code, province_code, address, approval_number, status, version, opening_id, opened_at, opened_on, invented)
            values ({id}, {number}, {Type}, {Name.Value}, {Name.SearchKey}, {CreditCode?.Value}, {Province.Value}, {Address}, {ApprovalNumber}, {AccountStatus.Open}, 0,
                    {Opening}, {tx.Now}, {tx.Today}, {Invented})
            """);
        await tx.Guarded($"""
            insert into account_name_history(account_id, seq, name, from_at, proposal_id) values ({id}, 0, {Name.Value}, {tx.Now}, {Proposal})
            """);
        foreach (var subtype in Subtypes)
            await tx.Guarded($"insert into account_subtype(account_id, subtype, since) values ({id}, {subtype}, {tx.Now})");
        foreach (var (role, person) in Persons) await AddRepresentative(tx, id, role, person);
        await StateChange.Begin(tx, AccountLifecycle.Account, Kept, id, AccountStatus.Open, AccountAction.Open, By);
        await tx.Send("account.opened", $"account:{id}", new { account = $"{id}", number, type = Type });
        return new(id, number);
    }

    /// <summary>From now on the person acts for the account.</summary>
    public static Task AddRepresentative(Tx tx, long account, string role, PersonId person) => tx.Guarded($"""
        insert into account_representative(id, account_id, role, person_id, since) values ({tx.NewId()}, {account}, {role}, {person}, {tx.Now})
        """);
}
