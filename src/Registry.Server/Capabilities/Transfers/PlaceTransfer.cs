using Registry.Kernel.Accounts;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Transfers;
using Registry.Server.Capabilities.Accounts.TradingAccounts;
using Registry.Server.Capabilities.Holdings;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Transfers;

/// <summary>A transfer between the places of one holder. Waits five working days for its second person.</summary>
public abstract class PlaceTransfer(Db db, LedgerWriter ledger, Calendars calendars) : HolderMovement<PlaceTransfer.Command>(db, ledger)
{
    /// <summary>Which lots, and how much of each.</summary>
    public sealed record Command(IReadOnlyList<LotQuantity> Lots);

    /// <inheritdoc/>
    public override async Task<DateTimeOffset> ExpiresAt(Reads reads, DateTimeOffset now)
    {
        var today = RegistryClock.DateOf(now);
        var last = (await calendars.In(reads)).AsOf(today).AddWorkingDays(today, TransferTerms.WorkingDays);
        return RegistryClock.StartOf(last.AddDays(1));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LotQuantity> LotsOf(Command command) => command?.Lots ?? [];
}

/// <summary>Transfer from the holding account to the trading account (转移至交易账户). Questions and answers 1.4.1.</summary>
public sealed class TransferToTradingAccount(Db db, LedgerWriter ledger, Calendars calendars) : PlaceTransfer(db, ledger, calendars)
{
    /// <inheritdoc/>
    public override ActionCode Code => new("transfers.to-trading-account");

    /// <inheritdoc/>
    protected override Place From => Place.Holding;

    /// <inheritdoc/>
    protected override Place To => Place.Trading;

    /// <summary>The holder may trade now, and a trading account is bound to its account.</summary>
    protected override async Task Check(Command command, Account holder, Reads reads, ICollection<Finding> findings)
    {
        Collect(findings, () => holder.Require(AccountCapabilities.HoldsUnits | AccountCapabilities.Trades));
        TransferRules.NoTradingAccount.Check(await TradingBindings.Current(reads, holder.Id) is not null, findings, ("number", holder.Number));
    }

    /// <summary>The trading account is bound when the units arrive.</summary>
    protected override IEnumerable<GuardedWrite> Guards(AccountId holder) =>
        [new($"update trading_binding set sub_account = sub_account where account_id = {holder} and unbound_at is null")];
}

/// <summary>
/// Transfer from the trading account back to the holding account (转移至持有账户). No trading account needs to be bound: what lies
/// there can always come home. Questions and answers 1.4.2.
/// </summary>
public sealed class TransferToHoldingAccount(Db db, LedgerWriter ledger, Calendars calendars) : PlaceTransfer(db, ledger, calendars)
{
    /// <inheritdoc/>
    public override ActionCode Code => new("transfers.to-holding-account");

    /// <inheritdoc/>
    protected override Place From => Place.Trading;

    /// <inheritdoc/>
    protected override Place To => Place.Holding;

    /// <summary>The holder may hold units now; a limit of trading or of transfers out does not keep them from coming home.</summary>
    protected override Task Check(Command command, Account holder, Reads reads, ICollection<Finding> findings)
    {
        Collect(findings, () => holder.Require(AccountCapabilities.HoldsUnits));
        return Task.CompletedTask;
    }
}
