using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Joint;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.TradingAccounts;

/// <summary>Answer to the exchange.</summary>
/// <param name="AccountNumber">Number of the registry account.</param>
/// <param name="SubAccount">Number of its trading sub-account.</param>
public sealed record BoundTradingAccount(string AccountNumber, string SubAccount);

/// <summary>
/// The exchange tells that it opened a trading account for an organisation: it is bound to the registry account of the same organisation,
/// which must exist first (A5). Questions and answers 1.2.4; trading rules, articles 6 and 7.
/// </summary>
public sealed class BindTradingAccount(Db db)
{
    private static readonly ActionCode Code = new("accounts.bind-trading-account");

    /// <summary>What the message says.</summary>
    /// <param name="CreditCode">The organisation.</param>
    /// <param name="TradingAccount">Number of the account at the exchange.</param>
    /// <param name="AccountNumber">Number of the registry account, where the applicant gave it to the exchange.</param>
    public sealed record Command(string CreditCode, string TradingAccount, string? AccountNumber = null);

    /// <summary>Binds; the same message again is answered as it was the first time.</summary>
    /// <param name="by">The message, its sender verified.</param>
    /// <param name="command">What it says.</param>
    public Task<BoundTradingAccount> Bind(Instructed by, Command command) => db.Transaction(Actor.Outside, Code, async tx =>
    {
        TradingBindings.RequireExchange(by);
        var number = TradingBindings.Number(command.TradingAccount);
        var account = await TradingBindings.RegistryAccount(tx, command.CreditCode, command.AccountNumber);
        (await AccountRegister.Load(tx, new AccountId(account.Id))).Require(AccountCapabilities.Trades);
        AccountRules.TradingAccountBound.Require(await Reservations.IsFree(tx, number), ("number", account.Number), ("tradingAccount", number));
        return (await TradingBindings.Bind(tx, account, number, by.Reference)).Answer;
    }, Instruction.For(by.Client, by.InstructionId, command));
}
