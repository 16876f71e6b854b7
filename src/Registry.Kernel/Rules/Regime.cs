namespace Registry.Kernel.Rules;

/// <summary>A number or date that a regulation sets and may change, with the place that sets it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">The article it comes from.</param>
public sealed record Lawful<T>(T Value, Citation Source);

/// <summary>
/// The numbers and dates of law in force on a day. A change of law is a new entry in <see cref="All"/> with its own
/// effective date; an old entry is never edited.
/// </summary>
public sealed record Regime
{
    /// <summary>First day on which these values apply (Asia/Shanghai).</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>Length of a public notice in working days, first and last day included.</summary>
    public required Lawful<int> NoticeWorkingDays { get; init; }

    /// <summary>Working days in which the registry decides a project or reduction registration.</summary>
    public required Lawful<int> RegistrationReviewWorkingDays { get; init; }

    /// <summary>Working days in which the registry decides an account opening.</summary>
    public required Lawful<int> OpeningReviewWorkingDays { get; init; }

    /// <summary>Most persons who operate one trading account.</summary>
    public required Lawful<int> TradingOperators { get; init; }

    /// <summary>Working days in which the registry completes a change of an account.</summary>
    public required Lawful<int> AccountChangeWorkingDays { get; init; }

    /// <summary>Working days in which a holder reports that its particulars changed.</summary>
    public required Lawful<int> AccountChangeReportWorkingDays { get; init; }

    /// <summary>Calendar days in which, in principle, a validation or verification report is issued.</summary>
    public required Lawful<int> ReportCalendarDays { get; init; }

    /// <summary>Construction must have started after this day.</summary>
    public required Lawful<DateOnly> ConstructionAfter { get; init; }

    /// <summary>Reductions, and crediting periods, must lie after this day.</summary>
    public required Lawful<DateOnly> ReductionsAfter { get; init; }

    /// <summary>Years before the registration application within which reductions must have been generated.</summary>
    public required Lawful<int> ReductionWindowYears { get; init; }

    /// <summary>Years for which no application is accepted after deliberate falsification.</summary>
    public required Lawful<int> FalsificationBanYears { get; init; }

    /// <summary>Refused comments that are answered by a warning; the next one suspends the right to comment.</summary>
    public required Lawful<int> CommentWarnings { get; init; }

    /// <summary>Every regime, oldest first.</summary>
    public static IReadOnlyList<Regime> All { get; } =
    [
        new Regime
        {
            EffectiveFrom = new DateOnly(2023, 10, 20),
            NoticeWorkingDays = new(20, Cite.Measures(12)),
            RegistrationReviewWorkingDays = new(15, Cite.Measures(15)),
            OpeningReviewWorkingDays = new(15, Cite.RegistrationRules(7)),
            TradingOperators = new(5, Cite.TradingRules(7)),
            AccountChangeWorkingDays = new(15, Cite.RegistrationRules(8)),
            AccountChangeReportWorkingDays = new(15, Cite.RegistrationRules(8)),
            ReportCalendarDays = new(100, Cite.VerificationRules("4.3.3")),
            ConstructionAfter = new(new DateOnly(2012, 11, 8), Cite.Measures(10)),
            ReductionsAfter = new(new DateOnly(2020, 9, 22), Cite.Measures(17)),
            ReductionWindowYears = new(5, Cite.Measures(17)),
            FalsificationBanYears = new(3, Cite.Measures(43)),
            CommentWarnings = new(1, Cite.RegistrationRules(19)),
        },
    ];

    /// <summary>The regime in force on a day.</summary>
    /// <exception cref="RefusalException">The day lies before the first regime.</exception>
    public static Regime On(DateOnly day)
    {
        for (var i = All.Count - 1; i >= 0; i--)
            if (All[i].EffectiveFrom <= day) return All[i];
        throw GeneralRules.NoRegime.Refuse(("day", day));
    }
}
