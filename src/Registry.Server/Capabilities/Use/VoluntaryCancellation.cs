using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Transfers;
using Registry.Kernel.Use;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Holdings;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Use;

/// <summary>
/// Voluntary cancellation of units by their holder (自愿注销). The units leave the holding account for good, and the cancellation is
/// published in the same commit. Waits until midnight. Questions and answers 1.4.3; registration rules, article 15.
/// </summary>
public sealed class VoluntaryCancellation(Db db, LedgerWriter ledger, CancellationBlocks blocks) : HolderMovement<VoluntaryCancellation.Command>(db, ledger)
{
    private static readonly Texts Text = Texts.For<UseText>();

    /// <summary>Which lots and how much of each, for what and for whom.</summary>
    public sealed record Command(IReadOnlyList<LotQuantity> Lots, string Purpose, string Beneficiary, string? Remark = null);

    /// <inheritdoc/>
    public override ActionCode Code => new("use.voluntary-cancellation");

    /// <summary>Both representatives sign with a code sent to their own numbers. Questions and answers 1.4.3.</summary>
    public override bool NeedsCode => true;

    /// <inheritdoc/>
    protected override Place From => Place.Holding;

    /// <inheritdoc/>
    protected override Place To => Place.CancelledVoluntary;

    /// <inheritdoc/>
    public override Task<DateTimeOffset> ExpiresAt(Reads reads, DateTimeOffset now) => Task.FromResult(RegistryClock.StartOf(RegistryClock.DateOf(now).AddDays(1)));

    /// <inheritdoc/>
    protected override IReadOnlyList<LotQuantity> LotsOf(Command command) => command?.Lots ?? [];

    /// <inheritdoc/>
    protected override Wording InWords(Command command) =>
        Wording.Of(Text, "words.use.voluntary-cancellation", Formats.Number(LotsOf(command).Sum(lot => LotChoice.Tonnes(lot.Quantity) ?? 0)));

    /// <summary>Units may leave the account now, and the cancellation says for what and for whom.</summary>
    protected override Task Check(Command command, Account holder, Reads reads, ICollection<Finding> findings)
    {
        Collect(findings, holder.RequireTransferOut);
        CancellationStatement.Read(command.Purpose, command.Beneficiary, command.Remark, findings);
        return Task.CompletedTask;
    }

    /// <summary>The public record, whose id is that of the proposal.</summary>
    protected override IEnumerable<GuardedWrite> Records(Command command, AccountView holder, Confirmed by, Moved moved)
    {
        var statement = CancellationStatement.Read(command.Purpose, command.Beneficiary, command.Remark, new List<Finding>())
            ?? throw new InvalidOperationException("A statement that was checked cannot be read.");
        return
        [
            new($"""
                insert into cancellation(id, posting_id, account_id, holder_name, purpose, beneficiary, remark, tonnes, cancelled_at)
                select {by.Proposal}, o.id, {by.Account}, {holder.Name}, {statement.Purpose}, {statement.Beneficiary}, {statement.Remark},
                       {moved.Lots.Sum(l => l.Tonnes)}, o.booked_at
                from posting o where o.authority = {by.Reference}
                """),
        ];
    }

    /// <summary>After the commit the serial numbers of what left are worked out and published; the clock does it where that fails.</summary>
    protected override async Task<object?> Post(Command command, Confirmed by, Closing closing)
    {
        var moved = await base.Post(command, by, closing);
        await blocks.Write(by.Proposal.Value);
        return moved;
    }
}
