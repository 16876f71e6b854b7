using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.DualControl;

/// <summary>Lets unanswered proposals lapse.</summary>
public sealed class ExpiryTick(Proposals proposals) : ITick
{
    /// <inheritdoc/>
    public Task<int> Tick() => proposals.ExpireDue();
}
