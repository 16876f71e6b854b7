namespace Registry.Server.Capabilities.Accounts;

/// <summary>Marks the texts of this capability.</summary>
public abstract class AccountsText;
