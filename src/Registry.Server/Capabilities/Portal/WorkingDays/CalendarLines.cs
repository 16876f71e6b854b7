using System.Globalization;
using Registry.Kernel.Calendar;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.WorkingDays;

/// <summary>What a line says of its days.</summary>
internal enum DayWord
{
    /// <summary>Nobody works.</summary>
    Off,

    /// <summary>A weekend day that is worked in exchange.</summary>
    MakeUp,

    /// <summary>No exception any more.</summary>
    Ordinary,
}

/// <summary>A line that could not be taken as it is.</summary>
/// <param name="Number">Number of the line, from 1.</param>
/// <param name="Text">What is written there.</param>
/// <param name="Finding">What is wrong with it.</param>
internal sealed record LineFault(int Number, string Text, Finding Finding);

/// <summary>
/// A list of days as it is pasted or comes in a CSV file: a day or <c>first..last</c>, then what it is, separated by a comma, a tab or blanks. A line that
/// begins with # and a head line are passed over. Every line that is wrong is named with its number.
/// </summary>
internal sealed class CalendarLines
{
    private const int MostLines = 1000;
    private const int LongestRange = 60;
    private const int LongestShown = 60;
    private static readonly char[] Separators = [',', ';', '\t', ' ', '\uFF0C', '\uFF1B', '\u3001'];
    private static readonly Texts Text = Texts.For<WorkingDaysText>();

    private static readonly Dictionary<string, DayWord> Words = new[] { Language.Chinese, Language.English }
        .SelectMany(language => Enum.GetValues<DayWord>().SelectMany(word => Text.In(language, $"words.{word}").Split(' ').Select(w => (Word: w, Meaning: word))))
        .DistinctBy(w => w.Word, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(w => w.Word, w => w.Meaning, StringComparer.OrdinalIgnoreCase);

    private readonly List<(DateOnly Day, DayWord Word)> days = [];
    private readonly List<LineFault> faults = [];

    /// <summary>What is wrong, line by line.</summary>
    public IReadOnlyList<LineFault> Faults => faults;

    /// <summary>Days of a kind, in order.</summary>
    public IReadOnlyList<DateOnly> Of(DayWord word) => [.. days.Where(d => d.Word == word).Select(d => d.Day).Order()];

    /// <summary>Reads a list.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="year">The year that it arranges; null for an amendment, which may also make days ordinary.</param>
    public static CalendarLines Read(string text, int? year)
    {
        var read = new CalendarLines();
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Take(MostLines + 1))
        {
            number++;
            var content = line.Trim().Trim('\uFEFF');
            if (content.Length == 0 || content[0] == '#' || (number == 1 && !char.IsAsciiDigit(content[0]))) continue;
            read.Add(number, content, year);
        }
        return read;
    }

    private void Add(int number, string line, int? year)
    {
        var findings = new List<Finding>();
        var parts = line.Split(Separators, 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var readable = Range(parts.FirstOrDefault() ?? "") is { } range
            && parts.Length >= 2 && Words.TryGetValue(parts[1], out var found) && (found != DayWord.Ordinary || year is null) && number <= MostLines;
        CalendarRules.LineUnreadable.Check(readable, findings, ("line", number), ("value", line.Length > LongestShown ? line[..LongestShown] : line));
        if (findings.Count == 0)
        {
            var (first, last) = Range(parts[0])!.Value;
            for (var day = first; day <= last; day = day.AddDays(1)) Put(day, Words[parts[1]], year, findings);
        }
        faults.AddRange(findings.Select(finding => new LineFault(number, line, finding)));
    }

    private void Put(DateOnly day, DayWord word, int? year, List<Finding> findings)
    {
        var outside = year is { } of && (day < new DateOnly(of - 1, 12, 1) || day > new DateOnly(of + 1, 1, 31));
        CalendarRules.DayOutsideYear.Check(!outside, findings, ("year", year), ("day", day));
        CalendarRules.DayNamedTwice.Check(days.All(d => d.Day != day), findings, ("year", year), ("day", day));
        CalendarRules.MakeUpOnWeekday.Check(word != DayWord.MakeUp || day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, findings, ("year", year), ("day", day));
        days.Add((day, word));
    }

    private static (DateOnly First, DateOnly Last)? Range(string text)
    {
        var ends = text.Split("..", StringSplitOptions.TrimEntries);
        return ends.Length is 1 or 2 && Day(ends[0]) is { } first && Day(ends[^1]) is { } last && first <= last && last.DayNumber - first.DayNumber <= LongestRange ? (first, last) : null;
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;
}
