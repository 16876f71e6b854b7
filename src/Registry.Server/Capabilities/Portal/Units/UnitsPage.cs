using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Units;

/// <summary>A page about the units of the session's account, and of no other.</summary>
public abstract class UnitsPage : PortalPage
{
    /// <summary>The texts.</summary>
    protected static readonly Texts Text = Texts.For<UnitsText>();
}
