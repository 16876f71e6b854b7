namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>Marks the texts of the replay.</summary>
internal sealed class ReplayText;
