using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>Code of a lot (批次), such as <c>CCER-A210001-2023-01</c>: project, calendar year of generation, registered period of the project.</summary>
public sealed partial record LotCode
{
    private const int FirstVintage = 2012;
    private const int LastPeriod = 99;

    /// <summary>A lot code.</summary>
    /// <param name="project">Project number.</param>
    /// <param name="vintage">Calendar year of generation.</param>
    /// <param name="period">Registered accounting period of the project, 1 to 99.</param>
    /// <exception cref="RefusalException">Year or period cannot be written.</exception>
    public LotCode(ProjectNumber project, int vintage, int period)
    {
        ArgumentNullException.ThrowIfNull(project);
        NumberRules.LotCodeMalformed.Require(vintage is >= FirstVintage and <= 9999 && period is >= 1 and <= LastPeriod,
            ("value", $"{project} {vintage.ToString(CultureInfo.InvariantCulture)} {period.ToString(CultureInfo.InvariantCulture)}"));
        Project = project;
        Vintage = vintage;
        Period = period;
    }

    /// <summary>Project number.</summary>
    public ProjectNumber Project { get; }

    /// <summary>Calendar year of generation.</summary>
    public int Vintage { get; }

    /// <summary>Registered accounting period of the project, from 1.</summary>
    public int Period { get; }

    /// <summary>Reads a code.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static LotCode Parse(string? text)
    {
        var typed = HalfWidth.Of(text).ToUpperInvariant();
        var match = Form().Match(typed);
        NumberRules.LotCodeMalformed.Require(match.Success, ("value", typed));
        return new(ProjectNumber.Parse(match.Groups["project"].Value), Number(match, "vintage"), Number(match, "period"));
    }

    /// <summary>The code as written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"CCER-{Project}-{Vintage:D4}-{Period:D2}");

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^CCER-(?<project>[A-Z0-9]{7})-(?<vintage>[0-9]{4})-(?<period>[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
