using Registry.Kernel.Rules;

namespace Registry.Kernel.Methodologies;

/// <summary>How a project's additionality (额外性) is shown.</summary>
public enum AdditionalityRoute
{
    /// <summary>By the general argument (一般论证).</summary>
    General,

    /// <summary>Exempt from argument by the methodology (免予论证).</summary>
    Exempt,
}

/// <summary>A project type of a methodology.</summary>
/// <param name="Code">Sector letter and four digits, for example <c>A0201</c>.</param>
/// <param name="Name">Its Chinese name.</param>
public sealed record MethodologyType(string Code, string Name);

/// <summary>
/// One version of a methodology (方法学) of the environment ministry. A new version is another methodology with its own code; a project keeps
/// the version that it registered with. Measures, article 10.
/// </summary>
public sealed record Methodology
{
    /// <summary>Code with version, for example <c>CCER-01-002-V01</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Its Chinese name.</summary>
    public required string Name { get; init; }

    /// <summary>Letter of its sector, A to O.</summary>
    public required string Sector { get; init; }

    /// <summary>Version number.</summary>
    public required int Version { get; init; }

    /// <summary>Day of publication; null where no source tells.</summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>First day on which projects may be filed under it.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>Last day on which projects may be filed under it; null while open.</summary>
    public DateOnly? EffectiveUntil { get; init; }

    /// <summary>Shortest crediting period in years; null where it sets none.</summary>
    public int? MinCreditingYears { get; init; }

    /// <summary>Longest crediting period in years; null where it sets none.</summary>
    public int? MaxCreditingYears { get; init; }

    /// <summary>Ways to show additionality that it allows; empty where no source tells.</summary>
    public required IReadOnlyList<AdditionalityRoute> AdditionalityRoutes { get; init; }

    /// <summary>Reductions count from this day on, where it sets one of its own.</summary>
    public DateOnly? ReductionsFrom { get; init; }

    /// <summary>Its project types.</summary>
    public required IReadOnlyList<MethodologyType> Types { get; init; }

    /// <summary>Refuses unless projects may be filed under it on a day.</summary>
    public void RequireInForce(DateOnly day) => MethodologyRules.NotInForce.Require(IsInForce(day), InForceFacts(day));

    /// <summary>
    /// Checks a filing under it and adds what is wrong. Order: in force, type, crediting period, additionality.
    /// </summary>
    /// <param name="findings">Where findings go.</param>
    /// <param name="day">Day of the filing.</param>
    /// <param name="typeCode">Project type.</param>
    /// <param name="creditingStart">First day of the crediting period (计入期).</param>
    /// <param name="creditingEnd">Its last day.</param>
    /// <param name="route">How additionality is shown.</param>
    public void CheckFiling(ICollection<Finding> findings, DateOnly day, string typeCode, DateOnly creditingStart, DateOnly creditingEnd, AdditionalityRoute route)
    {
        MethodologyRules.NotInForce.Check(IsInForce(day), findings, InForceFacts(day));
        CheckType(findings, typeCode);
        CheckCreditingPeriod(findings, creditingStart, creditingEnd);
        CheckAdditionality(findings, route);
    }

    /// <summary>Checks that a project type is one of its own.</summary>
    public void CheckType(ICollection<Finding> findings, string typeCode) =>
        MethodologyRules.TypeNotAllowed.Check(Types.Any(t => t.Code == typeCode), findings, ("methodology", Code), ("type", typeCode));

    /// <summary>Checks the length of a crediting period; both days are included, so ten years from 1 April end on 31 March.</summary>
    public void CheckCreditingPeriod(ICollection<Finding> findings, DateOnly start, DateOnly end)
    {
        MethodologyRules.CreditingTooShort.Check(MinCreditingYears is not { } min || end >= start.AddYears(min).AddDays(-1), findings,
            ("methodology", Code), ("start", start), ("end", end), ("years", MinCreditingYears));
        MethodologyRules.CreditingTooLong.Check(MaxCreditingYears is not { } max || end < start.AddYears(max), findings,
            ("methodology", Code), ("start", start), ("end", end), ("years", MaxCreditingYears));
    }

    /// <summary>Checks that it allows a way to show additionality.</summary>
    public void CheckAdditionality(ICollection<Finding> findings, AdditionalityRoute route) =>
        MethodologyRules.AdditionalityNotAllowed.Check(AdditionalityRoutes.Count == 0 || AdditionalityRoutes.Contains(route), findings,
            ("methodology", Code), ("route", route));

    /// <summary>Whether projects may be filed under it on a day.</summary>
    public bool IsInForce(DateOnly day) => EffectiveFrom <= day && (EffectiveUntil is null || day <= EffectiveUntil);

    private (string, object?)[] InForceFacts(DateOnly day) =>
        [("methodology", Code), ("day", day), ("from", EffectiveFrom), ("until", EffectiveUntil)];
}
