using Registry.Server.Tests.Holdings;

namespace Registry.Server.Tests.Security.Matrix;

/// <summary>Everything in the registry that is somebody's, and every form: where it is tried, who may, and what is typed. A new page with an id in its address, and a new form, get a line here.</summary>
internal sealed partial class MatrixSubjects(MatrixWorld world)
{
    private const string File = MatrixBody.File;
    private readonly List<MatrixSubject> all = [];

    /// <summary>All of it.</summary>
    public IReadOnlyList<MatrixSubject> All()
    {
        Cases();
        CaseActs();
        Drafts();
        Proposals();
        Movements();
        Openings();
        Desk();
        Registers();
        Staff();
        Own();
        Broadcasts();
        Suggestions();
        Factors();
        Doors();
        Public();
        return all;
    }

    private MatrixSubject Shown(string route, string variant = "-") => Add(new(route, "-", variant, "anonymous"));

    private MatrixSubject Form(string route, string form, string by, params (string, string)[] typed) => Add(new(route, form, "-", by) { Typed = typed });

    private MatrixSubject Variant(string route, string form, string variant, string by, params (string, string)[] typed) => Add(new(route, form, variant, by) { Typed = typed });

    private MatrixSubject Add(MatrixSubject subject)
    {
        all.Add(subject);
        return subject;
    }

    private string this[string id] => world[id];

    private static string Absent => Endpoint.AbsentId;

    private void Cases()
    {
        const string Case = "/portal/applications/{Id:long}";
        Shown(Case).At("own", "-", $"/portal/applications/{this["own.under-review"]}").At("other", "-", $"/portal/applications/{this["other.under-review"]}").At("absent", "-", $"/portal/applications/{Absent}");
        Variant(Case, "-", "draft", "anonymous").At("own", "-", $"/portal/applications/{this["own.draft"]}").At("other", "-", $"/portal/applications/{this["other.draft"]}");
        Form(Case, "note", "clerk", ("note", "Seen with the province.")).At("own", "right", $"/portal/applications/{this["own.under-review"]}")
            .At("own", "wrong", $"/portal/applications/{this["own.draft"]}").At("absent", "-", $"/portal/applications/{Absent}");
        Shown("/portal/applications/{id:long}/templates/{key}").At("own", "-", $"/portal/applications/{this["own.under-review"]}/templates/commitment")
            .At("other", "-", $"/portal/applications/{this["other.under-review"]}/templates/commitment").At("absent", "-", $"/portal/applications/{Absent}/templates/commitment");
        const string Document = "/portal/documents/{id:long}";
        Shown(Document).At("own", "-", $"/portal/documents/{this["own.document"]}").At("other", "-", $"/portal/documents/{this["other.document"]}").At("absent", "-", $"/portal/documents/{Absent}");
        Variant(Document, "-", "published", "anonymous").At("own", "-", $"/portal/documents/{this["public.document"]}");
    }

    private void CaseActs()
    {
        Act("submit", "enterprise-initiator", "draft", "under-review");
        Act("revise", "enterprise-initiator", "notice-returned", "under-review");
        Act("discard", "enterprise-initiator", "draft", "under-review");
        Act("accept-upload", "enterprise-initiator", "awaiting-owner", "awaiting-filing");
        Act("return-upload", "enterprise-initiator", "awaiting-owner", "awaiting-filing", ("reason", "The map is missing."));
        Act("file", "enterprise-initiator", "awaiting-filing", "awaiting-acceptance", ("file.S01", File), ("file.S03", File), ("committed", "1"), ("version-reason", "A later version."));
        Act("complete", "enterprise-initiator", "returned", "under-review", ("answer.1", "It is there now."));
        Act("request-recall", "enterprise-initiator", "running", "recall", ("reason", "The layout changes."));
        Act("abort", "enterprise-initiator", "awaiting-filing", "under-review", ("reason", "Given up."));
        Act("attest-allowance", "enterprise-initiator", "allowance", "project", ("statement", "It lies outside the plant."));
        Act("upload-report", "body-a", "awaiting-upload", "awaiting-owner", ("file.E01", File), ("file.E03", File), ("conclusion", "Positive"), ("members", "Zhao\nQian"), ("reviewer", "Sun"), ("decision-maker", "Li"), ("modification-note", "None but the date."), ("version-reason", "A later version."));
        Act("approve-notice", "clerk", "awaiting-approval", "under-review", ("start", $"{world.NextWorkingDay:yyyy-MM-dd}"));
        Act("return-notice", "clerk", "awaiting-approval", "under-review", ("template", "design-incomplete"), ("reason", "See the letter."));
        Act("change-notice", "clerk", "running", "under-review", ("change", "Suspend"), ("reason", "A letter must be answered first."));
        Act("recall", "clerk", "recall", "under-review");
        Act("accept", "clerk", "awaiting-acceptance", "under-review");
        Act("register", "clerk", "under-review", "awaiting-acceptance");
        Act("return-for-completion", "clerk", "under-review", "awaiting-acceptance", ("item.1", "facts"), ("description.1", "The map is missing."));
        Act("request-assessment", "clerk", "under-review", "awaiting-acceptance", ("question", "Is it plausible?"), ("drawn", "1"));
        Act("conclude-assessment", "clerk", "assessed", "under-review", ("outcome", "Favourable"), ("summary", "Plausible."), ("file.assessment", File));
        Act("call-off-assessment", "clerk", "assessed", "under-review", ("reason", "One of them is ill."));
        Act("refuse", "clerk", "under-review", "running", ("template", "not-eligible"), ("reason", "See the letter."));
        Variant("/portal/applications/{Id:long}/{Slug}", "act", "abort, registry", "clerk", ("reason", "Given up.")).At("own", "right", ActPath("own", "awaiting-owner", "abort")).At("own", "wrong", ActPath("own", "reduction", "abort"));
        Act("record-outside", "clerk", "running", "under-review", ("comments", "3"), ("source", "Letter 12 of the province"));
        Act("confirm-allowance", "clerk", "allowance", "project", ("document-no", "MEE 2024-7"), ("reason", "In the allocation plan."));
        Act("clear-fingerprint", "clerk", "marked", "under-review", ("reason", "Another phase on the same platform."));
        Act("issue", "clerk", "reduction", "under-review");
        Comment("reply", "enterprise-initiator", "published", "replied", ("reply", "It is counted."));
        Comment("verify", "body-a", "replied", "published", ("note", "The answer holds."));
        Comment("moderate", "clerk", "awaiting", "published", ("decision", "publish"));
    }

    private string ActPath(string side, string state, string slug, string query = "") => $"/portal/applications/{this[$"{side}.{state}"]}/{slug}{query}";

    private void Act(string slug, string by, string right, string wrong, params (string, string)[] typed) =>
        Variant("/portal/applications/{Id:long}/{Slug}", "act", slug, by, typed).At("own", "right", ActPath("own", right, slug)).At("own", "wrong", ActPath("own", wrong, slug))
            .At("other", "right", ActPath("other", right, slug)).At("absent", "-", $"/portal/applications/{Absent}/{slug}");

    private void Comment(string slug, string by, string right, string wrong, params (string, string)[] typed) =>
        Variant("/portal/applications/{Id:long}/{Slug}", "act", slug, by, typed)
            .At("own", "right", ActPath("own", "running", slug, $"?comment={this[$"own.comment.{right}"]}")).At("own", "wrong", ActPath("own", "running", slug, $"?comment={this[$"own.comment.{wrong}"]}"))
            .At("other", "right", ActPath("other", "running", slug, $"?comment={this[$"other.comment.{right}"]}")).At("absent", "-", ActPath("own", "running", slug, $"?comment={Absent}"));

    private void Drafts()
    {
        foreach (var (part, form, typed) in ((string, string, (string, string)[])[])
            [
                ("", "submit", []), ("", "discard", []), ("/facts", "facts", []), ("/documents", "attach", [("kind", "E01"), ("file", File), ("reason", "A later version.")]),
            ])
            Sides(Form("/portal/drafts/{Id:long}" + part, form, "enterprise-initiator", typed), "draft", "under-review", "/portal/drafts/", part);
        Form("/portal/projects/new", "facts", "enterprise-initiator", DraftFacts).At("-", "-", "/portal/projects/new");
        Form("/portal/reductions/new", "facts", "enterprise-initiator", [.. ReductionFacts]).At("-", "-", "/portal/reductions/new");
    }

    private MatrixSubject Sides(MatrixSubject subject, string right, string? wrong, string before, string after = "")
    {
        subject.At("own", "right", $"{before}{this["own." + right]}{after}");
        if (wrong is not null) subject.At("own", "wrong", $"{before}{this["own." + wrong]}{after}");
        return subject.At("other", "right", $"{before}{this["other." + right]}{after}").At("absent", "-", $"{before}{Absent}{after}");
    }

    private void Proposals()
    {
        const string Route = "/portal/proposals/{Id:long}", Path = "/portal/proposals/";
        Sides(Variant(Route, "confirm", "account", "enterprise-confirmer"), "proposal", "proposal.withdrawn", Path);
        Sides(Variant(Route, "reject", "account", "enterprise-confirmer", ("reason", "Wrong lot.")), "proposal", "proposal.withdrawn", Path);
        Sides(Variant(Route, "withdraw", "account", "enterprise-initiator"), "proposal", "proposal.withdrawn", Path);
        Sides(Variant(Route, "code", "account", "enterprise-confirmer"), "proposal.signed", "proposal.withdrawn", Path);
        Sides(Variant(Route, "confirm", "without a code", "enterprise-confirmer", ("code", "000000")), "proposal.signed", null, Path);
        Sides(Variant(Route, "confirm", "submission", "enterprise-confirmer"), "submission", null, Path);
        foreach (var (form, by) in ((string, string)[])[("confirm", "reviewer"), ("reject", "reviewer"), ("withdraw", "clerk")])
            Variant(Route, form, "registry", by, form == "reject" ? [("reason", "No letter.")] : []).At("own", "right", Path + this["registry.proposal"]).At("own", "wrong", Path + this["registry.proposal.withdrawn"]);
    }

    private void Movements()
    {
        const string Route = "/portal/movements/{Id:long}", Path = "/portal/movements/";
        Sides(Form(Route, "propose", "enterprise-initiator"), "intent", "proposal.withdrawn", Path);
        Sides(Form(Route, "code", "enterprise-initiator"), "intent.signed", "proposal.withdrawn", Path);
        (string, string) lot = ($"q.{Holdings.Movements.Lot}", "10");
        Form("/portal/transfers/new", "transfer", "enterprise-initiator", lot).At("own", "right", "/portal/transfers/new?to=trading").At("own", "wrong", "/portal/transfers/new?to=holding")
            .At("other", "right", "/portal/transfers/new?to=trading", ($"q.{Holdings.Movements.Lot}", ""), ($"q.{Holdings.Movements.Other}", "10"));
        Form("/portal/cancellations/new", "cancel", "enterprise-initiator", lot, ("purpose", "LargeEvent"), ("beneficiary", "City marathon")).At("own", "right", "/portal/cancellations/new")
            .At("other", "right", "/portal/cancellations/new", ($"q.{Holdings.Movements.Lot}", ""), ($"q.{Holdings.Movements.Other}", "10"));
    }
}
