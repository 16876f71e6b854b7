using System.Globalization;
using Registry.Kernel.Reductions;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Drafts;

/// <summary>The facts of a reduction between a form and what is stored: one field for each calendar year that the period touches.</summary>
internal static class ReductionForm
{
    private const string Year = "year-";
    private const int MostYears = 12;

    /// <summary>Reads the facts that were typed; a year without an amount is left out, so that the check of years names it.</summary>
    /// <exception cref="Registry.Kernel.Rules.RefusalException">Something is missing or cannot be read; each is named with its field.</exception>
    public static ReductionFacts Read(FormValues typed)
    {
        var (from, to) = (typed.Date("periodFrom"), typed.Date("periodTo"));
        var facts = new ReductionFacts
        {
            PeriodFrom = from,
            PeriodTo = to,
            Tonnes = typed.Whole("tonnes"),
            Vintages = [.. Years(from, to).Select(year => (Year: year, Tonnes: typed.MayWhole(FieldOf(year)))).Where(v => v.Tonnes is not null)
                .Select(v => new VintageAmount(v.Year, v.Tonnes!.Value))],
        };
        typed.ThrowIfAny();
        return facts;
    }

    /// <summary>What the form shows of stored facts.</summary>
    public static Dictionary<string, string> Fields(ReductionFacts facts)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["periodFrom"] = facts.PeriodFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["periodTo"] = facts.PeriodTo.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["tonnes"] = facts.Tonnes.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var vintage in facts.Vintages) fields[FieldOf(vintage.Year)] = vintage.Tonnes.ToString(CultureInfo.InvariantCulture);
        return fields;
    }

    /// <summary>Name of the field of a year.</summary>
    public static string FieldOf(int year) => $"{Year}{year}";

    /// <summary>The calendar years that a period touches.</summary>
    public static IEnumerable<int> Years(DateOnly from, DateOnly to) => Enumerable.Range(from.Year, Math.Clamp(to.Year - from.Year + 1, 0, MostYears));
}
