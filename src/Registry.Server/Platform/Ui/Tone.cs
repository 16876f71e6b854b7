namespace Registry.Server.Platform.Ui;

/// <summary>How a status or a notice is toned. The word always says it too; colour alone says nothing.</summary>
public enum Tone
{
    /// <summary>Nothing to stress.</summary>
    Plain,

    /// <summary>Reached what was wanted.</summary>
    Good,

    /// <summary>Under way, open to the public.</summary>
    Running,

    /// <summary>Waits for somebody.</summary>
    Waiting,

    /// <summary>Refused, ended, dangerous.</summary>
    Refused,
}
