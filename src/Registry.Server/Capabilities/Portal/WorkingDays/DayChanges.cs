using Registry.Kernel.Calendar;
using Registry.Server.Capabilities.Calendar;
using Registry.Server.Capabilities.Portal.Inbox;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Portal.WorkingDays;

/// <summary>The days that an arrangement or an amendment changes, in runs, with what they were by then.</summary>
internal sealed class DayChanges(Calendars calendars) : IDifference
{
    private const string Import = "calendar.import-year";
    private const string Amend = "calendar.amend";
    private static readonly Texts Text = Texts.For<WorkingDaysText>();

    public IReadOnlyList<string> Actions => [Import, Amend];

    public async Task<IReadOnlyList<Change>> Read(Reads reads, string action, string payload)
    {
        var calendar = await calendars.In(reads);
        if (action == Import)
        {
            var year = Json.Read<ImportCalendarYear.Command>(payload);
            return Of(calendar, year.Off, year.MakeUp, []);
        }
        var amendment = Json.Read<AmendCalendar.Command>(payload);
        return Of(calendar, amendment.Off, amendment.MakeUp, amendment.Ordinary);
    }

    /// <summary>The runs of days that change in the same way.</summary>
    public static IReadOnlyList<Change> Of(WorkingCalendar calendar, IReadOnlyList<DateOnly> off, IReadOnlyList<DateOnly> makeUp, IReadOnlyList<DateOnly> ordinary)
    {
        var days = off.Select(d => (Day: d, Word: DayWord.Off)).Concat(makeUp.Select(d => (d, DayWord.MakeUp))).Concat(ordinary.Select(d => (d, DayWord.Ordinary))).OrderBy(d => d.Item1);
        var runs = new List<(DateOnly First, DateOnly Last, DayWord Word)>();
        foreach (var (day, word) in days)
        {
            if (runs.Count > 0 && runs[^1].Word == word && runs[^1].Last.AddDays(1) == day) runs[^1] = runs[^1] with { Last = day };
            else runs.Add((day, day, word));
        }
        return [.. runs.Select(run => new Change(Named(run.First, run.Last), Was(calendar, run.First, run.Last), Text["becomes." + run.Word, run.Last.DayNumber - run.First.DayNumber + 1]))];
    }

    private static string Named(DateOnly first, DateOnly last) => first == last
        ? $"{Formats.Date(first)} {WeekdayOf(first)}"
        : $"{Formats.Date(first)} {WeekdayOf(first)} \u2013 {Formats.Date(last)} {WeekdayOf(last)}";

    private static string WeekdayOf(DateOnly day) => Text[$"weekday.{day.DayOfWeek}"];

    private static string Was(WorkingCalendar calendar, DateOnly first, DateOnly last)
    {
        var kinds = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(n => KindOf(calendar, first.AddDays(n))).GroupBy(k => k).OrderBy(g => g.Key, StringComparer.Ordinal);
        return string.Join(Text["between"], kinds.Select(k => Text["was." + k.Key, k.Count()]));
    }

    private static string KindOf(WorkingCalendar calendar, DateOnly day)
    {
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        if (!calendar.Covers(day.Year)) return weekend ? "weekend" : "weekday";
        return (calendar.IsWorkingDay(day), weekend) switch
        {
            (true, true) => "make-up",
            (true, false) => "weekday",
            (false, true) => "weekend",
            (false, false) => "off",
        };
    }
}
