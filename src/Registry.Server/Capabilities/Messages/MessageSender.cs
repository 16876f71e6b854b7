using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Messages;

/// <summary>
/// Sends what is due. A message is leased before it is sent, so that two nodes do not send it at once; a node that dies meanwhile leaves a
/// lease that runs out, and the message goes again under the same id. One that cannot be sent is tried again after longer and longer
/// waits, until it would be of no use.
/// </summary>
public sealed class MessageSender(Db db, RegistryClock clock, PersonalVault vault, IEnumerable<ICarrier> carriers) : ITick
{
    private const int MostAtOnce = 100;
    private const int LongestWait = 600;
    private const string TooLate = "TooLate";
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private readonly Dictionary<Channel, ICarrier> byChannel = carriers.ToDictionary(c => c.Channel);

    /// <inheritdoc/>
    public async Task<int> Tick()
    {
        if (!await IsAnythingDue()) return 0;
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
            if (row.ExpiresAt <= clock.Now) error = TooLate;
            else if (!byChannel.TryGetValue(row.Channel, out var carrier)) error = "NoCarrier";
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

    private async Task<bool> IsAnythingDue()
    {
        await using var reads = await db.Read();
        return await reads.Scalar<long>($"""
            select count(*) from (select 1 from message where sent_at is null and given_up_at is null and next_attempt_at <= {clock.Now} limit 1) due
            """) > 0;
    }

    private Task<IReadOnlyList<Row>> Take() => db.Transaction(Actor.Clock, new("messages.take"), tx => tx.Rows<Row>($"""
        update message set next_attempt_at = {tx.Now + Lease}, attempts = attempts + 1
        where id in (select id from message where sent_at is null and given_up_at is null and next_attempt_at <= {tx.Now} order by next_attempt_at, id limit {MostAtOnce})
          and next_attempt_at <= {tx.Now}
        returning id, channel, kind, address_cipher, body_cipher, expires_at, attempts
        """));

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
                update message set given_up_at = {tx.Now}, last_error = coalesce({(error == TooLate ? null : error)}, last_error, {error}), address_cipher = null, body_cipher = null where id = {row.Id} and sent_at is null and given_up_at is null
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
