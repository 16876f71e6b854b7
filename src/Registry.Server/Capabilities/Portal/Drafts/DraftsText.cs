namespace Registry.Server.Capabilities.Portal.Drafts;

/// <summary>Marks the texts of the pages on which an owner writes applications.</summary>
public abstract class DraftsText;
