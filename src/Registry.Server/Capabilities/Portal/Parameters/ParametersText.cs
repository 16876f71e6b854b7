namespace Registry.Server.Capabilities.Portal.Parameters;

/// <summary>Marks the texts of the page of parameters.</summary>
public abstract class ParametersText;
