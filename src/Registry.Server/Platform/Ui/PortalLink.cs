using Registry.Server.Platform.Text;

namespace Registry.Server.Platform.Ui;

/// <summary>A place in the navigation of those who are signed in, registered by the capability that serves it.</summary>
/// <param name="Order">Place in the row, from the left.</param>
/// <param name="Href">Where it leads; it holds the pages beneath it too.</param>
/// <param name="Permission">Who sees it: a name of <see cref="Identity.Permissions"/>.</param>
/// <param name="Texts">Whose texts name it.</param>
/// <param name="Key">Which text.</param>
public sealed record PortalLink(int Order, string Href, string Permission, Texts Texts, string Key);
