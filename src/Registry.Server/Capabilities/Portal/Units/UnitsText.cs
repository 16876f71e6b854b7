namespace Registry.Server.Capabilities.Portal.Units;

/// <summary>Marks the texts of the pages about units.</summary>
public abstract class UnitsText;
