using System.Globalization;
using Registry.Contracts.Public;
using Registry.Kernel.Calendar;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.PublicSite.Lists;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.PublicSite.Statistics;

/// <summary>How long decisions took and what waits, by kind.</summary>
internal sealed record Reviews(IReadOnlyList<ReviewStatistics> Decided, IReadOnlyList<OpenReviews> Open);

/// <summary>The registry body's reviews, from the instants that were recorded, kept for a moment.</summary>
internal sealed class ReviewFigures(Db db, Calendars calendars, RegistryClock clock) : IDisposable
{
    private static readonly Texts Text = Texts.For<PublicSiteText>();
    private static readonly (string Key, int Least, int Most)[] Ages =
        [("0-5", 0, 5), ("6-10", 6, 10), ("11-15", 11, 15), ("16-30", 16, 30), ("31-", 31, int.MaxValue)];

    private readonly KeptForAWhile<Reviews> kept = new(() => Count(db, calendars, clock));

    /// <summary>Columns of the list of decisions, on the page and in exports.</summary>
    public static readonly IReadOnlyList<ListColumn<ReviewStatistics>> DecidedColumns =
    [
        new("kind", ColumnKind.Words, r => r.Kind) { Words = r => Text["kind." + r.Kind] },
        new("year", ColumnKind.Words, r => Year(r.Year)) { Words = r => r.Year is null ? Text["review.all-years"] : Year(r.Year) },
        new("decided", ColumnKind.Count, r => Whole(r.Decided)),
        new("decidedRegistered", ColumnKind.Count, r => Whole(r.Registered)),
        new("withinTerm", ColumnKind.Count, r => Whole(r.WithinTerm)),
        new("averageDays", ColumnKind.Count, r => r.AverageWorkingDays),
        new("medianDays", ColumnKind.Count, r => r.MedianWorkingDays),
    ];

    /// <summary>Columns of the list of open cases, on the page and in exports.</summary>
    public static readonly IReadOnlyList<ListColumn<OpenReviews>> OpenColumns =
    [
        new("kind", ColumnKind.Words, r => r.Kind) { Words = r => Text["kind." + r.Kind] },
        new("open", ColumnKind.Count, r => Whole(r.Open)),
        .. Ages.Select((age, i) => new ListColumn<OpenReviews>("age" + age.Key, ColumnKind.Count, r => Whole(r.ByAge[i].Count))),
        new("overdue", ColumnKind.Count, r => Whole(r.Overdue)),
    ];

    /// <summary>The figures.</summary>
    public Task<Reviews> Read() => kept.Read();

    /// <inheritdoc/>
    public void Dispose() => kept.Dispose();

    private static async Task<Reviews> Count(Db db, Calendars calendars, RegistryClock clock)
    {
        await using var reads = await db.PublicRead();
        var rows = await reads.Rows<Row>($"select kind, outcome, filed_at, decided_at, due_on from public_review");
        var today = clock.Today;
        var days = new WorkingDays(await calendars.In(reads), rows.Count == 0 ? today : rows.Min(r => r.FiledOn), today);
        var term = Regime.On(today).RegistrationReviewWorkingDays.Value;
        string[] kinds = [Kinds.Project, Kinds.Reduction];
        return new Reviews(
            [.. kinds.SelectMany(kind => Decided(kind, [.. rows.Where(r => r.Kind == kind && r.DecidedAt is not null)], days, term))],
            [.. kinds.Select(kind => Open(kind, [.. rows.Where(r => r.Kind == kind && r.DecidedAt is null)], days, term, today))]);
    }

    private static IEnumerable<ReviewStatistics> Decided(string kind, IReadOnlyList<Row> rows, WorkingDays days, int term)
    {
        if (rows.Count == 0) yield break;
        yield return Of(kind, null, rows, days, term);
        foreach (var year in rows.GroupBy(r => r.DecidedOn.Year).OrderByDescending(g => g.Key)) yield return Of(kind, year.Key, [.. year], days, term);
    }

    private static ReviewStatistics Of(string kind, int? year, IReadOnlyList<Row> rows, WorkingDays days, int term)
    {
        var took = rows.Select(r => days.Elapsed(r.FiledOn, r.DecidedOn)).OfType<int>().Order().ToArray();
        return new ReviewStatistics
        {
            Kind = kind,
            Year = year,
            Decided = rows.Count,
            Registered = rows.Count(r => r.Outcome == "Registered"),
            WithinTerm = took.Count(t => t <= term),
            AverageWorkingDays = took.Length == 0 ? null : Decimals((decimal)took.Sum(t => (long)t) / took.Length),
            MedianWorkingDays = took.Length == 0 ? null : Decimals((took[(took.Length - 1) / 2] + took[took.Length / 2]) / 2m),
        };
    }

    private static OpenReviews Open(string kind, IReadOnlyList<Row> rows, WorkingDays days, int term, DateOnly today)
    {
        var aged = rows.Select(r => (Row: r, Age: days.Elapsed(r.FiledOn, today))).ToList();
        return new OpenReviews
        {
            Kind = kind,
            Open = rows.Count,
            Overdue = aged.Count(a => a.Row.DueOn is { } due ? due < today : a.Age > term),
            ByAge = [.. Ages.Select(age => new AgeBand(age.Key, aged.Count(a => a.Age >= age.Least && a.Age <= age.Most)))],
        };
    }

    private static string Decimals(decimal value) => Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Year(int? year) => year is { } y ? Whole(y) : "";

    private sealed record Row
    {
        public string Kind { get; init; } = "";
        public string? Outcome { get; init; }
        public DateTimeOffset FiledAt { get; init; }
        public DateTimeOffset? DecidedAt { get; init; }
        public DateOnly? DueOn { get; init; }

        public DateOnly FiledOn => Formats.DayOf(FiledAt);

        public DateOnly DecidedOn => Formats.DayOf(DecidedAt!.Value);
    }

    /// <summary>Working days from a first day on, added up once, so that a hundred thousand spans cost a subtraction each.</summary>
    private sealed class WorkingDays
    {
        private readonly Dictionary<DateOnly, int> upTo = [];

        public WorkingDays(WorkingCalendar calendar, DateOnly from, DateOnly to)
        {
            var sum = 0;
            for (var day = from; day <= to; day = day.AddDays(1))
            {
                // A year that is not loaded is not guessed: what reaches into it has no number of days.
                if (!calendar.Covers(day.Year)) break;
                if (calendar.IsWorkingDay(day)) sum++;
                upTo[day] = sum;
            }
        }

        /// <summary>Working days after a day up to and with another; null where the calendar does not reach.</summary>
        public int? Elapsed(DateOnly since, DateOnly until) => upTo.TryGetValue(since, out var before) && upTo.TryGetValue(until, out var after) ? after - before : null;
    }
}
