namespace Registry.Server.Capabilities.PublicSite;

/// <summary>Marks the texts of the public pages.</summary>
public abstract class PublicSiteText;
