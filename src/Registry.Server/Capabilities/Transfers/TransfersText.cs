namespace Registry.Server.Capabilities.Transfers;

/// <summary>Marks the texts of transfers: their rules and acts.</summary>
public abstract class TransfersText;
