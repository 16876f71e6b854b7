namespace Registry.Server.Capabilities.Portal.Openings;

/// <summary>Marks the texts of the pages about openings of accounts: the applicant's and the officers'.</summary>
public abstract class OpeningsText;
