namespace Registry.Server.Platform.Ui;

/// <summary>One bar of a chart.</summary>
/// <param name="Label">What it counts.</param>
/// <param name="Value">How much, whole and never negative.</param>
/// <param name="Href">Where the reader finds what was counted.</param>
public sealed record Bar(string Label, long Value, string? Href = null);
