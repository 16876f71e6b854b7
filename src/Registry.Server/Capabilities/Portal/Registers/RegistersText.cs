namespace Registry.Server.Capabilities.Portal.Registers;

/// <summary>Marks the texts of the pages on which officers keep the registers of methodologies and of bodies.</summary>
public abstract class RegistersText;
