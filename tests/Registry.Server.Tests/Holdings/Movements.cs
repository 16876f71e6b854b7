using Registry.Kernel.DualControl;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Kernel.Transfers;
using Registry.Server.Capabilities.Accounts.TradingAccounts;
using Registry.Server.Capabilities.Holdings;
using Registry.Server.Capabilities.Identity.StepUp;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Capabilities.Operator.Verify;
using Registry.Server.Capabilities.Transfers;
using Registry.Server.Capabilities.Use;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Holdings;

/// <summary>A holder with units of lots of its own, and the movements that its two representatives make.</summary>
internal sealed class Movements(TestWorld world, A.Holder holder) : IAsyncDisposable
{
    private readonly Dictionary<Actor, SignedIn> sessions = [];

    /// <summary>The lot of 2023.</summary>
    public const string Lot = "CCER-A210001-2023-01";

    /// <summary>The lot of 2024.</summary>
    public const string Other = "CCER-A210001-2024-01";

    public TestWorld World { get; } = world;

    public A.Holder Holder { get; } = holder;

    public Proposals Proposals => World.The<Proposals>();

    /// <summary>A holder with a bound trading account and so many units of each lot; none for zero.</summary>
    public static async Task<Movements> On(Engine engine, long tonnes = 600, long other = 0, bool bound = true) =>
        await In(await TestWorld.On(engine, messages: new() { Inbox = true }), tonnes, other, bound);

    /// <summary>The same in a world that is there.</summary>
    public static async Task<Movements> In(TestWorld world, long tonnes = 600, long other = 0, bool bound = true)
    {
        var movements = new Movements(world, await A.EnterpriseAccount(world, 10));
        if (bound) await world.The<BindTradingAccount>().Bind(Instructed.Verified(TradingBindings.Exchange, A.New), new(A.Code(10), "400000001234"));
        if (tonnes > 0) await movements.Issue(Lot, 2023, tonnes);
        if (other > 0) await movements.Issue(Other, 2024, other);
        return movements;
    }

    /// <summary>Issues a lot to the holder on an instruction from outside.</summary>
    public Task Issue(string code, int vintage, long tonnes)
    {
        var id = A.New;
        return World.The<LedgerWriter>().Submit(new PostingRequest
        {
            Client = "test",
            InstructionId = id,
            RequestHash = Json.Hash(id),
            Kind = "test.issue",
            Authority = Instructed.Verified("test", id),
            Movements = [new Issue(code, 1, vintage, 1, new Units(tonnes), Holder.Account)],
        });
    }

    public static LotQuantity[] Of(string quantity, string lot = Lot) => [new(lot, quantity)];

    public static VoluntaryCancellation.Command Cancel(params LotQuantity[] lots) => new(lots, "LargeEvent", "City marathon 2024", "Run green");

    public Task<Proposed> ToTrading(string quantity, string? instruction = null, string lot = Lot) =>
        Proposals.Propose(Holder.Initiator, World.The<TransferToTradingAccount>(), new PlaceTransfer.Command(Of(quantity, lot)), instruction ?? A.New);

    public Task<Proposed> ToHolding(string quantity) =>
        Proposals.Propose(Holder.Initiator, World.The<TransferToHoldingAccount>(), new PlaceTransfer.Command(Of(quantity)), A.New);

    /// <summary>What the initiator writes down.</summary>
    public Task<Intent> Write(VoluntaryCancellation.Command command) => Proposals.Write(Holder.Initiator, World.The<VoluntaryCancellation>(), command, A.New);

    /// <summary>Writes it down, signs it with a code and proposes it.</summary>
    public async Task<Proposed> Cancellation(VoluntaryCancellation.Command command, string? instruction = null)
    {
        var intent = await Write(command);
        return await Proposals.Propose(Holder.Initiator, intent.Id, await Signs(Holder.Initiator, await Proposals.ToSign(Holder.Initiator, intent)), instruction ?? A.New);
    }

    /// <summary>Confirms, with a code where one is needed.</summary>
    public async Task<ConfirmedReply> Confirm(Proposed proposed, Actor? by = null, string? instruction = null, string? hash = null) =>
        await Proposals.Confirm(by ?? Holder.Confirmer, new ProposalId(proposed.Id), hash ?? proposed.PayloadHash, instruction ?? A.New, await Signature(proposed, by));

    /// <summary>The signature of a second person under a proposal; none where none is needed or the person may not have one.</summary>
    public async Task<ISignature?> Signature(Proposed proposed, Actor? by = null)
    {
        var action = await Ask<string>($"select action from proposal where id = {proposed.Id}");
        var actor = by ?? Holder.Confirmer;
        return Proposals.NeedsCode(action!) && actor.Role == ActorRole.Confirmer ? await Signs(actor, await Proposals.ToSign(actor, new ProposalId(proposed.Id))) : null;
    }

    /// <summary>The session of an actor; it stays the same.</summary>
    public async Task<SignedIn> Session(Actor actor) => sessions.TryGetValue(actor, out var known) ? known : sessions[actor] = await StepUps.Session(World, actor);

    /// <summary>Asks for a code and types it.</summary>
    public async Task<ISignature> Signs(Actor actor, Operation operation)
    {
        var who = await Session(actor);
        return World.The<StepUpCodes>().Typed(who, await StepUps.Asked(World, who, operation));
    }

    /// <summary>Proposes and confirms.</summary>
    public async Task<Moved> Both(Task<Proposed> proposing) => (await Confirm(await proposing)).As<Moved>();

    /// <summary>Balance, promised and available of a lot in a place.</summary>
    public async Task<(long Balance, long Reserved, long Available)> In(Place place, string lot = Lot)
    {
        var found = (await World.The<AccountHoldings>().Holdings(Holder.Initiator)).SingleOrDefault(h => h.Place == place.Code() && h.LotCode == lot);
        return found is null ? default : (found.Balance, found.Reserved, found.Available);
    }

    public async Task<T?> Ask<T>(FormattableString sql)
    {
        await using var reads = await World.Db.Read();
        return await reads.Scalar<T>(sql);
    }

    /// <summary>L1 to L8 hold, and records and promises agree with the ledger.</summary>
    public async Task ShouldBeWhole()
    {
        (await LedgerVerify.Run(World.Db)).ShouldBeEmpty();
        (await Faults()).ShouldBeEmpty();
    }

    public async Task<IReadOnlyList<Fault>> Faults()
    {
        await using var reads = await World.Db.Read();
        var faults = new List<Fault>();
        await MovementCheck.Run(reads, faults);
        return faults;
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
