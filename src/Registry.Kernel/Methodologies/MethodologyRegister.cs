using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Methodologies;

/// <summary>Decides what may be entered into the register of methodologies.</summary>
public static partial class MethodologyRegister
{
    private const string Sectors = "ABCDEFGHIJKLMNO";

    /// <summary>Checks one entry by itself. Order: code, types, dates and years.</summary>
    /// <exception cref="RefusalException">It contradicts itself; all findings are named.</exception>
    public static void Check(Methodology entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var findings = new List<Finding>();
        var code = CodeForm().Match(entry.Code);
        MethodologyRules.CodeMalformed.Check(
            code.Success && Sectors.IndexOf(entry.Sector, StringComparison.Ordinal) + 1 == Number(code.Groups[1]) && entry.Sector.Length == 1
            && entry.Version == Number(code.Groups[2]),
            findings, ("methodology", entry.Code));
        foreach (var type in entry.Types)
            MethodologyRules.CodeMalformed.Check(type.Code.StartsWith(entry.Sector, StringComparison.Ordinal), findings, ("methodology", entry.Code), ("type", type.Code));
        GeneralRules.ValueMissing.Check(!string.IsNullOrWhiteSpace(entry.Name), findings, ("field", nameof(entry.Name)));
        MethodologyRules.Contradictory.Check(
            (entry.EffectiveUntil is null || entry.EffectiveUntil >= entry.EffectiveFrom)
            && entry.MinCreditingYears is null or > 0 && entry.MaxCreditingYears is null or > 0
            && (entry.MinCreditingYears is null || entry.MaxCreditingYears is null || entry.MinCreditingYears <= entry.MaxCreditingYears),
            findings, ("methodology", entry.Code));
        RefusalException.ThrowIfAny(findings);
    }

    /// <summary>
    /// Decides a revision of an entry. What projects were filed under stays: only what was not known may be filled in, types may be added and the
    /// last day set, which lies today or later.
    /// </summary>
    /// <param name="old">The entry as it is.</param>
    /// <param name="revised">The entry as wanted.</param>
    /// <param name="today">Day of the revision.</param>
    public static void CheckRevision(Methodology old, Methodology revised, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(revised);
        Check(revised);
        var kept = old.Code == revised.Code && old.EffectiveFrom == revised.EffectiveFrom
            && (old.PublishedOn is null || old.PublishedOn == revised.PublishedOn)
            && (old.MinCreditingYears is null || old.MinCreditingYears == revised.MinCreditingYears)
            && (old.MaxCreditingYears is null || old.MaxCreditingYears == revised.MaxCreditingYears)
            && (old.ReductionsFrom is null || old.ReductionsFrom == revised.ReductionsFrom)
            && (old.AdditionalityRoutes.Count == 0 || old.AdditionalityRoutes.Order().SequenceEqual(revised.AdditionalityRoutes.Order()))
            && old.Types.All(t => revised.Types.Any(r => r.Code == t.Code));
        MethodologyRules.FixedOncePublished.Require(kept, ("methodology", old.Code));
        MethodologyRules.FixedOncePublished.Require(
            old.EffectiveUntil == revised.EffectiveUntil || revised.EffectiveUntil is null || revised.EffectiveUntil >= today, ("methodology", old.Code));
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^CCER-([0-9]{2})-[0-9]{3}-V([0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeForm();
}
