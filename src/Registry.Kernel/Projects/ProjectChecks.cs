using Registry.Kernel.Rules;

namespace Registry.Kernel.Projects;

/// <summary>Limits that a methodology sets for the crediting period, in whole years; null where it sets none that is known.</summary>
/// <param name="MinYears">Shortest.</param>
/// <param name="MaxYears">Longest.</param>
public sealed record CreditingLimits(int? MinYears, int? MaxYears);

/// <summary>
/// The machine checks of a project's facts. What would bar registration but may still change until then is a warning at
/// the public notice and a refusal at registration; what can never become true is refused at submission.
/// </summary>
public static class ProjectChecks
{
    /// <summary>What is refused from submission on.</summary>
    public static void AtSubmission(ProjectFacts facts, DateOnly day, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var regime = Regime.On(day);
        ProjectRules.ConstructionTooEarly.Check(facts.ConstructionOn > regime.ConstructionAfter.Value, findings,
            ("constructionOn", facts.ConstructionOn), ("after", regime.ConstructionAfter.Value));
        ProjectRules.CreditingReversed.Check(facts.CreditingTo >= facts.CreditingFrom, findings,
            ("creditingFrom", facts.CreditingFrom), ("creditingTo", facts.CreditingTo));
        ProjectRules.CreditingBeforeConstruction.Check(facts.CreditingFrom >= facts.ConstructionOn, findings,
            ("creditingFrom", facts.CreditingFrom), ("constructionOn", facts.ConstructionOn));
        if (facts.GridConnectionOn is { } connected)
        {
            var lifetimeEnd = connected.AddYears(facts.LifetimeYears).AddDays(-1);
            ProjectRules.CreditingAfterLifetime.Check(facts.CreditingTo <= lifetimeEnd, findings,
                ("creditingTo", facts.CreditingTo), ("lifetimeEnd", lifetimeEnd));
        }
        ProjectRules.MandatedByLaw.Check(!facts.MandatedReduction, findings);
        ProjectRules.AmountNotPositive.Check(facts.AnnualTonnes > 0 && facts.TotalTonnes > 0 && facts.LifetimeYears > 0, findings,
            ("annual", facts.AnnualTonnes), ("total", facts.TotalTonnes), ("lifetimeYears", facts.LifetimeYears));
        ProjectRules.ArchiveCodeMalformed.Check(facts.ArchiveCode is null || IsArchiveCode(facts.ArchiveCode), findings, ("archiveCode", facts.ArchiveCode));
    }

    /// <summary>What is warned of at the notice and refused at registration.</summary>
    public static void AtRegistration(ProjectFacts facts, CreditingLimits limits, DateOnly day, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(limits);
        var regime = Regime.On(day);
        ProjectRules.CreditingTooEarly.Check(facts.CreditingFrom > regime.ReductionsAfter.Value, findings,
            ("creditingFrom", facts.CreditingFrom), ("after", regime.ReductionsAfter.Value));
        var last = facts.CreditingTo;
        ProjectRules.CreditingLength.Check(
            (limits.MaxYears is not { } max || last <= facts.CreditingFrom.AddYears(max).AddDays(-1))
            && (limits.MinYears is not { } min || last >= facts.CreditingFrom.AddYears(min).AddDays(-1)), findings,
            ("creditingFrom", facts.CreditingFrom), ("creditingTo", last), ("minYears", limits.MinYears), ("maxYears", limits.MaxYears));
        ProjectRules.UnderAllowanceManagement.Check(!facts.InEtsAllowance, findings);
    }

    /// <summary>What is only ever a warning.</summary>
    public static void Plausibility(ProjectFacts facts, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var days = facts.CreditingTo.DayNumber - facts.CreditingFrom.DayNumber + 1;
        var expected = (Int128)facts.AnnualTonnes * days / 365;
        var difference = expected - facts.TotalTonnes;
        ProjectRules.TotalDiffers.Check((difference < 0 ? -difference : difference) * 50 <= expected, findings,
            ("annual", facts.AnnualTonnes), ("total", facts.TotalTonnes), ("expected", (long)expected));
    }

    private static bool IsArchiveCode(string code) =>
        code.Length == 17 && code.All(c => c is >= '0' and <= '9' or >= 'A' and <= 'Z');
}
