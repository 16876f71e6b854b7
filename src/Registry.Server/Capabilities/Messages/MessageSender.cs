using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Messages;

/// <summary>
/// Sends what is due. A message is leased before it is sent, so that two nodes do not send it at once; a node that dies meanwhile leaves a
/// lease that runs out, and the message goes again under the same id. One that cannot be sent is tried again after longer and longer
/// waits, until it would be of no use. Everybody together has a budget for the hour: what is over it waits its turn, the most urgent first,
/// and is given up only when it would be of no use.
/// </summary>
public sealed class MessageSender(Db db, RegistryClock clock, PersonalVault vault, RegistrySettings settings, IEnumerable<ICarrier> carriers) : ITick
{
    private const int MostAtOnce = 100;
    private const int LongestWait = 600;
    private const string TooLate = "TooLate";
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private readonly Dictionary<Channel, ICarrier> byChannel = carriers.ToDictionary(c => c.Channel);

    /// <inheritdoc/>
    public async Task<int> Tick()
    {
        var (late, due) = await WhatIsDue();
        if (late) await GiveUpLate();
        if (!due) return 0;
        var sent = 0;
        foreach (var row in await Take())
            if (await Try(row)) sent++;
        return sent;
    }

    private async Task<bool> Try(Row row)
    {
        string? error = null, receipt = null;
        try
        {
            if (!byChannel.TryGetValue(row.Channel, out var carrier)) error = "NoCarrier";
            else receipt = await carrier.Carry(Opened(row));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The words of an exception may hold the number: its type alone is kept.
            error = e.GetType().Name;
        }
        return await Done(row, error, receipt);
    }

    private Message Opened(Row row)
    {
        var body = Json.Read<Post.Body>(vault.Open(Post.BodyOf(row.Id), row.BodyCipher));
        return new(row.Id, row.Channel, row.Kind, vault.Open(Post.AddressOf(row.Id), row.AddressCipher), body.Subject, body.Text);
    }

    private async Task<(bool Late, bool Due)> WhatIsDue()
    {
        var now = clock.Now;
        await using var reads = await db.Read();
        var late = await reads.Scalar<long>($"select count(*) from (select 1 from message where sent_at is null and given_up_at is null and expires_at <= {now} limit 1) late") > 0;
        var due = await reads.Scalar<long>($"select count(*) from (select 1 from message where sent_at is null and given_up_at is null and next_attempt_at <= {now} and expires_at > {now} limit 1) due") > 0;
        return (late, due && await MessageBudget.Used(reads, now) < settings.Messages.PerHour);
    }

    private Task GiveUpLate() => db.Transaction(Actor.Clock, new("messages.give-up"), tx => tx.Execute($"""
        update message set given_up_at = {tx.Now}, last_error = coalesce(last_error, {TooLate}), address_cipher = null, body_cipher = null
        where sent_at is null and given_up_at is null and expires_at <= {tx.Now}
        """));

    private Task<IReadOnlyList<Row>> Take() => db.Transaction(Actor.Clock, new("messages.take"), async tx =>
    {
        var room = Math.Min(MostAtOnce, await MessageBudget.Room(tx, settings.Messages.PerHour));
        if (room == 0) return [];
        var rows = await tx.Rows<Row>($"""
            update message set next_attempt_at = {tx.Now + Lease}, attempts = attempts + 1
            where id in (select id from message where sent_at is null and given_up_at is null and next_attempt_at <= {tx.Now} and expires_at > {tx.Now}
                         order by urgency, next_attempt_at, id limit {room})
              and next_attempt_at <= {tx.Now}
            returning id, channel, kind, address_cipher, body_cipher, expires_at, attempts
            """);
        if (rows.Count > 0) await MessageBudget.Use(tx, rows.Count);
        return rows;
    });

    private Task<bool> Done(Row row, string? error, string? receipt) => db.Transaction(Actor.Clock, new("messages.done"), async tx =>
    {
        tx.About("message", row.Id);
        var next = tx.Now + TimeSpan.FromSeconds(Math.Min(LongestWait, 1 << Math.Min(row.Attempts, 10)));
        if (error is null)
            return await tx.Execute($"""
                update message set sent_at = {tx.Now}, receipt = {receipt}, last_error = null, address_cipher = null, body_cipher = null where id = {row.Id} and sent_at is null and given_up_at is null
                """) == 1;
        if (next >= row.ExpiresAt)
            await tx.Execute($"""
                update message set given_up_at = {tx.Now}, last_error = {error}, address_cipher = null, body_cipher = null where id = {row.Id} and sent_at is null and given_up_at is null
                """);
        else
            await tx.Execute($"update message set next_attempt_at = {next}, last_error = {error} where id = {row.Id} and sent_at is null and given_up_at is null");
        return false;
    });

    private sealed record Row
    {
        public long Id { get; init; }
        public Channel Channel { get; init; }
        public MessageKind Kind { get; init; }
        public string AddressCipher { get; init; } = "";
        public string BodyCipher { get; init; } = "";
        public DateTimeOffset ExpiresAt { get; init; }
        public int Attempts { get; init; }
    }
}
