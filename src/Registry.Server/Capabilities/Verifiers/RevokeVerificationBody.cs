using Registry.Kernel.Primitives;
using Registry.Kernel.Verifiers;

namespace Registry.Server.Capabilities.Verifiers;

/// <summary>Two officers enter the authority's revocation of a body's approval; it is final. Measures, article 44.</summary>
public sealed class RevokeVerificationBody : BodySanction
{
    /// <inheritdoc/>
    public override ActionCode Code => new("verifiers.revoke");

    /// <inheritdoc/>
    protected override BodyAction Step => BodyAction.Revoke;
}
