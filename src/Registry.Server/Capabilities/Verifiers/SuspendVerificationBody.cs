using Registry.Kernel.Primitives;
using Registry.Kernel.Verifiers;

namespace Registry.Server.Capabilities.Verifiers;

/// <summary>Two officers enter the authority's suspension of a body: it uploads nothing until it is reinstated. Measures, article 44.</summary>
public sealed class SuspendVerificationBody : BodySanction
{
    /// <inheritdoc/>
    public override ActionCode Code => new("verifiers.suspend");

    /// <inheritdoc/>
    protected override BodyAction Step => BodyAction.Suspend;
}
