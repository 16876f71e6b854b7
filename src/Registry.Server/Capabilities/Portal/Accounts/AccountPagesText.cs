namespace Registry.Server.Capabilities.Portal.Accounts;

/// <summary>Marks the texts of the pages of accounts.</summary>
public abstract class AccountPagesText;
