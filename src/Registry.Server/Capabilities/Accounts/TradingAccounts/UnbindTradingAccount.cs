using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Outbox;

namespace Registry.Server.Capabilities.Accounts.TradingAccounts;

/// <summary>The exchange tells that it closed a trading account: its binding ends and stays in the history. Nothing may lie in it. Trading rules, article 8.</summary>
public sealed class UnbindTradingAccount(Db db)
{
    private static readonly ActionCode Code = new("accounts.unbind-trading-account");

    /// <summary>What the message says.</summary>
    /// <param name="CreditCode">The organisation.</param>
    /// <param name="TradingAccount">Number of the account at the exchange.</param>
    public sealed record Command(string CreditCode, string TradingAccount);

    /// <summary>Ends the binding; the same message again is answered as it was the first time.</summary>
    /// <param name="by">The message, its sender verified.</param>
    /// <param name="command">What it says.</param>
    public Task Unbind(Instructed by, Command command) => db.Transaction(Actor.Outside, Code, async tx =>
    {
        TradingBindings.RequireExchange(by);
        var number = TradingBindings.Number(command.TradingAccount);
        var code = CreditCode.Parse(command.CreditCode);
        var account = await AccountRegister.FindByCreditCode(tx, code.Value) ?? throw AccountRules.NoRegistryAccount.Refuse(("creditCode", code.Value));
        var units = await tx.Scalar<long>($"""
            select coalesce(sum(received - sent), 0) from position where account_id = {account.Id} and place in ('trading', 'exchange')
            """);
        AccountRules.TradingUnitsLeft.Require(units == 0, ("number", account.Number), ("units", units));
        var ended = await tx.Execute($"""
            update trading_binding set unbound_at = {tx.Now}, unbound_by = {by.Reference}
            where account_id = {account.Id} and trading_account = {number} and unbound_at is null
            """);
        AccountRules.TradingAccountNotBound.Require(ended == 1, ("number", account.Number), ("tradingAccount", number));
        await tx.Execute($"""
            update trading_operator set until = {tx.Now} where until is null and binding_id in (select id from trading_binding where account_id = {account.Id} and unbound_at is not null)
            """);
        tx.About("account", account.Id);
        await tx.Send("account.trading-unbound", $"account:{account.Id}", new { account = $"{account.Id}", number = account.Number, tradingAccount = number });
    }, Instruction.For(by.Client, by.InstructionId, command));
}
