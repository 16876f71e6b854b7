namespace Registry.Server.Platform.Data;

/// <summary>
/// A statement that a slice wants committed together with a posting. When it touches another number of rows than
/// expected, the request that brought it fails alone and nothing of that request is kept.
/// </summary>
/// <param name="Statement">The SQL; its holes are parameters.</param>
/// <param name="Rows">How many rows it must touch.</param>
public sealed record GuardedWrite(FormattableString Statement, int Rows = 1);
