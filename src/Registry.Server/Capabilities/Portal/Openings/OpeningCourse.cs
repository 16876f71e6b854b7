using Registry.Kernel.Accounts;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Openings;

/// <summary>The course of an opening in its applicant's words: what was done and when, where it stands, what is to come.</summary>
internal static class OpeningCourse
{
    private static readonly Texts Text = Texts.For<OpeningsText>();
    private static readonly OpeningStatus[] Joint = [OpeningStatus.AwaitingPreliminaryReview, OpeningStatus.AwaitingPaper, OpeningStatus.PaperReview, OpeningStatus.AwaitingReview];
    private static readonly OpeningStatus[] Independent = [OpeningStatus.AwaitingReview];

    /// <summary>The steps for a timeline.</summary>
    public static IEnumerable<TimelineStep> Of(OpeningCase opening)
    {
        var (route, status) = (opening.Line.Route, opening.Line.Status);
        foreach (var step in opening.Steps)
            yield return new(Text[$"did.{(route is OpeningRoute.Joint ? OpeningRoute.Joint : OpeningRoute.Independent)}.{step.Action}"],
                step.Action is OpeningAction.Withdraw || (step.Action is OpeningAction.Refuse && status is OpeningStatus.Refused) ? StepState.Ended : StepState.Past,
                Formats.Time(step.At), Formats.Machine(step.At));
        if (AccountLifecycle.OpeningBy(route).IsFinal(status)) yield break;
        var plan = route is OpeningRoute.Joint ? Joint : Independent;
        var at = Array.IndexOf(plan, status);
        yield return new(Text["stage." + (at < 0 ? "mend" : status)], StepState.Now, Note: status is OpeningStatus.AwaitingReview ? Text["stage.due", Formats.Date(opening.Line.DueOn)] : null);
        foreach (var next in plan[(at + 1)..]) yield return new(Text["stage." + next], StepState.Due);
        yield return new(Text["stage.Approved"], StepState.Due);
    }
}
