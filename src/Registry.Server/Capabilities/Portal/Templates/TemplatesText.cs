namespace Registry.Server.Capabilities.Portal.Templates;

/// <summary>Marks the texts of the forms that are downloaded, filled in, sealed and handed in.</summary>
public abstract class TemplatesText;
