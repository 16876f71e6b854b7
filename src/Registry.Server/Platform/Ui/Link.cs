namespace Registry.Server.Platform.Ui;

/// <summary>A link of a breadcrumb, of tabs or of the navigation.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Href">Where it leads; null for the place where the reader is.</param>
/// <param name="Count">How many things lie there, if counted.</param>
/// <param name="Current">Whether the reader is there.</param>
public sealed record Link(string Text, string? Href, long? Count = null, bool Current = false);
