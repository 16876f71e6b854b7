using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.Outbox;

/// <summary>Sends due messages.</summary>
public sealed class OutboxTick(OutboxSender sender) : ITick
{
    /// <inheritdoc/>
    public Task<int> Tick() => sender.SendDue();
}
