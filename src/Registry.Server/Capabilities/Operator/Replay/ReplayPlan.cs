using Registry.Kernel.Calendar;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>One act at its moment.</summary>
/// <param name="At">When.</param>
/// <param name="Order">Place among acts of the same moment.</param>
/// <param name="Name">What it is.</param>
/// <param name="Case">The application it belongs to; none for accounts.</param>
/// <param name="Act">What is done.</param>
internal sealed record ReplayStep(DateTimeOffset At, int Order, string Name, ReplayCase? Case, Func<Task> Act);

/// <summary>Lays every act of a record out in time: recorded moments as they are, silent ones between their neighbours.</summary>
internal sealed class ReplayPlan(WorkingCalendar calendar, IServiceProvider services, ReplayWorld world)
{
    private const string BeforeMidnight = "the notice ends at the end of its last day";
    private const string AfterProject = "the project was registered at that moment";
    private const string BeforeEarlierStep = "an earlier step was moved";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly List<ReplayStep> steps = [];

    /// <summary>Steps that come at another moment than recorded.</summary>
    public List<MovedStep> Moved { get; } = [];

    /// <summary>All steps in order of time.</summary>
    public IReadOnlyList<ReplayStep> Steps => [.. steps.OrderBy(s => s.At).ThenBy(s => s.Order)];

    /// <summary>Lays out the setting up: officers, bodies, then owners before their first application.</summary>
    public void Accounts(IReadOnlyList<ReplayCase> cases)
    {
        var start = cases.Min(c => Begins(c.Record)).AddDays(-45);
        Add(start, "officers", null, world.Appoint);
        var bodies = cases.SelectMany(c => new[] { c.Record.ValidationBody, c.Record.VerificationBody })
            .Where(b => b.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < bodies.Length; i++)
        {
            var (name, n) = (bodies[i], i);
            Add(start.AddHours(1 + i), $"body {n}", null, () => world.OpenBody(name, n));
        }
        var owners = cases.GroupBy(c => c.Record.Owner, StringComparer.Ordinal)
            .Select(g => (Name: g.Key, From: g.Min(c => Begins(c.Record)), Province: g.First().Record.ProvinceCode))
            .OrderBy(o => o.From).ThenBy(o => o.Name, StringComparer.Ordinal).ToArray();
        for (var i = 0; i < owners.Length; i++)
        {
            var (owner, n) = (owners[i], i);
            SubmittedOpening? opening = null;
            Add(owner.From.AddDays(-20), $"opening {n}", null, async () => opening = await world.SubmitOpening(owner.Name, owner.Province, n));
            Add(owner.From.AddDays(-6), $"account {n}", null, () => world.ApproveOpening(owner.Name, opening!, n));
        }
    }

    /// <summary>Lays out one application up to the last day of the record.</summary>
    public void Case(ReplayCase c, DateTimeOffset end)
    {
        var record = c.Record;
        var time = new ReplayTimeline(record.ApplyId, Moved);
        var acts = new ReplaySteps(c, world, services);
        var published = record.PublishedAt!.Value;
        Submission(c, acts, time, published);
        Add(time.Before(published, Day), "notice proposed", c, acts.ProposeNotice);
        Add(time.Set(published), "notice", c, acts.ConfirmNotice);
        var noticeEnd = calendar.WindowEnd(record.NoticeStart!.Value, Regime.On(record.NoticeStart.Value).NoticeWorkingDays.Value);
        if (record.StatusCode == "97")
        {
            var recalled = record.UpdatedAt!.Value;
            CountComments(c, acts, time, time.Before(recalled, Day));
            Add(time.Set(recalled), "recall", c, acts.Recall);
            return;
        }
        var closes = RegistryClock.StartOf(noticeEnd.AddDays(1));
        CountComments(c, acts, time, time.Set(closes < end ? closes.AddHours(-8) : end.AddHours(-1)));
        if (closes >= end || record.StatusCode == "03") return;
        AfterNotice(c, acts, time, closes + Minute, end);
    }

    /// <summary>A reduction can be drafted once its project is registered; the record has some submitted at that very second.</summary>
    private void Submission(ReplayCase c, ReplaySteps acts, ReplayTimeline time, DateTimeOffset published)
    {
        var at = Submitted(c.Record);
        if (c.Project?.Record.RegisteredAt is { } registered && at.AddMinutes(-20) <= registered)
        {
            time.Set(registered);
            at = registered.AddMinutes(3);
            Add(time.Set(registered.AddMinutes(1)), "draft", c, acts.Draft);
            Add(time.Set(registered.AddMinutes(2)), "submission proposed", c, acts.ProposeSubmission);
        }
        else
        {
            Add(time.Set(at.AddMinutes(-20)), "draft", c, acts.Draft);
            Add(time.Set(at.AddMinutes(-10)), "submission proposed", c, acts.ProposeSubmission);
        }
        if (c.Record.SubmittedAt < published) time.At(c.Record.SubmittedAt.Value, at, "submission", AfterProject);
        Add(time.Set(at), "submission", c, acts.ConfirmSubmission);
    }

    private void AfterNotice(ReplayCase c, ReplaySteps acts, ReplayTimeline time, DateTimeOffset opens, DateTimeOffset end)
    {
        var record = c.Record;
        if (record.UploadedAt is { } uploaded)
        {
            var at = Later(uploaded, opens + Minute);
            Add(time.Set(Later(opens, at.AddMinutes(-20))), "report proposed", c, acts.ProposeUpload);
            Add(time.At(uploaded, at, "report", BeforeMidnight), "report", c, acts.ConfirmUpload);
        }
        if (record.FiledAt is { } filed)
        {
            var at = Later(filed, time.Last.AddMinutes(4));
            Add(time.After(Day, at), "report taken up", c, acts.ProposeTaking);
            Add(time.After(Hour, at), "report taken", c, acts.ConfirmTaking);
            Add(time.Before(at, Hour), "filing proposed", c, acts.ProposeFiling);
            Add(time.At(filed, at, "filing", BeforeEarlierStep), "filing", c, acts.ConfirmFiling);
        }
        switch (record.StatusCode)
        {
            case "99" when record.FiledAt is null:
                Add(time.Set(Later(record.UpdatedAt!.Value, Later(opens, time.Last).AddHours(9))), "abort", c, acts.Abort);
                break;
            case "99":
                Add(time.After(Day, record.UpdatedAt!.Value), "acceptance", c, acts.Accept);
                Add(time.At(record.UpdatedAt.Value, time.Last.Add(Minute), "refusal", BeforeEarlierStep), "refusal", c, acts.Refuse);
                break;
            case "13":
                Add(time.After(Day, end), "acceptance", c, acts.Accept);
                break;
            case "14":
                Registration(c, acts, time);
                break;
        }
    }

    private void Registration(ReplayCase c, ReplaySteps acts, ReplayTimeline time)
    {
        var registered = c.Record.RegisteredAt!.Value;
        Add(time.After(Day, registered), "acceptance", c, acts.Accept);
        Add(time.Before(registered, Day), "registration proposed", c, acts.ProposeRegistration);
        Add(time.At(registered, time.Last.Add(Minute), "registration", BeforeEarlierStep), "registration", c, acts.ConfirmRegistration);
        if (c.IsProject) return;
        var asked = c.Final.Vintages.Where(v => v.Status == ReplayCase.Words("status.issued") || v.Status == ReplayCase.Words("status.issuing")).ToArray();
        if (asked.Length == 0) return;
        Add(time.Set(time.Last.Add(2 * Minute)), "issuance proposed", c, () => acts.ProposeIssuance(asked));
        if (asked.Any(v => v.Status == ReplayCase.Words("status.issuing"))) c.Pending.AddRange(asked);
        else Add(time.Set(time.Last.Add(3 * Minute)), "issuance", c, acts.ConfirmIssuance);
    }

    private void CountComments(ReplayCase c, ReplaySteps acts, ReplayTimeline time, DateTimeOffset at)
    {
        if (c.Record.Comments > 0) Add(Later(at, time.Last), "comments counted", c, acts.CountComments);
    }

    /// <summary>When both representatives had submitted; the record has it, but for cases where it gives the publication instead.</summary>
    private static DateTimeOffset Submitted(PublicRecord record) =>
        record.SubmittedAt < record.PublishedAt ? record.SubmittedAt.Value : record.PublishedAt!.Value.AddHours(-2);

    private static DateTimeOffset Begins(PublicRecord record) => Submitted(record).AddHours(-1);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private void Add(DateTimeOffset at, string name, ReplayCase? @case, Func<Task> act) => steps.Add(new ReplayStep(at, steps.Count, name, @case, act));
}
