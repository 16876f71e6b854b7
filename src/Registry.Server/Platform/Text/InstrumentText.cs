namespace Registry.Server.Platform.Text;

/// <summary>Marks the names of the instruments that rules cite.</summary>
public abstract class InstrumentText;
