namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>Marks the texts of the pages about cases.</summary>
public abstract class CasesText;
