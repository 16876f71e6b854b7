namespace Registry.Server.Tests.Security.Matrix;

/// <content>Methodology suggestions: the suggester's, the officers' and everybody's.</content>
internal sealed partial class MatrixSubjects
{
    private static readonly (string, string)[] SuggestionFields =
        [("title", "Methodology for geothermal heat"), ("sector", "A"), ("summary", "Heat"), ("applicability", "Wells"), ("baseline", "Coal"), ("additionality", "Costs"), ("monitoring", "Meters"), ("draft", File), ("explanation", File)];

    private void Suggestions()
    {
        const string Own = "/portal/suggestions/{Id:long}", Mine = "/portal/suggestions/";
        Form("/portal/suggestions/new", "suggestion", "enterprise-initiator", SuggestionFields).At("-", "-", "/portal/suggestions/new");
        Sides(Form(Own + "/form", "suggestion", "enterprise-initiator", SuggestionFields), "suggestion.Draft", "suggestion.Submitted", Mine, "/form");
        Sides(Form(Own, "submit", "enterprise-initiator"), "suggestion.Draft", "suggestion.Submitted", Mine);
        Sides(Form(Own, "recall", "enterprise-initiator"), "suggestion.Submitted", "suggestion.FormCheck", Mine);
        Sides(Form(Own, "withdraw", "enterprise-initiator"), "suggestion.Submitted", "suggestion.PublicComment", Mine);
        Shown("/portal/suggestions/{id:long}/documents/{document:long}").At("own", "-", $"{Mine}{this["own.suggestion.Draft"]}/documents/{this["own.suggestion.document"]}")
            .At("own", "wrong", $"{Mine}{this["own.suggestion.Draft"]}/documents/{this["own.document"]}")
            .At("other", "-", $"{Mine}{this["other.suggestion.Draft"]}/documents/{this["other.suggestion.document"]}").At("absent", "-", $"{Mine}{Absent}/documents/{Absent}");

        const string Review = "/portal/suggestion-review/{Id:long}", Theirs = "/portal/suggestion-review/";
        foreach (var (form, right, wrong, fields) in ((string, string, string, (string, string)[])[])
            [
                ("begin", "Submitted", "FormCheck", []), ("pass", "FormCheck", "Assessment", []), ("return", "FormCheck", "Assessment", [("item-1", "baseline"), ("text-1", "Say how it is found.")]),
                ("assess", "Assessment", "PublicComment", [("expert", this["suggestion.expert"]), ("conclusion", "Favourable"), ("opinion", "Sound.")]), ("comment", "Assessed", "PublicComment", [("days", "10")]),
                ("decide", "Assessed", "PublicComment", [("what", "adopt"), ("reason", "Widely usable.")]), ("publish", "Adopted", "Assessment", [("methodology", "CCER-01-002-V01")]),
            ])
            Form(Review, form, "clerk", fields).At("own", "right", Theirs + this[$"own.suggestion.{right}"]).At("own", "wrong", Theirs + this[$"own.suggestion.{wrong}"])
                .At("other", "right", Theirs + this["own.suggestion.Draft"]).At("absent", "-", Theirs + Absent);
        Shown("/portal/suggestion-review/{id:long}/documents/{document:long}").At("own", "-", $"{Theirs}{this["own.suggestion.Submitted"]}/documents/{this["own.suggestion.filed-document"]}")
            .At("other", "-", $"{Theirs}{this["own.suggestion.Draft"]}/documents/{this["own.suggestion.document"]}").At("absent", "-", $"{Theirs}{Absent}/documents/{Absent}");

        foreach (var route in (string[])["/methodologies/suggestions/{Id:long}", "/api/v1/public/methodology-suggestions/{id:long}"])
        {
            var path = route[..(route.LastIndexOf('/') + 1)];
            Shown(route).At("own", "-", path + this["own.suggestion.PublicComment"]).At("own", "wrong", path + this["own.suggestion.Submitted"]).At("absent", "-", path + Absent);
        }
    }
}
