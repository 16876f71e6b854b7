namespace Registry.Server.Capabilities.Portal.Correspondence;

/// <summary>Texts of the pages about what is sent to people.</summary>
public sealed class CorrespondenceText;
