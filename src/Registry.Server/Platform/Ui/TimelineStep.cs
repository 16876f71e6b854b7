namespace Registry.Server.Platform.Ui;

/// <summary>Where a step of a timeline stands.</summary>
public enum StepState
{
    /// <summary>Done.</summary>
    Past,

    /// <summary>Being done.</summary>
    Now,

    /// <summary>To come.</summary>
    Due,

    /// <summary>The end without success.</summary>
    Ended,
}

/// <summary>A step of a timeline.</summary>
/// <param name="What">What happened or will happen.</param>
/// <param name="State">Where it stands.</param>
/// <param name="When">When, as written for people.</param>
/// <param name="Machine">When, as machines read it.</param>
/// <param name="Note">Who, how long, or why.</param>
public sealed record TimelineStep(string What, StepState State, string? When = null, string? Machine = null, string? Note = null)
{
    internal string Css => State switch
    {
        StepState.Past => "past",
        StepState.Now => "now",
        StepState.Due => "due",
        StepState.Ended => "ended",
    };
}
