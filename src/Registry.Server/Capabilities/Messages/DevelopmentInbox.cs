using System.Collections.Concurrent;

namespace Registry.Server.Capabilities.Messages;

/// <summary>
/// Keeps messages in memory instead of sending them, to be read on a page of this machine. For development and demonstration: it is there only
/// when it was asked for, and then nothing goes out.
/// </summary>
public sealed class DevelopmentInbox
{
    private const int Most = 100;
    private readonly ConcurrentQueue<Message> messages = new();

    /// <summary>What came, newest first.</summary>
    public IReadOnlyList<Message> Messages => [.. messages.Reverse()];

    /// <summary>The carrier of one channel into this inbox.</summary>
    public ICarrier Of(Channel channel) => new Carrier(this, channel);

    private sealed class Carrier(DevelopmentInbox inbox, Channel channel) : ICarrier
    {
        public Channel Channel => channel;

        public Task<string?> Carry(Message message)
        {
            inbox.messages.Enqueue(message);
            while (inbox.messages.Count > Most) inbox.messages.TryDequeue(out _);
            return Task.FromResult<string?>(null);
        }
    }
}
