using System.Text;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.Outbox;

/// <summary>A message as the sink gets it.</summary>
/// <param name="Id">Its id: the same message always has the same, so a receiver can tell a repetition.</param>
/// <param name="Topic">What it is about, for example <c>project.registered</c>.</param>
/// <param name="Subject">The thing, <c>kind:id</c>.</param>
/// <param name="Body">JSON.</param>
/// <param name="CreatedAt">When it was decided.</param>
public sealed record OutgoingMessage(long Id, string Topic, string Subject, string Body, DateTimeOffset CreatedAt);

/// <summary>Where messages go. Taking one twice must be harmless.</summary>
public interface IMessageSink
{
    /// <summary>Takes a message; throws where it could not.</summary>
    Task Send(OutgoingMessage message);
}

/// <summary>Writes messages into a folder, one file each, named by id: written twice it is the same file.</summary>
public sealed class FileSink(string folder) : IMessageSink
{
    /// <inheritdoc/>
    public async Task Send(OutgoingMessage message)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{message.Id}.json");
        var temporary = path + ".part";
        await File.WriteAllTextAsync(temporary, Json.Write(message), Encoding.UTF8);
        File.Move(temporary, path, overwrite: true);
    }
}

/// <summary>Messages to the outside, written in the transaction that decided them.</summary>
public static class OutboxWrites
{
    /// <summary>Puts a message in the box.</summary>
    public static Task Send<T>(this Tx tx, string topic, string subject, T body) => tx.Guarded($"""
        insert into outbox_message(id, topic, subject, body, created_at, next_attempt_at)
        values ({tx.NewId()}, {topic}, {subject}, {Json.Write(body)}, {tx.Now}, {tx.Now})
        """);
}

/// <summary>
/// Sends what is due. A message is leased before it is sent, so that two nodes do not send it at once; a node that dies
/// meanwhile leaves a lease that runs out, and the message goes again under the same id.
/// </summary>
public sealed class OutboxSender(Db db, RegistryClock clock, IMessageSink sink)
{
    private const int MaxAttempts = 12;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Sends what is due now.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<int> SendDue(int limit = 100)
    {
        if (!await IsAnythingDue()) return 0;
        var sent = 0;
        foreach (var message in await Take(limit))
        {
            string? error = null;
            try
            {
                await sink.Send(message);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                error = e.GetType().Name;
            }
            if (await Done(message.Id, error)) sent++;
        }
        return sent;
    }

    private async Task<bool> IsAnythingDue()
    {
        await using var reads = await db.Read();
        return await reads.Scalar<long>($"""
            select count(*) from (select 1 from outbox_message
            where sent_at is null and given_up_at is null and next_attempt_at <= {clock.Now} limit 1) due
            """) > 0;
    }

    private Task<IReadOnlyList<OutgoingMessage>> Take(int limit) => db.Transaction(Actor.Clock, new("outbox.take"), async tx =>
    {
        var due = await tx.Rows<MessageRow>($"""
            update outbox_message set next_attempt_at = {tx.Now + Lease}, attempts = attempts + 1
            where id in (select id from outbox_message
                         where sent_at is null and given_up_at is null and next_attempt_at <= {tx.Now}
                         order by next_attempt_at, id limit {limit})
              and next_attempt_at <= {tx.Now}
            returning id, topic, subject, body, created_at
            """);
        return (IReadOnlyList<OutgoingMessage>)[.. due.Select(m => new OutgoingMessage(m.Id, m.Topic, m.Subject, m.Body, m.CreatedAt))];
    });

    private Task<bool> Done(long id, string? error) => db.Transaction(Actor.Clock, new("outbox.done"), async tx =>
    {
        if (error is null)
            return await tx.Execute($"update outbox_message set sent_at = {tx.Now}, last_error = null where id = {id} and sent_at is null") == 1;
        var attempts = await tx.Scalar<int>($"select attempts from outbox_message where id = {id}");
        if (attempts >= MaxAttempts)
            await tx.Execute($"update outbox_message set given_up_at = {tx.Now}, last_error = {error} where id = {id} and sent_at is null");
        else
            await tx.Execute($"update outbox_message set next_attempt_at = {tx.Now + TimeSpan.FromSeconds(Math.Min(3600, 1 << attempts))}, last_error = {error} where id = {id} and sent_at is null");
        return false;
    });

    private sealed record MessageRow
    {
        public long Id { get; init; }
        public string Topic { get; init; } = "";
        public string Subject { get; init; } = "";
        public string Body { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
    }
}
