namespace Registry.Server.Capabilities.Use;

/// <summary>Marks the texts of use: its rules, acts and the purposes of a cancellation.</summary>
public abstract class UseText;
