namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>A figure of the replay beside that of the record.</summary>
/// <param name="Replayed">Ours.</param>
/// <param name="Recorded">The record's.</param>
internal sealed record Figure(long Replayed, long Recorded)
{
    /// <summary>Whether they are the same.</summary>
    public bool Equal => Replayed == Recorded;
}

/// <summary>A notice whose last day differs.</summary>
internal sealed record WindowDifference(string Record, string Name, DateOnly Start, DateOnly Replayed, DateOnly Recorded);

/// <summary>An application whose state differs.</summary>
internal sealed record StateDifference(string Record, string Name, string Replayed, string Recorded);

/// <summary>A rule that warned of, or refused, something in a record.</summary>
internal sealed record RuleNote(string Record, string Name, string Rule, string Facts);

/// <summary>A project whose number differs.</summary>
internal sealed record NumberDifference(string Record, string Name, string Replayed, string Recorded);

/// <summary>What the replay prints.</summary>
internal sealed record ReplayReport
{
    public required Figure ProjectApplications { get; init; }
    public required Figure ReductionApplications { get; init; }
    public required Figure ProjectsRegistered { get; init; }
    public required long ProjectNumbersEqual { get; init; }
    public required IReadOnlyList<NumberDifference> ProjectNumbersDifferent { get; init; }
    public required long NoticeWindows { get; init; }
    public required long NoticeWindowsEqual { get; init; }
    public required IReadOnlyList<WindowDifference> NoticeWindowsDifferent { get; init; }
    public required long StatesEqual { get; init; }
    public required IReadOnlyList<StateDifference> StatesDifferent { get; init; }
    public required Figure ReductionsRegistered { get; init; }
    public required Figure RegisteredTonnes { get; init; }
    public required Figure IssuedLots { get; init; }
    public required Figure IssuedTonnes { get; init; }
    public required Figure PendingLots { get; init; }
    public required Figure PendingTonnes { get; init; }
    public required Figure ZeroVintages { get; init; }
    public required Figure FirstDayTonnes { get; init; }
    public required IReadOnlyList<RuleNote> Warnings { get; init; }
    public required IReadOnlyList<MovedStep> Moved { get; init; }
    public required IReadOnlyList<RuleNote> Refusals { get; init; }
    public required IReadOnlyList<RuleNote> StepsRefused { get; init; }
    public required string StateHash { get; init; }
    public required long Seconds { get; init; }

    /// <summary>Whether anything came out otherwise than the record, calendar faults of the record aside.</summary>
    public bool AsRecorded =>
        ProjectNumbersDifferent.Count == 0 && StatesDifferent.Count == 0 && StepsRefused.Count == 0
        && Figures.All(f => f.Figure.Equal);

    /// <summary>The report for a program: each figure under its name, the record's own figures under <c>record</c>, and the names of those that differ.</summary>
    public object ForPrograms() => new
    {
        ProjectApplications = ProjectApplications.Replayed,
        ReductionApplications = ReductionApplications.Replayed,
        ProjectsRegistered = ProjectsRegistered.Replayed,
        ProjectNumbersEqual,
        ProjectNumbersDifferent,
        NoticeWindows,
        NoticeWindowsEqual,
        NoticeWindowsDifferent,
        StatesEqual,
        StatesDifferent,
        ReductionsRegistered = ReductionsRegistered.Replayed,
        RegisteredTonnes = RegisteredTonnes.Replayed,
        IssuedLots = IssuedLots.Replayed,
        IssuedTonnes = IssuedTonnes.Replayed,
        PendingLots = PendingLots.Replayed,
        PendingTonnes = PendingTonnes.Replayed,
        ZeroVintages = ZeroVintages.Replayed,
        FirstDayTonnes = FirstDayTonnes.Replayed,
        Record = Figures.ToDictionary(f => f.Name, f => f.Figure.Recorded),
        FiguresDifferent = Figures.Where(f => !f.Figure.Equal).Select(f => f.Name).ToArray(),
        Warnings,
        Moved,
        Refusals,
        StepsRefused,
        AsRecorded,
        StateHash,
        Seconds,
    };

    private IReadOnlyList<(string Name, Figure Figure)> Figures =>
    [
        ("projectApplications", ProjectApplications), ("reductionApplications", ReductionApplications), ("projectsRegistered", ProjectsRegistered),
        ("reductionsRegistered", ReductionsRegistered), ("registeredTonnes", RegisteredTonnes), ("issuedLots", IssuedLots), ("issuedTonnes", IssuedTonnes),
        ("pendingLots", PendingLots), ("pendingTonnes", PendingTonnes), ("zeroVintages", ZeroVintages), ("firstDayTonnes", FirstDayTonnes),
    ];
}
