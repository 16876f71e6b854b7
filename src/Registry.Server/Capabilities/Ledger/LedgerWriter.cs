using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Npgsql;
using Registry.Kernel.Ledger;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;
using Decider = Registry.Kernel.Ledger.Ledger;

namespace Registry.Server.Capabilities.Ledger;

/// <summary>Answer to a request of the ledger, given after the commit and never before.</summary>
/// <param name="Posting">The posting; none for promises alone.</param>
/// <param name="Repeated">Whether the instruction had been carried out before, so that this is the stored answer.</param>
public sealed record LedgerAnswer(Posting? Posting, bool Repeated);

/// <summary>
/// The one way by which units move. What waits is taken together, at most 512 requests, decided in the kernel one after the other,
/// and written in one commit; then each caller gets its own answer. One caller alone waits for nobody.
/// </summary>
/// <remarks>
/// Two processes may write at once: each commit checks the versions of the positions and the head of the log, and a
/// process that was overtaken reads and decides again. No process leads, so both stay correct and the slower only loses time.
/// </remarks>
public sealed class LedgerWriter : IAsyncDisposable
{
    /// <summary>Most requests in one commit.</summary>
    public const int MostInBatch = 512;

    private const int Waiting = 4096;
    private const int MostCached = 400_000;
    private const int MostReferences = 20_000;
    private const int LostConnections = 20;
    private static readonly TimeSpan LongestGathering = TimeSpan.FromMilliseconds(1);

    private readonly ILedgerStore store;
    private readonly RegistryClock clock;
    private readonly Channel<Work> channel = Channel.CreateBounded<Work>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    private readonly LedgerState state = new(LedgerHead.Empty);
    private readonly Task loop;
    private bool headKnown;
    private int references;
    private int lastTaken;
    private TimeSpan lastCommit;
    private bool started;

    /// <summary>Starts the loop.</summary>
    public LedgerWriter(Db db, RegistryClock clock)
        : this(db.Engine == Engine.Postgres ? new PostgresLedgerStore(db) : new SqliteLedgerStore(db), clock) { }

    internal LedgerWriter(ILedgerStore store, RegistryClock clock)
    {
        this.store = store;
        this.clock = clock;
        loop = Task.Run(Run);
    }

    /// <summary>Does a request, all or nothing with its companion writes.</summary>
    /// <param name="request">What is asked of the ledger.</param>
    /// <param name="companions">
    /// The slice's own writes, committed with it. Each is one insert, update or delete, runs after the ledger's rows are written, and must
    /// touch the number of rows it names; one that does not fails this request alone.
    /// </param>
    /// <returns>The answer, after the commit.</returns>
    /// <exception cref="RefusalException">
    /// A rule was not satisfied, a companion found another state (<c>concurrency.changed-meanwhile</c>), or too much waits (<c>concurrency.busy</c>).
    /// </exception>
    public Task<LedgerAnswer> Submit(LedgerRequest request, IReadOnlyList<GuardedWrite>? companions = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var work = new Work(request, companions ?? []);
        if (!channel.Writer.TryWrite(work)) throw GeneralRules.Busy.Refuse(("waiting", Waiting));
        return work.Answer.Task;
    }

    /// <summary>Takes no more requests, does those that wait, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        channel.Writer.TryComplete();
        await loop;
        await store.DisposeAsync();
    }

    private async Task Run()
    {
        var taken = new List<Work>(MostInBatch);
        while (await channel.Reader.WaitToReadAsync())
        {
            await Gather();
            while (taken.Count < MostInBatch && channel.Reader.TryRead(out var work)) taken.Add(work);
            lastTaken = taken.Count;
            if (!await Managed(taken) && taken.Count > 1)
                foreach (var work in taken) await Managed([work]);
            taken.Clear();
            Trim();
        }
    }

    /// <summary>Does a batch; where it fails for no known reason, several requests are tried one by one, and one hears the error.</summary>
    private async Task<bool> Managed(List<Work> taken)
    {
        try
        {
            await Round([.. taken.Where(w => !w.Answer.Task.IsCompleted)], certain: taken.Count == 1 && taken[0].Retried, locked: false);
            return true;
        }
        catch (Exception e)
        {
            ForgetAll();
            foreach (var work in taken) work.Retried = true;
            if (taken.Count == 1) taken[0].Answer.TrySetException(e);
            return false;
        }
    }

    /// <summary>
    /// Those who were just answered are about to ask again: the loop lets them, for a small part of what a commit takes, so that they
    /// share the next one. A caller alone is never made to wait.
    /// </summary>
    private async Task Gather()
    {
        if (lastTaken < 2) return;
        var most = lastCommit / 4 < LongestGathering ? lastCommit / 4 : LongestGathering;
        var since = Stopwatch.GetTimestamp();
        while (channel.Reader.Count < lastTaken && Stopwatch.GetElapsedTime(since) < most) await Task.Yield();
    }

    /// <summary>Decides and commits; what was refused on remembered rows, or failed by its companion, is looked at again with fresh ones.</summary>
    private async Task Round(List<Work> requests, bool certain, bool locked)
    {
        for (var attempt = 1; requests.Count > 0; attempt++)
        {
            var again = await Attempt(requests, certain, locked);
            if (again is null)
            {
                if (attempt >= 2 && locked) { await Singly(requests); return; }
                locked = certain;
                certain = true;
                continue;
            }
            foreach (var alone in again.Where(w => w.CompanionFailed)) await Round([alone], certain: true, locked: true);
            requests = [.. again.Where(w => !w.CompanionFailed)];
            certain = true;
        }
    }

    private async Task Singly(List<Work> requests)
    {
        foreach (var work in requests)
        {
            var done = false;
            for (var tries = 0; tries < 10 && !done; tries++) done = await Attempt([work], certain: true, locked: true) is { Count: 0 };
            if (!done) work.Answer.TrySetException(GeneralRules.Busy.Refuse(("waiting", requests.Count)));
        }
    }

    /// <summary>
    /// One load, one decision of each request, one commit.
    /// </summary>
    /// <returns>The requests to look at again; null when the commit was overtaken and all of them must be.</returns>
    private async Task<List<Work>?> Attempt(List<Work> requests, bool certain, bool locked)
    {
        for (var lost = 0; ; lost++)
        {
            try
            {
                return await TryOnce(requests, certain || lost > 0, locked);
            }
            catch (DbException e) when (lost < LostConnections && IsLost(e))
            {
                // Whether the commit happened is not known. The certain look-up finds out, by the instructions.
                ForgetAll();
                await Task.Delay(10 * (lost + 1));
            }
        }
    }

    /// <summary>Whether the connection was lost, or the database could not take the statement at all.</summary>
    internal static bool IsLost(DbException e) => e switch
    {
        PostgresException p => p.SqlState.StartsWith("57P", StringComparison.Ordinal) || p.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException => true,
        SqliteException s => s.SqliteErrorCode is 5 or 6,
        _ => false,
    };

    private async Task<List<Work>?> TryOnce(List<Work> requests, bool certain, bool locked)
    {
        if (certain) foreach (var w in requests) Forget(w);
        await using var held = await Load(requests, certain, locked);
        var batch = new LedgerBatch(state.Head);
        var accepted = new List<(Work Work, LedgerAnswer Answer)>(requests.Count);
        var refused = new List<(Work Work, RefusalException Refusal)>();
        var now = clock.Now;
        for (var i = 0; i < requests.Count; i++)
        {
            try
            {
                var decision = Decider.Decide(state, requests[i].Request, now);
                if (!decision.Repeated) batch.Add(decision, i, requests[i].Companions);
                state.Apply(decision);
                accepted.Add((requests[i], new LedgerAnswer(decision.Posting, decision.Repeated)));
            }
            catch (RefusalException refusal)
            {
                refused.Add((requests[i], refusal));
            }
        }

        if (!batch.IsEmpty)
        {
            var since = Stopwatch.GetTimestamp();
            var outcome = await store.Commit(batch, held);
            lastCommit = Stopwatch.GetElapsedTime(since);
            if (outcome.End != CommitEnd.Done)
            {
                ForgetAll();
                return outcome.End == CommitEnd.Overtaken ? null : Without(requests, outcome);
            }
        }
        references += accepted.Count;
        foreach (var (work, answer) in accepted) work.Answer.TrySetResult(answer);
        if (!certain) return [.. refused.Select(r => r.Work)];
        foreach (var (work, refusal) in refused) work.Answer.TrySetException(refusal);
        return [];
    }

    /// <summary>The requests without the one whose companion failed: that one is tried once more alone, and then fails.</summary>
    private static List<Work> Without(List<Work> requests, CommitOutcome outcome)
    {
        var failed = requests[outcome.Request];
        if (requests.Count > 1)
        {
            failed.CompanionFailed = true;
            return [.. requests];
        }
        failed.Answer.TrySetException(outcome.Cause ?? GeneralRules.ChangedMeanwhile.Refuse(("instruction", failed.Request.InstructionId)));
        return [];
    }

    private async Task<HeldRows?> Load(List<Work> requests, bool certain, bool locked)
    {
        var wanted = new Wanted { Head = !headKnown, Youngest = started ? 0 : MostCached / 2 };
        foreach (var w in requests) wanted.Add(w.Request, state, certain);
        if (wanted.IsEmpty) return null;
        var held = await store.Load(wanted, state, locked);
        headKnown = true;
        started = true;
        return held;
    }

    private void Forget(Work work)
    {
        state.ForgetReferences();
        references = 0;
        foreach (var step in work.Request.Steps)
        {
            if (step is Post post)
            {
                state.Forget(post.From);
                state.Forget(post.To);
            }
            else if (step is Reserve reserve)
            {
                state.Forget(reserve.Position);
            }
            else if (step is PlaceHold place)
            {
                state.Forget(place.Position);
            }
        }
    }

    private void ForgetAll()
    {
        state.ForgetAll();
        references = 0;
        headKnown = false;
    }

    private void Trim()
    {
        if (state.PositionCount > MostCached) ForgetAll();
        else if (references > MostReferences)
        {
            state.ForgetReferences();
            references = 0;
        }
    }

    private sealed class Work(LedgerRequest request, IReadOnlyList<GuardedWrite> companions)
    {
        internal LedgerRequest Request { get; } = request;

        internal IReadOnlyList<GuardedWrite> Companions { get; } = companions;

        internal bool CompanionFailed { get; set; }

        internal bool Retried { get; set; }

        internal TaskCompletionSource<LedgerAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
