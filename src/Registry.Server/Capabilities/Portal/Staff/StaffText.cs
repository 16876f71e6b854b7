namespace Registry.Server.Capabilities.Portal.Staff;

/// <summary>Marks the texts of the pages about the people of the registry.</summary>
public abstract class StaffText;
