using Registry.Kernel.Rules;

namespace Registry.Kernel.Work;

/// <summary>Rules of dividing the work of the registry body among its officers. None of them gives anybody a right.</summary>
public static class WorkRules
{
    private static readonly Citation Decision = Cite.Design("work");

    /// <summary>A colleague was quicker, or has had it all along.</summary>
    public static readonly Rule AlreadyTaken = Rule.Define("work.already-taken", Decision, RefusalKind.WrongState);

    /// <summary>Only who has a thing gives it back.</summary>
    public static readonly Rule NotTaken = Rule.Define("work.not-taken", Decision, RefusalKind.WrongState);

    /// <summary>The colleague is no officer now, or could not do it.</summary>
    public static readonly Rule NotForThem = Rule.Define("work.not-for-them", Decision, RefusalKind.Unmet);

    /// <summary>The first day of an absence is past or after its last, or the absence is too long.</summary>
    public static readonly Rule AbsenceDays = Rule.Define("work.absence-days", Decision, RefusalKind.Unmet);

    /// <summary>The deputy is the same person, or no officer in the same capacity.</summary>
    public static readonly Rule DeputyUnfit = Rule.Define("work.deputy-unfit", Decision, RefusalKind.Unmet);

    /// <summary>One of the two is absent at that time already.</summary>
    public static readonly Rule AbsentAlready = Rule.Define("work.absent-already", Decision, RefusalKind.Unmet);

    /// <summary>The absence has ended.</summary>
    public static readonly Rule AbsenceOver = Rule.Define("work.absence-over", Decision, RefusalKind.WrongState);
}
