namespace Registry.Server.Platform.Ui;

/// <summary>Marks the texts of the component kit.</summary>
public abstract class UiText;
