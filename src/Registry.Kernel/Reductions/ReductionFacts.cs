using Registry.Kernel.Rules;

namespace Registry.Kernel.Reductions;

/// <summary>Reductions of one calendar year of a period.</summary>
/// <param name="Year">The year in which they were generated.</param>
/// <param name="Tonnes">Whole tCO2e, zero or more.</param>
public sealed record VintageAmount(int Year, long Tonnes);

/// <summary>What an accounting report says, in the fields that the registry checks and publishes.</summary>
public sealed record ReductionFacts
{
    /// <summary>First day of the accounting period (核算期).</summary>
    public required DateOnly PeriodFrom { get; init; }

    /// <summary>Last day, included.</summary>
    public required DateOnly PeriodTo { get; init; }

    /// <summary>Amount applied for, whole tCO2e.</summary>
    public required long Tonnes { get; init; }

    /// <summary>The amount by year.</summary>
    public required IReadOnlyList<VintageAmount> Vintages { get; init; }
}

/// <summary>What is known of the project that the reductions belong to.</summary>
/// <param name="Registered">Whether it is registered now.</param>
/// <param name="CreditingFrom">First day of the crediting period.</param>
/// <param name="CreditingTo">Last day of the crediting period.</param>
/// <param name="AnnualTonnes">Expected reductions a year, tCO2e.</param>
/// <param name="ValidatedBy">Body that validated it.</param>
/// <param name="TakenPeriods">Periods that are registered, or applied for by an application still open.</param>
public sealed record ReductionProject(bool Registered, DateOnly CreditingFrom, DateOnly CreditingTo, long AnnualTonnes, long ValidatedBy,
    IReadOnlyList<(DateOnly From, DateOnly To)> TakenPeriods);

/// <summary>The machine checks of a reduction's facts.</summary>
public static class ReductionChecks
{
    /// <summary>What is refused from submission on. Precedence: project, body, period, amounts.</summary>
    public static void AtSubmission(ReductionFacts facts, ReductionProject project, long verifier, DateOnly day, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(project);
        ReductionRules.ProjectNotRegistered.Check(project.Registered, findings);
        ReductionRules.VerifierIsValidator.Check(verifier != project.ValidatedBy, findings);
        ReductionRules.PeriodReversed.Check(facts.PeriodTo >= facts.PeriodFrom, findings, ("from", facts.PeriodFrom), ("to", facts.PeriodTo));
        ReductionRules.PeriodNotOver.Check(facts.PeriodTo < day, findings, ("to", facts.PeriodTo), ("day", day));
        ReductionRules.OutsideCreditingPeriod.Check(facts.PeriodFrom >= project.CreditingFrom && facts.PeriodTo <= project.CreditingTo, findings,
            ("from", facts.PeriodFrom), ("to", facts.PeriodTo), ("creditingFrom", project.CreditingFrom), ("creditingTo", project.CreditingTo));
        var after = Regime.On(day).ReductionsAfter.Value;
        ReductionRules.TooEarly.Check(facts.PeriodFrom > after, findings, ("from", facts.PeriodFrom), ("after", after));
        foreach (var (from, to) in project.TakenPeriods)
            ReductionRules.PeriodOverlaps.Check(facts.PeriodFrom > to || facts.PeriodTo < from, findings,
                ("from", facts.PeriodFrom), ("to", facts.PeriodTo), ("otherFrom", from), ("otherTo", to));
        Amounts(facts, findings);
    }

    /// <summary>R5 and R6: years and sums.</summary>
    public static void Amounts(ReductionFacts facts, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ReductionRules.AmountNegative.Check(facts.Tonnes >= 0 && facts.Vintages.All(v => v.Tonnes >= 0), findings);
        var sum = facts.Vintages.Aggregate((Int128)0, (total, v) => total + v.Tonnes);
        ReductionRules.SumDiffers.Check(sum == facts.Tonnes, findings, ("sum", sum), ("applied", facts.Tonnes));
        var touched = Enumerable.Range(facts.PeriodFrom.Year, Math.Max(0, facts.PeriodTo.Year - facts.PeriodFrom.Year + 1));
        ReductionRules.VintagesDiffer.Check(facts.Vintages.Select(v => v.Year).Order().SequenceEqual(touched), findings,
            ("years", string.Join(' ', facts.Vintages.Select(v => v.Year))), ("from", facts.PeriodFrom), ("to", facts.PeriodTo));
    }

    /// <summary>D9: five years before the day of the registration application.</summary>
    public static void Window(ReductionFacts facts, DateOnly filedOn, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var earliest = filedOn.AddYears(-Regime.On(filedOn).ReductionWindowYears.Value);
        ReductionRules.TooOld.Check(facts.PeriodFrom >= earliest, findings, ("from", facts.PeriodFrom), ("filedOn", filedOn), ("earliest", earliest));
    }

    /// <summary>R10: no month of the period may have electricity whose green certificates (绿证) were traded.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="archiveCode">Archive code of the project; null where it makes no renewable power.</param>
    /// <param name="tradedMonths">First days of the months in which certificates of that code were traded.</param>
    /// <param name="findings">Receives what is not met.</param>
    public static void Certificates(ReductionFacts facts, string? archiveCode, IEnumerable<DateOnly> tradedMonths, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var inside = tradedMonths.Where(m => m <= facts.PeriodTo && m.AddMonths(1) > facts.PeriodFrom).Order()
            .Select(m => m.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)).ToList();
        ReductionRules.CertificatesTraded.Check(inside.Count == 0, findings, ("archiveCode", archiveCode), ("months", string.Join(' ', inside)));
    }

    /// <summary>R9: a warning where the amount exceeds what the design document expects for the length of the period.</summary>
    public static void Plausibility(ReductionFacts facts, ReductionProject project, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(project);
        var days = facts.PeriodTo.DayNumber - facts.PeriodFrom.DayNumber + 1;
        var expected = (Int128)project.AnnualTonnes * days / 365;
        ReductionRules.MoreThanExpected.Check(facts.Tonnes <= expected, findings, ("tonnes", facts.Tonnes), ("expected", expected));
    }
}
