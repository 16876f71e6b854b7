using Registry.Kernel.Primitives;
using Registry.Kernel.Verifiers;

namespace Registry.Server.Capabilities.Verifiers;

/// <summary>Two officers enter the end of a body's suspension. Measures, article 44.</summary>
public sealed class ReinstateVerificationBody : BodySanction
{
    /// <inheritdoc/>
    public override ActionCode Code => new("verifiers.reinstate");

    /// <inheritdoc/>
    protected override BodyAction Step => BodyAction.Reinstate;
}
