using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Messages.Log;

/// <summary>Where a message stands.</summary>
public enum MessageState
{
    /// <summary>It waits: for its turn, or for another attempt.</summary>
    Waiting,

    /// <summary>It was handed to whatever carries it.</summary>
    Sent,

    /// <summary>It would be of no use any more, and was not sent.</summary>
    GivenUp,
}

/// <summary>A message as its log has it: what it said is kept by nobody once it was sent.</summary>
public sealed record MessageLine
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>By what it goes.</summary>
    public Channel Channel { get; init; }

    /// <summary>What it says.</summary>
    public MessageKind Kind { get; init; }

    /// <summary>In which language it was written.</summary>
    public string Language { get; init; } = "";

    /// <summary>Number or address, masked.</summary>
    public string AddressMasked { get; init; } = "";

    /// <summary>When it was decided.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is of no use.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it is tried again, while it waits.</summary>
    public DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it was given up.</summary>
    public DateTimeOffset? GivenUpAt { get; init; }

    /// <summary>Kind of the last fault; never its words.</summary>
    public string? LastError { get; init; }

    /// <summary>Where it stands.</summary>
    public MessageState State => SentAt is not null ? MessageState.Sent : GivenUpAt is not null ? MessageState.GivenUp : MessageState.Waiting;
}

/// <summary>Which messages are asked for; what is null does not matter.</summary>
/// <param name="Person">To whom they went.</param>
/// <param name="Channel">By what.</param>
/// <param name="Kind">What they say.</param>
/// <param name="State">Where they stand.</param>
/// <param name="From">Written then or later.</param>
/// <param name="To">Written before.</param>
public sealed record MessageQuestion(PersonId? Person, Channel? Channel, MessageKind? Kind, MessageState? State, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>How much may yet be sent within the hour, and what waits.</summary>
/// <param name="Used">Attempts within the hour that runs.</param>
/// <param name="Most">How many there may be.</param>
/// <param name="Waiting">Messages that wait, at most a thousand of them counted.</param>
public sealed record MessageTraffic(int Used, int Most, int Waiting);

/// <summary>The log of messages, and the one thing that is done by hand with one: trying it now.</summary>
public sealed class MessageLog(Db db, RegistryClock clock, RegistrySettings settings)
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 50;

    /// <summary>As many of those that wait are counted.</summary>
    public const int MostCounted = 1000;

    private static readonly ActionCode Sending = new("messages.send-now");
    private static readonly Sql Waits = Sql.Of($"sent_at is null and given_up_at is null");

    /// <summary>Messages, newest first, from a place on.</summary>
    public async Task<(IReadOnlyList<MessageLine> Lines, (DateTimeOffset At, long Id)? Next)> Page(MessageQuestion question, (DateTimeOffset At, long Id)? after)
    {
        var wheres = new List<Sql>();
        if (question.Person is { } person) wheres.Add(Sql.Of($"person_id = {person}"));
        if (question.Channel is { } channel) wheres.Add(Sql.Of($"channel = {channel}"));
        if (question.Kind is { } kind) wheres.Add(Sql.Of($"kind = {kind}"));
        if (question.State is { } state) wheres.Add(Where(state));
        if (question.From is { } from) wheres.Add(Sql.Of($"created_at >= {from}"));
        if (question.To is { } to) wheres.Add(Sql.Of($"created_at < {to}"));
        if (after is { } place) wheres.Add(Sql.Of($"(created_at, id) < ({place.At}, {place.Id})"));
        await using var reads = await db.Read();
        var rows = await reads.Rows<MessageLine>($"""
            select id, channel, kind, language, address_masked, created_at, expires_at, next_attempt_at, attempts, sent_at, given_up_at, last_error
            from message where {Sql.All(wheres)} order by created_at desc, id desc limit {PageSize + 1}
            """);
        return rows.Count <= PageSize ? (rows, null) : ([.. rows.Take(PageSize)], (rows[PageSize - 1].CreatedAt, rows[PageSize - 1].Id));
    }

    /// <summary>How the hour stands.</summary>
    public async Task<MessageTraffic> Traffic()
    {
        await using var reads = await db.Read();
        return new(await MessageBudget.Used(reads, clock.Now), settings.Messages.PerHour,
            await reads.Scalar<int>($"select count(*) from (select 1 from message where {Waits} limit {MostCounted}) waiting"));
    }

    /// <summary>Tries a message that waits at the next turn, within the budget. One that was sent or given up cannot be sent again: what it said is gone.</summary>
    public Task SendNow(Actor actor, long id) => db.Transaction(actor, Sending, async tx =>
    {
        tx.About("message", id);
        GeneralRules.Absent.Require(await tx.Scalar<long>($"select count(*) from message where id = {id}") == 1, ("what", "message"));
        MessageRules.NotWaiting.Require(await tx.Execute($"update message set next_attempt_at = {tx.Now} where id = {id} and {Waits} and expires_at > {tx.Now}") == 1);
    });

    private static Sql Where(MessageState state) => state switch
    {
        MessageState.Waiting => Waits,
        MessageState.Sent => Sql.Of($"sent_at is not null"),
        MessageState.GivenUp => Sql.Of($"given_up_at is not null"),
    };
}
