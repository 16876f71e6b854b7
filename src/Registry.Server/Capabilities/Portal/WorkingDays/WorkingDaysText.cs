namespace Registry.Server.Capabilities.Portal.WorkingDays;

/// <summary>Marks the texts of the pages of the working calendar.</summary>
public abstract class WorkingDaysText;
