namespace Registry.Server.Capabilities.Portal.Inbox;

/// <summary>Marks the texts of the pages about what waits for a second person.</summary>
public abstract class InboxText;
