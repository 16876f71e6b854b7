namespace Registry.Server.Capabilities.Portal.Province;

/// <summary>Marks the texts of the pages of a provincial department.</summary>
public abstract class ProvinceText;
