using System.Diagnostics;
using Registry.Kernel.DualControl;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Bench;

/// <summary>Which positions the callers move units of.</summary>
internal enum Spread
{
    /// <summary>Any of all positions, equally.</summary>
    Uniform,

    /// <summary>Every posting takes from one popular position.</summary>
    Hot,
}

/// <summary>A ledger with many holders, and callers who move units in it as fast as they are answered.</summary>
internal sealed class LedgerCrowd : IAsyncDisposable
{
    private const int Lots = 10;
    private const long LotSize = 1_000_000_000_000;
    private const int LinesOfSetting = 500;
    private readonly int holdersOfLot;
    private readonly bool ownsWriter;
    private long number;

    private LedgerCrowd(Db db, RegistryClock clock, int positions, bool writes)
    {
        Db = db;
        Clock = clock;
        holdersOfLot = positions / Lots;
        ownsWriter = writes;
        Writer = writes ? new LedgerWriter(db, clock) : null;
    }

    public Db Db { get; }

    public RegistryClock Clock { get; }

    public LedgerWriter? Writer { get; }

    /// <summary>How many accounts hold something.</summary>
    public int Accounts => holdersOfLot;

    /// <summary>Issues ten lots and spreads each over its holders, through the writer.</summary>
    public static async Task<LedgerCrowd> Settle(DatabaseTarget target, int positions)
    {
        Schema.Migrate(target);
        var crowd = Open(target, positions);
        var share = new Units(LotSize / 2 / crowd.holdersOfLot);
        for (var lot = 1; lot <= Lots; lot++)
        {
            await crowd.Post($"issue-{lot}", new Issue(Lot.CodeOf($"A{110000 + lot}", 2023, 1), lot, 2023, 1, new Units(LotSize), Account(0)));
            for (var first = 1; first < crowd.holdersOfLot; first += LinesOfSetting)
            {
                var lines = Enumerable.Range(first, Math.Min(LinesOfSetting, crowd.holdersOfLot - first))
                    .Select(holder => (Movement)new Post(Position(lot, 0), Position(lot, holder), share)).ToArray();
                await crowd.Post($"settle-{lot}-{first}", lines);
            }
        }
        return crowd;
    }

    /// <summary>A settled ledger again, after its database was copied.</summary>
    public static LedgerCrowd Open(DatabaseTarget target, int positions, bool writes = true, string run = "")
    {
        var clock = new RegistryClock(TimeProvider.System);
        return new LedgerCrowd(new Db(target, clock, new RandomIds()), clock, positions, writes) { Run = run };
    }

    private string Run { get; init; } = "";

    /// <summary>Moves units until the time is over, each caller one posting after the other.</summary>
    public async Task<(long Done, TimeSpan Took)> Move(Spread spread, int callers, TimeSpan time)
    {
        var since = Stopwatch.GetTimestamp();
        long done = 0;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var dice = new Random(caller * 7919 + (int)(number % 100_000));
            while (Stopwatch.GetElapsedTime(since) < time)
            {
                await Writer!.Submit(Next(spread, dice));
                Interlocked.Increment(ref done);
            }
        })));
        return (done, Stopwatch.GetElapsedTime(since));
    }

    /// <summary>Makes a history quickly: entries of any positions, several to a posting.</summary>
    public async Task Age(long entries, int linesOfPosting, int callers)
    {
        var left = entries / linesOfPosting;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var dice = new Random(caller);
            while (Interlocked.Decrement(ref left) >= 0)
                await Post($"age-{Interlocked.Increment(ref number)}", [.. Enumerable.Range(0, linesOfPosting).Select(_ => Step(Spread.Uniform, dice))]);
        })));
    }

    /// <summary>One movement of one to three tonnes.</summary>
    public PostingRequest Next(Spread spread, Random dice) => Request($"{Run}{Interlocked.Increment(ref number)}", Step(spread, dice));

    private Post Step(Spread spread, Random dice)
    {
        var lot = spread == Spread.Hot ? 1 : 1 + dice.Next(Lots);
        var from = spread == Spread.Hot ? 0 : 1 + dice.Next(holdersOfLot - 1);
        var to = 1 + dice.Next(holdersOfLot - 1);
        if (to == from) to = from == 1 ? 2 : from - 1;
        return new Post(Position(lot, from), Position(lot, to), new Units(1 + dice.Next(3)));
    }

    public static AccountId Account(int holder) => new(2_000_000_000_000_000_000 + holder);

    public async ValueTask DisposeAsync()
    {
        if (ownsWriter) await Writer!.DisposeAsync();
        await Db.DisposeAsync();
    }

    private Task Post(string id, params Movement[] movements) => Writer!.Submit(Request(id, movements));

    private static PositionKey Position(int lot, int holder) => new(new LotId(lot), Account(holder), Place.Holding);

    private static PostingRequest Request(string id, params Movement[] movements) => new()
    {
        Client = "bench",
        InstructionId = id,
        RequestHash = "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea",
        Kind = "bench.move",
        Authority = Instructed.Verified("bench", id),
        Movements = movements,
    };
}
