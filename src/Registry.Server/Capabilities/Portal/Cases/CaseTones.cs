using Registry.Kernel.Applications;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>How the states of a case and of its comments are toned.</summary>
internal static class CaseTones
{
    /// <summary>Tone of a state.</summary>
    public static Tone Of(ApplicationStatus status) => status switch
    {
        ApplicationStatus.Draft => Tone.Plain,
        ApplicationStatus.NoticeRunning => Tone.Running,
        ApplicationStatus.Registered => Tone.Good,
        ApplicationStatus.Withdrawn or ApplicationStatus.Ended or ApplicationStatus.NoticeReturned => Tone.Refused,
        _ => Tone.Waiting,
    };

    /// <summary>Tone of a comment.</summary>
    public static Tone Of(CommentStatus status) => status switch
    {
        CommentStatus.Awaiting => Tone.Waiting,
        CommentStatus.Published => Tone.Good,
        CommentStatus.Refused => Tone.Refused,
    };
}
