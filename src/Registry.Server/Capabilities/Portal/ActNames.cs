using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal;

/// <summary>Acts in words: what each is called, and what it brings about once it is confirmed.</summary>
internal static class ActNames
{
    private static readonly Texts Text = Texts.For<PortalText>();

    /// <summary>What an act is called.</summary>
    public static string Of(string code) => Text.OrCode("act.", code);

    /// <summary>What happens when it is confirmed, and what cannot be undone.</summary>
    public static string Consequence(string code) => Text["then." + code];
}
