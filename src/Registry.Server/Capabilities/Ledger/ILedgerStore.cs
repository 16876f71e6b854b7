using Registry.Kernel.Ledger;

namespace Registry.Server.Capabilities.Ledger;

/// <summary>How a commit ended.</summary>
internal enum CommitEnd
{
    /// <summary>Everything is on disk.</summary>
    Done,

    /// <summary>A row was not as expected, because somebody else wrote it; nothing was kept. Read again and decide again.</summary>
    Overtaken,

    /// <summary>A companion write of one request did not do what it should; nothing was kept.</summary>
    CompanionFailed,
}

/// <summary>How a commit ended, and for a failed companion whose it was and why.</summary>
/// <param name="End">How.</param>
/// <param name="Request">Index of the request in the batch.</param>
/// <param name="Cause">The database's error, where there was one beyond a wrong number of rows.</param>
internal sealed record CommitOutcome(CommitEnd End, int Request = -1, Exception? Cause = null)
{
    internal static readonly CommitOutcome Done = new(CommitEnd.Done);
    internal static readonly CommitOutcome Overtaken = new(CommitEnd.Overtaken);
}

/// <summary>
/// Where the ledger's rows are kept. Two methods, two implementations; the rules exist once, in the kernel.
/// </summary>
internal interface ILedgerStore : IAsyncDisposable
{
    /// <summary>Reads what is wanted into the state.</summary>
    /// <param name="wanted">What to read.</param>
    /// <param name="state">Takes what was found.</param>
    /// <param name="locked">Whether to lock the rows first, so that the commit that follows cannot be overtaken.</param>
    /// <returns>The transaction that holds the locks, to be given to the commit; none without locks.</returns>
    Task<HeldRows?> Load(Wanted wanted, LedgerState state, bool locked);

    /// <summary>Writes a batch in one transaction, or nothing of it.</summary>
    /// <param name="batch">What to write.</param>
    /// <param name="held">The locks taken by the load before it, if it took any.</param>
    Task<CommitOutcome> Commit(LedgerBatch batch, HeldRows? held);
}

/// <summary>Rows locked by a load; giving them up undoes what was not committed.</summary>
internal abstract class HeldRows : IAsyncDisposable
{
    public abstract ValueTask DisposeAsync();
}

/// <summary>What some requests need to be known before they can be decided.</summary>
internal sealed class Wanted
{
    internal HashSet<PositionKey> Positions { get; } = [];
    internal HashSet<string> LotCodes { get; } = new(StringComparer.Ordinal);
    internal HashSet<(string Client, string InstructionId)> Instructions { get; } = [];
    internal HashSet<string> Authorities { get; } = new(StringComparer.Ordinal);
    internal HashSet<string> References { get; } = new(StringComparer.Ordinal);
    internal HashSet<HoldId> Holds { get; } = [];
    internal bool Head { get; set; }

    /// <summary>How many positions to read at once, the youngest first: what a writer does when it starts.</summary>
    internal int Youngest { get; set; }

    internal bool IsEmpty => !Head && Youngest == 0 && Positions.Count + LotCodes.Count + Instructions.Count + Authorities.Count + References.Count + Holds.Count == 0;

    /// <summary>Adds what a request names.</summary>
    /// <param name="request">The request.</param>
    /// <param name="state">What is known already.</param>
    /// <param name="certain">
    /// Whether to look up the instruction and the authority as well, and to read again what is known. Without it the unique
    /// indexes refuse a repeated instruction at commit, and the next attempt is certain.
    /// </param>
    internal void Add(LedgerRequest request, LedgerState state, bool certain)
    {
        foreach (var step in request.Steps)
        {
            switch (step)
            {
                case Post post:
                    Add(post.From, state, certain);
                    Add(post.To, state, certain);
                    if (post.Reservation is not null) References.Add(post.Reservation);
                    break;
                case Reserve reserve:
                    Add(reserve.Position, state, certain);
                    References.Add(reserve.Reference);
                    break;
                case Release release: References.Add(release.Reference); break;
                case Issue issue: LotCodes.Add(issue.LotCode); break;
                case PlaceHold place:
                    Add(place.Position, state, certain);
                    Holds.Add(place.Hold);
                    break;
                case ReleaseHold lift: Holds.Add(lift.Hold); break;
            }
        }
        if (!certain) return;
        Head = true;
        if (request is not PostingRequest posting) return;
        Instructions.Add((posting.Client, posting.InstructionId));
        Authorities.Add(posting.Authority.Reference);
    }

    private void Add(PositionKey key, LedgerState state, bool certain)
    {
        if (certain || state.Find(key) is null) Positions.Add(key);
    }
}
