using Registry.Kernel.Calendar;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.PublicSite.Documents;

/// <summary>The course of a case as a timeline: what is past, what is now, and what is due, in working days and with the date.</summary>
internal sealed class Course(INoticeCase it, WorkingCalendar calendar, DateOnly today)
{
    private const string NoticeRunning = "03";
    private const string InReview = "13";
    private static readonly Texts Text = Texts.For<PublicSiteText>();

    private string Kind => it.IsProject ? "project" : "reduction";

    private bool Over => it.StatusCode is "14" or "97" or "99";

    /// <summary>The steps, oldest first.</summary>
    public IReadOnlyList<TimelineStep> Steps =>
    [
        At("course.published", it.PublishedAt),
        .. it.NoticeChanges.Select(change => At(change.NewEnd is null ? "course.notice-suspended" : "course.notice-changed", change.At, ChangeNote(change))),
        Notice(),
        .. Upload(),
        .. Filing(),
        .. Decision(),
        .. End(),
    ];

    private TimelineStep Notice()
    {
        var when = Formats.Period(it.NoticeStart, it.NoticeEnd);
        var comments = Text["course.comments", Formats.Number(it.Comments)];
        var machine = $"{Formats.Date(it.NoticeStart)}/{Formats.Date(it.NoticeEnd)}";
        if (it.StatusCode == "97") return new(Text["course.notice"], StepState.Past, when, null, comments);
        if (it.StatusCode != NoticeRunning) return new(Text["course.notice"], StepState.Past, when, null, Joined(Length(), comments));
        var state = today < it.NoticeStart ? StepState.Due : StepState.Now;
        return new(Text["course.notice"], state, when, machine.Length > 1 ? Formats.Date(it.NoticeEnd) : null, Joined(Left(), comments));
    }

    private IEnumerable<TimelineStep> Upload()
    {
        if (it.UploadedAt is { } uploaded)
            yield return At($"course.upload.{Kind}", uploaded, Joined(it.Body, it.Conclusion is null ? null : Text["conclusion." + it.Conclusion]));
        else if (!Over)
            yield return Ahead($"course.upload.{Kind}", it.StatusCode == "06", it.Body);
    }

    private IEnumerable<TimelineStep> Filing()
    {
        if (it.FiledAt is { } filed) yield return At("course.filing", filed);
        else if (!Over) yield return Ahead("course.filing", it.StatusCode is "07" or "08", null);
    }

    private IEnumerable<TimelineStep> Decision()
    {
        if (it.RegisteredAt is { } registered)
            yield return At($"course.registered.{Kind}", registered, it.FiledAt is { } filed ? Elapsed(filed, registered) : null);
        else if (!Over)
            yield return it.StatusCode == InReview && it.DueOn is { } due
                ? new(Text["course.review"], StepState.Now, Text["course.due-on", Formats.Date(due)], Formats.Date(due), Working(today, due))
                : Ahead("course.review", it.StatusCode == InReview, null);
    }

    private IEnumerable<TimelineStep> End()
    {
        if (it.StatusCode is "97" or "99")
            yield return new(Codes.State(it.StatusCode), StepState.Ended, Formats.Time(it.ApplicationEndedAt), Formats.Machine(it.ApplicationEndedAt));
        if (it.EndedOn is { } ended)
            yield return new(Codes.State(it.StatusCode, it.ProjectStatus), StepState.Ended, Formats.Date(ended), Formats.Date(ended), it.EndReason);
    }

    private static TimelineStep At(string key, DateTimeOffset when, string? note = null) =>
        new(Text[key], StepState.Past, Formats.Time(when), Formats.Machine(when), note);

    private static TimelineStep Ahead(string key, bool now, string? note) => new(Text[key], now ? StepState.Now : StepState.Due, Note: note);

    private static string ChangeNote(NoticeChangeRow change) => change.NewEnd is null
        ? change.Reason
        : Text["course.window", Formats.Period(change.OldStart, change.OldEnd), Formats.Period(change.NewStart, change.NewEnd), change.Reason];

    private string? Left()
    {
        if (it.NoticeSuspendedAt is not null) return Text["course.suspended"];
        return today < it.NoticeStart ? Text["course.starts", Formats.Date(it.NoticeStart)] : Working(today, it.NoticeEnd!.Value);
    }

    private string? Length() => Reckoned(() => Text["course.length", calendar.WorkingDaysBetween(it.NoticeStart!.Value, it.NoticeEnd!.Value)]);

    private string? Working(DateOnly from, DateOnly to) => from > to
        ? Text["course.overdue"]
        : Reckoned(() => Text["course.left", calendar.WorkingDaysBetween(from, to)]);

    private string? Elapsed(DateTimeOffset from, DateTimeOffset to) =>
        Reckoned(() => Text["course.took", calendar.WorkingDaysElapsed(Formats.DayOf(from), Formats.DayOf(to))]);

    // A year that is not loaded is not guessed: the date stands there without a number of days.
    private static string? Reckoned(Func<string> words)
    {
        try
        {
            return words();
        }
        catch (RefusalException)
        {
            return null;
        }
    }

    private static string? Joined(params ReadOnlySpan<string?> parts)
    {
        List<string> present = [];
        foreach (var part in parts)
            if (!string.IsNullOrEmpty(part)) present.Add(part);
        return present.Count == 0 ? null : string.Join(" · ", present);
    }
}
