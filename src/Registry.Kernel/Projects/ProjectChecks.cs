using Registry.Kernel.Methodologies;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Projects;

/// <summary>
/// The machine checks of a project's facts. What would bar registration but may still change until then is a warning at
/// the public notice and a refusal at registration; what can never become true is refused at submission.
/// </summary>
public static class ProjectChecks
{
    /// <summary>What is refused from submission on.</summary>
    public static void AtSubmission(ProjectFacts facts, Methodology methodology, DateOnly day, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(methodology);
        methodology.CheckType(findings, facts.TypeCode);
        methodology.CheckAdditionality(findings, facts.Additionality);
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
    public static void AtRegistration(ProjectFacts facts, Methodology methodology, DateOnly day, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(methodology);
        var regime = Regime.On(day);
        ProjectRules.CreditingTooEarly.Check(facts.CreditingFrom > regime.ReductionsAfter.Value, findings,
            ("creditingFrom", facts.CreditingFrom), ("after", regime.ReductionsAfter.Value));
        methodology.CheckCreditingPeriod(findings, facts.CreditingFrom, facts.CreditingTo);
        ProjectRules.UnderAllowanceManagement.Check(!facts.InEtsAllowance, findings);
    }

    /// <summary>Allowance management: warned of at the notice, refused at filing and registration.</summary>
    public static void Allowance(AllowanceRecord known, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(known);
        ProjectRules.AllowanceAttestationMissing.Check(!known.OwnerIsKeyEmitter || known.Attested, findings);
        ProjectRules.AllowanceConfirmed.Check(known.ConfirmedBy is null, findings, ("document", known.ConfirmedBy));
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
        ProjectRules.CoordinatesUnclear.Check(IsClear(facts.Longitude, facts.Latitude), findings,
            ("longitude", facts.Longitude), ("latitude", facts.Latitude));
    }

    private static bool IsClear(string longitude, string latitude)
    {
        try
        {
            Coordinate.Parse(longitude, latitude);
            return true;
        }
        catch (RefusalException)
        {
            return false;
        }
    }

    /// <summary>Whether a text is an archive code of renewable power (建档立卡代码): 17 digits or capital letters.</summary>
    public static bool IsArchiveCode(string? code) => code is not null &&
        code.Length == 17 && code.All(c => c is >= '0' and <= '9' or >= 'A' and <= 'Z');
}
