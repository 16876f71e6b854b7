using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Ledger;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Transfers;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Holdings;

/// <summary>One lot that moved.</summary>
/// <param name="Lot">Code of the lot.</param>
/// <param name="Tonnes">Units, tCO2e.</param>
public sealed record MovedLot(string Lot, long Tonnes);

/// <summary>What a confirmed movement answers.</summary>
/// <param name="Lots">What moved, by lot.</param>
public sealed record Moved(IReadOnlyList<MovedLot> Lots);

/// <summary>
/// A movement that a holder makes of its own units, by its two representatives: chosen lots are promised with the proposal, posted with
/// the confirmation and given back with every other end. A quantity is promised; the oldest units leave first. Questions and answers 1.4.1.
/// </summary>
/// <typeparam name="TCommand">What is asked for.</typeparam>
public abstract class HolderMovement<TCommand>(Db db, LedgerWriter ledger) : TwoPersonPromise<TCommand>
{
    /// <inheritdoc/>
    public override By By => By.TwoRepresentatives;

    /// <summary>Where the units lie.</summary>
    protected abstract Place From { get; }

    /// <summary>Where they go.</summary>
    protected abstract Place To { get; }

    /// <summary>What was chosen.</summary>
    protected abstract IReadOnlyList<LotQuantity> LotsOf(TCommand command);

    /// <summary>Adds what the command and its holder do not satisfy, beside the lots; at the proposal and again at the confirmation.</summary>
    protected abstract Task Check(TCommand command, Account holder, Reads reads, ICollection<Finding> findings);

    /// <summary>Writes of the slice that belong to the posting.</summary>
    protected virtual IEnumerable<GuardedWrite> Records(TCommand command, AccountView holder, Confirmed by, Moved moved) => [];

    /// <summary>Writes that fail where something the rules looked at changed meanwhile.</summary>
    protected virtual IEnumerable<GuardedWrite> Guards(AccountId holder) => [];

    /// <inheritdoc/>
    public override (string From, string To)? Way => (From.Code(), To.Code());

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Finding>> Findings(TCommand command, AccountId account, Reads reads)
    {
        var findings = new List<Finding>();
        await Choose(command, account, reads, findings);
        return findings;
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Finding>> Standing(TCommand command, AccountId account, Reads reads)
    {
        var findings = new List<Finding>();
        await Check(command, await AccountRegister.Load(reads, account), reads, findings);
        return findings;
    }

    /// <summary>Everything that stands against it now, without doing anything; nothing where it may be proposed.</summary>
    public async Task<IReadOnlyList<Finding>> DryRun(Actor actor, TCommand command)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var reads = await db.Read();
        DualControlRules.NotEntitledToPropose.Require(await Entitlements.MayPropose(reads, actor.Person, actor.Account), ("action", Code));
        return await Findings(command, actor.Account, reads);
    }

    /// <inheritdoc/>
    protected override async Task Promise(TCommand command, PromiseMade made)
    {
        ArgumentNullException.ThrowIfNull(made);
        var account = made.Proposal.Account;
        AccountView holder;
        IReadOnlyList<ChosenLot> lots;
        await using (var reads = await db.Read())
        {
            holder = await AccountRegister.View(reads, account);
            var findings = new List<Finding>();
            lots = await Choose(command, account, reads, findings);
            RefusalException.ThrowIfAny(findings);
        }
        await ledger.Submit(new PromiseRequest
        {
            Client = made.Instruction.Client,
            InstructionId = made.Instruction.Id,
            RequestHash = made.Instruction.RequestHash,
            Kind = Code.Value,
            Promises = [.. lots.Select(l => new Reserve(Reference(made.Proposal), new PositionKey(l.Lot, account, From), l.Quantity))],
        }, [.. made.Writes(), Unchanged(holder), .. Guards(account)]);
    }

    /// <inheritdoc/>
    protected override async Task<object?> Post(TCommand command, Confirmed by, Closing closing)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(closing);
        AccountView holder;
        IReadOnlyList<PromisedRow> lots;
        await using (var reads = await db.Read())
        {
            holder = await AccountRegister.View(reads, by.Account);
            RefusalException.ThrowIfAny([.. await Standing(command, by.Account, reads)]);
            lots = await reads.Rows<PromisedRow>($"""
                select p.lot_id, l.code, r.quantity from reservation r join position p on p.id = r.position_id join lot l on l.id = p.lot_id
                where r.reference = {by.Reference} order by l.code
                """);
        }
        var moved = new Moved([.. lots.Select(l => new MovedLot(l.Code, l.Quantity))]);
        await ledger.Submit(new PostingRequest
        {
            Client = closing.Instruction.Client,
            InstructionId = closing.Instruction.Id,
            RequestHash = closing.Instruction.RequestHash,
            Kind = Code.Value,
            Authority = by,
            Movements = [.. lots.Select(l => new Post(
                new PositionKey(new LotId(l.LotId), by.Account, From), new PositionKey(new LotId(l.LotId), by.Account, To), new Units(l.Quantity), by.Reference))],
            Answer = Json.Write(moved),
        }, [.. closing.Writes(moved), Unchanged(holder), .. Guards(by.Account), .. Records(command, holder, by, moved)]);
        return moved;
    }

    /// <inheritdoc/>
    public override async Task GiveBack(PromiseEnded ended)
    {
        ArgumentNullException.ThrowIfNull(ended);
        await ledger.Submit(new PromiseRequest
        {
            Client = ended.Instruction.Client,
            InstructionId = ended.Instruction.Id,
            RequestHash = ended.Instruction.RequestHash,
            Kind = ended.Action.Value,
            Promises = [new Release(Reference(ended.Proposal))],
        }, ended.Writes());
    }

    /// <summary>Adds what a check of the holder refuses.</summary>
    protected static void Collect(ICollection<Finding> findings, Action check)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(check);
        try
        {
            check();
        }
        catch (RefusalException refusal)
        {
            foreach (var finding in refusal.Findings) findings.Add(finding);
        }
    }

    private static string Reference(Proposal proposal) => $"proposal:{proposal.Id}";

    /// <summary>The account is as the rules saw it: neither limited nor closing meanwhile.</summary>
    private static GuardedWrite Unchanged(AccountView holder) =>
        new($"update account set version = version where id = {holder.Id} and version = {holder.Version} and status = {holder.Status}");

    private async Task<IReadOnlyList<ChosenLot>> Choose(TCommand command, AccountId account, Reads reads, List<Finding> findings)
    {
        await Check(command, await AccountRegister.Load(reads, account), reads, findings);
        var offers = (await LedgerQueries.Holdings(reads, account)).Where(h => h.Place == From.Code())
            .ToDictionary(h => h.LotCode, h => new LotOffer(new LotId(h.LotId), h.LotCode, new Units(h.Available)), StringComparer.Ordinal);
        return LotChoice.Read(LotsOf(command), offers, From, findings);
    }

    private sealed record PromisedRow
    {
        public long LotId { get; init; }
        public string Code { get; init; } = "";
        public long Quantity { get; init; }
    }
}
