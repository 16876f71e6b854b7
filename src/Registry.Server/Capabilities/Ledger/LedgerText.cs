namespace Registry.Server.Capabilities.Ledger;

/// <summary>Marks the texts of the ledger: its rules and its places.</summary>
public sealed class LedgerText;
