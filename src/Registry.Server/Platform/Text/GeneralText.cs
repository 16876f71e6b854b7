namespace Registry.Server.Platform.Text;

/// <summary>Marks the texts of the rules that belong to no single capability.</summary>
public abstract class GeneralText;
