using Registry.Kernel.Calendar;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Platform.Time;

/// <summary>
/// The working calendar that the database keeps. Days are only ever added, so their number tells whether what was read before still
/// holds; no node needs to tell another.
/// </summary>
public sealed class Calendars
{
    private const string Off = "off";
    private const string MakeUp = "make-up";
    private const string Plain = "plain";
    private volatile Loaded? loaded;

    /// <summary>The calendar as the registry reckons in this transaction.</summary>
    public async Task<WorkingCalendar> In(Tx tx) => (await In((Reads)tx)).AsOf(tx.Today);

    /// <summary>The calendar with every amendment; ask it <see cref="WorkingCalendar.AsOf"/> the day of the act.</summary>
    public async Task<WorkingCalendar> In(Reads reads)
    {
        var stamp = await reads.Scalar<long>($"select (select count(*) from calendar_day) * 10000 + (select count(*) from calendar_year)");
        if (loaded is { } known && known.Stamp == stamp) return known.Calendar;
        var years = await reads.Rows<YearRow>($"select year, source from calendar_year order by year");
        var days = await reads.Rows<DayRow>($"select day, amendment_no, kind, source, effective_from from calendar_day order by amendment_no, day");
        var calendar = WorkingCalendar.Of(
            years.Select(y => new CalendarYear(y.Year, y.Source.Split('\n'), DaysOf(y.Year, Off), DaysOf(y.Year, MakeUp))),
            days.Where(d => d.AmendmentNo > 0).GroupBy(d => d.AmendmentNo).Select(Amendment));
        loaded = new(stamp, calendar);
        return calendar;

        IEnumerable<DateOnly> DaysOf(int year, string kind) =>
            days.Where(d => d.AmendmentNo == 0 && d.EffectiveFrom.Year == year && d.Kind == kind).Select(d => d.Day);
    }

    /// <summary>Writes the arrangement of a year. Its days are marked by the first day of that year, for around New Year they may lie outside it.</summary>
    public static async Task Add(Tx tx, CalendarYear year)
    {
        var source = string.Join('\n', year.Notices);
        CalendarRules.YearTwice.Require(
            await tx.Execute($"insert into calendar_year(year, source, loaded_at) values ({year.Year}, {source}, {tx.Now}) on conflict do nothing") == 1,
            ("year", year.Year));
        await AddDays(tx, 0, new DateOnly(year.Year, 1, 1), source, (Off, year.Off), (MakeUp, year.MakeUp));
    }

    /// <summary>Writes an amendment; what was fixed before does not move by it.</summary>
    public static async Task Add(Tx tx, CalendarAmendment amendment)
    {
        var number = await NumberSequence.Next(tx, "calendar.amendment");
        await AddDays(tx, number, amendment.EffectiveFrom, amendment.Notice, (Off, amendment.Off), (MakeUp, amendment.MakeUp), (Plain, amendment.Ordinary));
    }

    /// <summary>Brings the calendar of a folder into the database, as far as it is not there.</summary>
    public static Task Seed(Db db, string folder)
    {
        var calendar = CalendarFiles.Load(folder);
        var hash = Json.Hash(string.Concat(Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText)));
        return db.Transaction(Actor.Setup, new ActionCode("calendar.seed"), async tx =>
        {
            var years = await tx.Rows<int>($"select year from calendar_year");
            foreach (var year in calendar.Years.Where(y => !years.Contains(y.Year))) await Add(tx, year);
            var notices = await tx.Rows<string>($"select source from calendar_day where amendment_no > 0");
            foreach (var amendment in calendar.Amendments.Where(a => !notices.Contains(a.Notice))) await Add(tx, amendment);
        }, new Instruction("setup", $"calendar:{hash}", hash));
    }

    private static async Task AddDays(Tx tx, long number, DateOnly effectiveFrom, string source, params (string Kind, IReadOnlyList<DateOnly> Days)[] lists)
    {
        foreach (var (kind, days) in lists)
            foreach (var day in days)
                CalendarRules.DayNamedTwice.Require(await tx.Execute($"""
                insert into calendar_day(day, amendment_no, kind, source, effective_from) values ({day}, {number}, {kind}, {source}, {effectiveFrom})
                on conflict do nothing
                """) == 1, ("day", day));
    }

    private static CalendarAmendment Amendment(IGrouping<int, DayRow> days)
    {
        var first = days.First();
        return new(first.EffectiveFrom, first.Source, Of(Off), Of(MakeUp), Of(Plain));

        IEnumerable<DateOnly> Of(string kind) => days.Where(d => d.Kind == kind).Select(d => d.Day);
    }

    private sealed record Loaded(long Stamp, WorkingCalendar Calendar);

    private sealed record YearRow
    {
        public int Year { get; init; }
        public string Source { get; init; } = "";
    }

    private sealed record DayRow
    {
        public DateOnly Day { get; init; }
        public int AmendmentNo { get; init; }
        public string Kind { get; init; } = "";
        public string Source { get; init; } = "";
        public DateOnly EffectiveFrom { get; init; }
    }
}
