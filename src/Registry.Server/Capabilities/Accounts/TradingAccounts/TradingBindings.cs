using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Outbox;

namespace Registry.Server.Capabilities.Accounts.TradingAccounts;

/// <summary>A trading account (交易账户) at the exchange that is bound to a registry account, or was.</summary>
public sealed record TradingBinding
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>The registry account.</summary>
    public long AccountId { get; init; }

    /// <summary>Number at the exchange.</summary>
    public string TradingAccount { get; init; } = "";

    /// <summary>Number of the trading sub-account in the registry, fourteen digits.</summary>
    public string SubAccount { get; init; } = "";

    /// <summary>Since when.</summary>
    public DateTimeOffset BoundAt { get; init; }

    /// <summary>Until when; null while bound.</summary>
    public DateTimeOffset? UnboundAt { get; init; }
}

/// <summary>Which trading accounts are bound to which registry accounts, now and before. One of each to one of the other.</summary>
public static class TradingBindings
{
    /// <summary>The outside system that binds.</summary>
    public const string Exchange = "exchange";

    private const int ShortestNumber = 6;
    private const int LongestNumber = 32;
    private static readonly int[] LikeDocument = [15, 18];

    private static readonly Sql Columns = Sql.Of($"id, account_id, trading_account, sub_account, bound_at, unbound_at");

    /// <summary>Every binding of an account, the oldest first.</summary>
    public static Task<IReadOnlyList<TradingBinding>> Of(Reads reads, AccountId account) =>
        reads.Rows<TradingBinding>($"select {Columns} from trading_binding where account_id = {account} order by bound_at, id");

    /// <summary>The binding of an account now.</summary>
    public static Task<TradingBinding?> Current(Reads reads, AccountId account) =>
        reads.Find<TradingBinding>($"select {Columns} from trading_binding where account_id = {account} and unbound_at is null");

    /// <summary>The registry account of an organisation, open; the registry account comes first (A5).</summary>
    /// <exception cref="RefusalException">There is none, or another number was named.</exception>
    internal static async Task<AccountView> RegistryAccount(Reads reads, string creditCode, string? number)
    {
        var code = CreditCode.Parse(creditCode);
        var account = await AccountRegister.FindByCreditCode(reads, code.Value);
        if (account is null or { Status: AccountStatus.Closing or AccountStatus.Closed }) throw AccountRules.NoRegistryAccount.Refuse(("creditCode", code.Value));
        AccountRules.BindingDiffers.Require(number is null || AccountNumber.Parse(number).Value == account.Number, ("creditCode", code.Value), ("number", number));
        return account;
    }

    /// <summary>Binds a trading account to a registry account, which is there already (A5); one of each to one of the other (A6).</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="account">The registry account.</param>
    /// <param name="number">Number at the exchange.</param>
    /// <param name="reference">What it rests on; binds once.</param>
    internal static async Task<(long Id, BoundTradingAccount Answer)> Bind(Tx tx, AccountView account, string number, string reference)
    {
        var sub = AccountNumber.Parse(account.Number).Trading.Value;
        var id = tx.NewId();
        var free = await tx.Execute($"""
            insert into trading_binding(id, account_id, credit_code, trading_account, sub_account, bound_at, bound_by)
            values ({id}, {account.Id}, {account.CreditCode}, {number}, {sub}, {tx.Now}, {reference})
            on conflict do nothing
            """);
        AccountRules.TradingAccountBound.Require(free == 1, ("number", account.Number), ("tradingAccount", number));
        tx.About("account", account.Id);
        await tx.Send("account.trading-bound", $"account:{account.Id}", new { account = $"{account.Id}", number = account.Number, tradingAccount = number, subAccount = sub });
        return (id, new(account.Number, sub));
    }

    /// <summary>Reads a number of the exchange, whose form is not published: letters and digits, and not as many as an identity document has.</summary>
    internal static string Number(string? text)
    {
        var number = (text ?? "").Trim();
        GeneralRules.ValueMalformed.Require(
            number.Length is >= ShortestNumber and <= LongestNumber && !LikeDocument.Contains(number.Length) && number.All(char.IsAsciiLetterOrDigit), ("field", "tradingAccount"), ("value", number));
        return number.ToUpperInvariant();
    }

    /// <summary>Refuses unless the exchange sent it.</summary>
    internal static void RequireExchange(Instructed by) => GeneralRules.NotEntitled.Require(by.Client == Exchange);
}
