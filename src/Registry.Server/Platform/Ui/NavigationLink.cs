using Registry.Server.Platform.Text;

namespace Registry.Server.Platform.Ui;

/// <summary>A place in the main navigation, registered by the capability that serves it.</summary>
/// <param name="Order">Place in the row, from the left.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Section">First part of the paths that belong to it, for example <c>/projects</c>.</param>
/// <param name="Texts">Whose texts name it.</param>
/// <param name="Key">Which text.</param>
public sealed record NavigationLink(int Order, string Href, string Section, Texts Texts, string Key)
{
    internal bool Holds(PathString path) => Section == "/" ? path == "/" : path.StartsWithSegments(Section);
}
