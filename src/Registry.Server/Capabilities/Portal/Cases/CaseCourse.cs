using Registry.Kernel.Applications;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>The course of a case as a timeline: what is past, what is now and with whom, and what is due, in working days and with the date.</summary>
internal sealed class CaseCourse(CaseView view, DaysLeft days)
{
    private static readonly Texts Text = Texts.For<CasesText>();
    private static readonly Texts Words = Texts.For<ApplicationsText>();

    private CaseHead Head => view.Head;

    private bool Over => Head.Status is ApplicationStatus.Withdrawn or ApplicationStatus.Ended;

    /// <summary>The steps, oldest first.</summary>
    public IReadOnlyList<TimelineStep> Steps => [.. Beginning(), .. Notice(), .. Report(), .. Filing(), .. Review(), .. End()];

    private IEnumerable<TimelineStep> Beginning()
    {
        yield return At("course.begun", Head.CreatedAt);
        foreach (var step in Point("course.submitted", Head.SubmittedAt, ApplicationStatus.Draft, ApplicationStatus.AwaitingConfirmer)) yield return step;
        foreach (var step in Point("course.published", Head.PublishedAt, ApplicationStatus.AwaitingNoticeApproval, ApplicationStatus.NoticeReturned)) yield return step;
    }

    private IEnumerable<TimelineStep> Notice()
    {
        foreach (var change in view.NoticeChanges)
            yield return At(change.NewEnd is null ? "course.notice-suspended" : "course.notice-changed", change.At,
                change.NewEnd is null ? change.Reason : Text["course.window", Formats.Period(change.NewStart, change.NewEnd), change.Reason]);
        if (Head.NoticeStart is null)
        {
            if (!Over) yield return new(Text["course.notice"], StepState.Due);
            yield break;
        }
        var when = Formats.Period(Head.NoticeStart, Head.NoticeEnd);
        if (Head.Status != ApplicationStatus.NoticeRunning)
        {
            yield return new(Text["course.notice"], StepState.Past, when);
            if (Head.RecallRequestedAt is { } recalled) yield return At("course.recall-requested", recalled, Head.RecallReason);
            yield break;
        }
        var begun = view.Today >= Head.NoticeStart;
        yield return new(Text["course.notice"], StepState.Now, when, Formats.Date(Head.NoticeEnd),
            Head.NoticeSuspendedAt is not null ? Text["course.suspended"] : begun ? days.Words(Head.NoticeEnd) : Text["course.starts", Formats.Date(Head.NoticeStart)]);
        if (Head.RecallRequestedAt is { } asked) yield return new(Text["course.recall-requested"], StepState.Now, Formats.Time(asked), Formats.Machine(asked), Head.RecallReason);
    }

    private IEnumerable<TimelineStep> Report()
    {
        foreach (var step in Point("course.uploaded", Head.UploadedAt, ApplicationStatus.AwaitingUpload)) yield return step with { Note = step.Note ?? ReportNote(step) };
        foreach (var step in Point("course.taken", Head.OwnerConfirmedAt, ApplicationStatus.AwaitingOwner)) yield return step;
    }

    private string? ReportNote(TimelineStep step) => step.State switch
    {
        StepState.Past => Head.Conclusion is { } conclusion ? Words["conclusion." + conclusion] : null,
        // In principle a report is there a hundred calendar days after the notice began; that alarms and ends nothing.
        StepState.Now when Head.NoticeStart is { } start => Text["course.report-by", Formats.Date(start.AddDays(Kernel.Rules.Regime.On(start).ReportCalendarDays.Value))],
        _ => null,
    };

    private IEnumerable<TimelineStep> Filing()
    {
        foreach (var step in Point("course.filed", Head.FiledAt, ApplicationStatus.AwaitingFiling, ApplicationStatus.FilingAwaitingConfirmer)) yield return step;
        foreach (var step in Point("course.accepted", Head.AcceptedAt, ApplicationStatus.AwaitingAcceptance)) yield return step;
    }

    private IEnumerable<TimelineStep> Review()
    {
        foreach (var round in view.Deficiencies.GroupBy(d => d.RoundNo))
        {
            yield return At("course.returned", round.First().RaisedAt, Text["course.deficiencies", round.Count()]);
            if (round.First().AnsweredAt is { } answered) yield return At("course.completed", answered);
        }
        if (Head.RegisteredAt is { } registered)
            yield return At("course.registered", registered, Head.Number);
        else if (!Over)
            yield return Head.Status is ApplicationStatus.UnderReview or ApplicationStatus.UnderAssessment or ApplicationStatus.ReturnedForCompletion
                ? new(Text["course.decision"], StepState.Now, Text["course.due-on", Formats.Date(Head.DueOn)], Formats.Date(Head.DueOn), Joined(Words["status." + Head.Status], days.Words(Head.DueOn)))
                : new(Text["course.decision"], StepState.Due);
    }

    private IEnumerable<TimelineStep> End()
    {
        if (Over) yield return new(Words["status." + Head.Status], StepState.Ended, Formats.Time(Head.EndedAt), Formats.Machine(Head.EndedAt), ReadySentences.Read(Head.EndReason));
    }

    /// <summary>A step that is done, is being done in some states, or is to come.</summary>
    private IEnumerable<TimelineStep> Point(string key, DateTimeOffset? done, params ReadOnlySpan<ApplicationStatus> during)
    {
        var now = during.Contains(Head.Status);
        if (done is { } at && !now) return [At(key, at)];
        if (now) return [new(Text[key], StepState.Now, Note: Words["status." + Head.Status])];
        return Over ? [] : [new(Text[key], StepState.Due)];
    }

    private static TimelineStep At(string key, DateTimeOffset when, string? note = null) =>
        new(Text[key], StepState.Past, Formats.Time(when), Formats.Machine(when), note);

    private static string? Joined(params ReadOnlySpan<string?> parts)
    {
        List<string> present = [];
        foreach (var part in parts)
            if (!string.IsNullOrEmpty(part)) present.Add(part);
        return present.Count == 0 ? null : string.Join(" · ", present);
    }
}
