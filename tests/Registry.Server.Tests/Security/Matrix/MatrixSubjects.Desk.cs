using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Portal.Openings;
using Registry.Server.Tests.Identity;

namespace Registry.Server.Tests.Security.Matrix;

/// <content>Openings, accounts, registers, people, and what is open to everybody.</content>
internal sealed partial class MatrixSubjects
{
    private static (string, string)[] Typed(OpeningForm form, OpeningPersons persons) => [.. OpeningFields.Of(form, persons).Where(f => f.Value.Length > 0).Select(f => (f.Key, f.Value))];

    private (string, string)[] DraftFacts => [.. world.ProjectFields];

    private (string, string)[] ReductionFacts => [.. world.ReductionFields];

    private void Openings()
    {
        const string Opening = "/opening/{Id:long}";
        var typed = Typed(world.OpeningForm, A.EnterprisePersons(31));
        Form("/opening/new/{Kind}", "opening", "visitor", typed).At("-", "right", "/opening/new/independent").At("absent", "-", "/opening/new/another");
        foreach (var (part, form, fields) in ((string, string, (string, string)[])[])
            [
                ("", "attach", [("material", this["own.opening.material"]), ("file", File)]), ("", "hand-in", []), ("", "withdraw", []), ("/form", "opening", typed),
            ])
            Form(Opening + part, form, "visitor", fields).At("own", "right", $"/opening/{this["own.opening.draft"]}{part}").At("own", "wrong", $"/opening/{this[form == "withdraw" ? "own.opening.ended" : "own.opening.submitted"]}{part}")
                .At("other", "right", $"/opening/{this["other.opening.draft"]}{part}").At("absent", "-", $"/opening/{Absent}{part}");
        Shown("/opening/{id:long}/documents/{document:long}").At("own", "-", $"/opening/{this["own.opening.submitted"]}/documents/{this["own.opening.document"]}")
            .At("own", "wrong", $"/opening/{this["own.opening.submitted"]}/documents/{this["joint.document"]}").At("other", "-", $"/opening/{this["joint.preliminary"]}/documents/{this["joint.document"]}")
            .At("absent", "-", $"/opening/{Absent}/documents/{Absent}");
        Shown("/opening/{id:long}/templates/{key}").At("own", "-", $"/opening/{this["own.opening.draft"]}/templates/{this["template"]}").At("other", "-", $"/opening/{this["other.opening.draft"]}/templates/{this["template"]}")
            .At("absent", "-", $"/opening/{Absent}/templates/{this["template"]}");

        const string Review = "/portal/openings/{Id:long}";
        foreach (var (form, fields) in ((string, (string, string)[])[])
            [
                ("reveal", []), ("approve", []), ("not-approve", [("what", "return"), ("item-1", "business-licence"), ("text-1", "The seal cannot be read")]), ("note", [("note", "Called the applicant.")]),
            ])
            Form(Review, form, "clerk", fields).At("own", "right", $"/portal/openings/{this["own.opening.submitted"]}").At("own", "wrong", $"/portal/openings/{this["opening.approved"]}")
                .At("other", "right", $"/portal/openings/{this["own.opening.draft"]}").At("absent", "-", $"/portal/openings/{Absent}");
        Shown("/portal/openings/{id:long}/documents/{document:long}").At("own", "-", $"/portal/openings/{this["own.opening.submitted"]}/documents/{this["own.opening.document"]}")
            .At("own", "wrong", $"/portal/openings/{this["own.opening.submitted"]}/documents/{this["joint.document"]}").At("other", "-", $"/portal/openings/{this["joint.preliminary"]}/documents/{this["joint.document"]}")
            .At("absent", "-", $"/portal/openings/{Absent}/documents/{Absent}");

        const string Exchange = "/portal/exchange/{Id:long}";
        foreach (var (form, fields) in ((string, (string, string)[])[])[("reveal", []), ("on", []), ("back", [("item-1", "tradingRepresentative"), ("text-1", "See page two")])])
            Form(Exchange, form, "exchange", fields).At("own", "right", $"/portal/exchange/{this["joint.preliminary"]}").At("own", "wrong", $"/portal/exchange/{this["joint.paper"]}")
                .At("other", "right", $"/portal/exchange/{this["own.opening.submitted"]}").At("absent", "-", $"/portal/exchange/{Absent}");
        Shown("/portal/exchange/{id:long}/documents/{document:long}").At("own", "-", $"/portal/exchange/{this["joint.preliminary"]}/documents/{this["joint.document"]}")
            .At("other", "-", $"/portal/exchange/{this["own.opening.submitted"]}/documents/{this["own.opening.document"]}").At("absent", "-", $"/portal/exchange/{Absent}/documents/{Absent}");
    }

    private void Desk()
    {
        const string Account = "/portal/accounts/{Id:long}", Path = "/portal/accounts/";
        MatrixSubject On(string form, string right, string? wrong, params (string, string)[] typed)
        {
            var subject = Form(Account, form, "clerk", typed).At("own", "right", Path + this[right]);
            if (wrong is not null) subject.At("own", "wrong", Path + this[wrong]);
            return subject.At("absent", "-", Path + Absent);
        }
        On("reveal", "own.account", null);
        On("restrict", "own.account", "account.closing", ("level", "Business"), ("reason-restrict", "Licence not true"));
        On("suspend", "own.account", "account.closing", ("reason-suspend", "Licence not true"));
        On("restore", "account.restricted", "own.account", ("reason-restore", "Licence checked"));
        On("accept-closure", "account.closing-asked", "account.closing", ("ground", "Dissolution"), ("reason-accept-closure", "Resolution"));
        On("complete-closure", "account.closing", "own.account", ("reason-complete-closure", "Nothing is left"));
        On("reset", "own.account", "account.closing", ("role", "Confirmer"), ("reason-reset", "Called from the number on record"));
        On($"refuse-{this["request"]}", "account.closing-asked", "own.account", ($"reason-{this["request"]}", "No resolution"));
        const string Change = "/portal/account-changes/{Id:long}";
        foreach (var (form, fields) in ((string, (string, string)[])[])[("reveal", []), ("approve", []), ("refuse", [("reason", "No paper")])])
            Form(Change, form, "clerk", fields).At("own", "right", $"/portal/account-changes/{this["change"]}").At("own", "wrong", $"/portal/account-changes/{this["change.refused"]}").At("absent", "-", $"/portal/account-changes/{Absent}");
        Shown("/portal/account-changes/{id:long}/documents/{document:long}").At("own", "-", $"/portal/account-changes/{this["change"]}/documents/{this["change.document"]}")
            .At("own", "wrong", $"/portal/account-changes/{this["change"]}/documents/{this["own.document"]}").At("absent", "-", $"/portal/account-changes/{Absent}/documents/{Absent}");

        const string Task = "/portal/tasks/{Id:long}", Tasks = "/portal/tasks/";
        Form(Task, "take", "clerk").At("own", "right", Tasks + this["own.awaiting-acceptance"]).At("own", "wrong", Tasks + this["task.taken"]).At("other", "right", Tasks + this["own.proposal"]).At("absent", "-", Tasks + Absent);
        Form(Task, "release", "clerk").At("own", "right", Tasks + this["task.taken"]).At("own", "wrong", Tasks + this["own.awaiting-acceptance"]).At("absent", "-", Tasks + Absent);
        Form(Task, "assign", "clerk", ("person", this["person.Clerk"])).At("own", "right", Tasks + this["own.awaiting-acceptance"]).At("own", "wrong", Tasks + this["own.awaiting-acceptance"], ("person", this["person.auditor"]))
            .At("other", "right", Tasks + this["own.proposal"]).At("absent", "-", Tasks + Absent);
        Form("/portal", "take", "clerk", ("item", this["own.awaiting-acceptance"])).At("own", "right", "/portal").At("own", "wrong", "/portal", ("item", this["task.taken"]))
            .At("other", "right", "/portal", ("item", this["own.proposal"])).At("absent", "-", "/portal", ("item", Absent));
        Form("/portal/absences", "absence", "clerk", ("deputy", this["person.Clerk"]), ("from", $"{world.World.Clock.Today.AddDays(20):yyyy-MM-dd}"), ("until", $"{world.World.Clock.Today.AddDays(22):yyyy-MM-dd}"))
            .At("own", "right", "/portal/absences").At("own", "wrong", "/portal/absences", ("deputy", this["person.auditor"]));
        Form("/portal/absences", "end", "clerk", ("absence", this["own.absence"])).At("own", "right", "/portal/absences").At("other", "right", "/portal/absences", ("absence", this["other.absence"]))
            .At("absent", "-", "/portal/absences", ("absence", Absent));
        Form("/portal/messages", "send-now", "clerk", ("message", this["message.waiting"])).At("own", "right", "/portal/messages").At("own", "wrong", "/portal/messages", ("message", this["message.sent"]))
            .At("absent", "-", "/portal/messages", ("message", Absent));
    }

    private void Registers()
    {
        const string Bodies = "/portal/registers/bodies/";
        Shown("/portal/registers/bodies/{Number}").At("own", "-", Bodies + A.Validator).At("absent", "-", Bodies + "CNCA-R-9999-999");
        foreach (var (act, right, wrong) in ((string, string, string)[])[("suspend", A.Validator, this["body.suspended"]), ("reinstate", this["body.suspended"], A.Validator), ("revoke", A.Validator, this["body.revoked"])])
            Form("/portal/registers/bodies/{Number}/" + act, "sanction", "clerk", ("ground", "CNCA 2026-10")).At("own", "right", $"{Bodies}{right}/{act}").At("own", "wrong", $"{Bodies}{wrong}/{act}").At("absent", "-", $"{Bodies}CNCA-R-9999-999/{act}");
        Form("/portal/registers/bodies/{Number}/revise", "entry", "clerk", ("nameEn", "Another name"), ("source", "CNCA 2026-11")).At("own", "right", $"{Bodies}{A.Validator}/revise").At("absent", "-", $"{Bodies}CNCA-R-9999-999/revise");
        Form("/portal/registers/bodies/new", "entry", "clerk", ("approvalNumber", "CNCA-R-2026-901"), ("sectors", "A | 2024-01-01 |  | CNCA 2026-11"), ("source", "CNCA 2026-11")).At("-", "-", "/portal/registers/bodies/new");
        const string Methodologies = "/portal/registers/methodologies/";
        Shown("/portal/registers/methodologies/{Code}").At("own", "-", Methodologies + this["methodology"]).At("absent", "-", Methodologies + "CCER-99-999-V01");
        Form("/portal/registers/methodologies/{Code}/revise", "entry", "clerk", ("notice", "MEE 2026-1")).At("own", "right", $"{Methodologies}{this["methodology"]}/revise").At("absent", "-", $"{Methodologies}CCER-99-999-V01/revise");
        Form("/portal/registers/methodologies/new", "entry", "clerk", ("code", "CCER-01-999-V01")).At("-", "-", "/portal/registers/methodologies/new");
        Form("/portal/calendar/import", "days", "clerk", ("year", "2028"), ("notices", "Notice of the State Council 2027"), ("lines", "2028-01-01,off"), ("step", "propose")).At("-", "-", "/portal/calendar/import");
        Form("/portal/calendar/amend", "days", "clerk", ("effectiveFrom", $"{world.World.Clock.Today:yyyy-MM-dd}"), ("notice", "Amending notice"), ("lines", $"{world.NextWorkingDay:yyyy-MM-dd},off"), ("step", "propose")).At("-", "-", "/portal/calendar/amend");
    }

    private void Staff()
    {
        var form = A.Person(777);
        Form("/portal/staff/appoint", "appoint", "clerk", ("role", "Reviewer"), ("name", form.Name), ("kind", $"{form.DocumentKind}"), ("number", form.DocumentNumber), ("phone", form.Phone)).At("-", "-", "/portal/staff/appoint");
        Form("/portal/staff/{Person:long}/{Role}/end", "end", "clerk").At("own", "right", $"/portal/staff/{this["person.Clerk"]}/Clerk/end").At("own", "wrong", $"/portal/staff/{this["person.Clerk"]}/Reviewer/end")
            .At("absent", "-", $"/portal/staff/{Absent}/Clerk/end");
        Form("/portal/staff/logins/{Id:long}/enable", "enable", "clerk", ("reason", "Called back on the known number")).At("own", "right", $"/portal/staff/logins/{this["login.dormant"]}/enable")
            .At("own", "wrong", $"/portal/staff/logins/{this["login.active"]}/enable").At("absent", "-", $"/portal/staff/logins/{Absent}/enable");
    }

    /// <summary>One's own account, login, comments.</summary>
    private void Own()
    {
        var persons = A.EnterprisePersons(13);
        Form("/portal/account", "recover", "restricted-enterprise", ("mended", "A new licence was filed")).At("-", "-", "/portal/account");
        Form("/portal/account", "close", "restricted-enterprise", ("ground", "Dissolution"), ("reason", "Wound up")).At("-", "-", "/portal/account");
        Form("/portal/account/change", "change", "enterprise-initiator", [.. Typed(new(AccountType.Enterprise, [], "Enterprise Eleven", "", "", "", []), persons), ("reason", "Renamed")]).At("-", "-", "/portal/account/change");
        Form("/portal/comment/{Id:long}", "comment", "individual", ("content", "Is the cable counted?")).At("own", "right", $"/portal/comment/{this["own.running"]}").At("own", "wrong", $"/portal/comment/{this["own.under-review"]}")
            .At("other", "right", $"/portal/comment/{this["other.running"]}").At("absent", "-", $"/portal/comment/{Absent}").At("absent", "wrong", $"/portal/comment/{this["own.draft"]}");
        var member = A.Person(778);
        Form("/opening/member", "member", "visitor", ("name", member.Name), ("kind", $"{member.DocumentKind}"), ("number", member.DocumentNumber), ("phone", member.Phone), ("province", "320000")).At("-", "-", "/opening/member");
        Form("/me/language", "language", "clerk", ("language", "en")).At("-", "-", "/me/language");
        Form("/me/notices", "read", "enterprise-initiator").At("-", "-", "/me/notices");
        Form("/me/password", "password", "clerk", ("old", Visitors.Password), ("new", "Silent-Mountain-23"), ("again", "Silent-Mountain-23")).At("-", "-", "/me/password");
        Form("/me/sessions", $"end-{this["session.clerk"]}", "clerk").At("own", "right", "/me/sessions").At("absent", "-", "/me/sessions", ("_handler", $"end-{Absent}"));
    }

    private void Broadcasts()
    {
        Shown("/me/notices/broadcasts/{Id:long}").At("own", "-", $"/me/notices/broadcasts/{this["own.broadcast"]}").At("other", "-", $"/me/notices/broadcasts/{this["other.broadcast"]}").At("absent", "-", $"/me/notices/broadcasts/{Absent}");
        Form("/portal/broadcasts/{Id:long}", "withdraw", "clerk", ("reason", "It was another day")).At("own", "right", $"/portal/broadcasts/{this["own.broadcast"]}").At("own", "wrong", $"/portal/broadcasts/{this["broadcast.withdrawn"]}")
            .At("absent", "-", $"/portal/broadcasts/{Absent}");
        Form("/portal/broadcasts/new", "broadcast", "clerk", ("audience", "AccountHolders"), ("from", $"{world.World.Clock.Today:yyyy-MM-dd}"), ("until", $"{world.World.Clock.Today.AddDays(9):yyyy-MM-dd}")).At("-", "-", "/portal/broadcasts/new");
        // What is proposed is what its writer has typed before: without that there is nothing to propose.
        Form("/portal/broadcasts/new/preview", "propose", "anonymous", ("seen", "other")).At("-", "wrong", "/portal/broadcasts/new/preview");
        Form("/me/notifications", "choose", "enterprise-initiator").At("-", "-", "/me/notifications");
    }

    /// <summary>One's own second factors: what changes them is offered after a fresh proof only.</summary>
    private void Factors()
    {
        Form("/me/factors", "prove", "clerk", ("code", "000000")).At("-", "-", "/me/factors");
        Form("/me/record", "prove", "clerk", ("code", "000000")).At("-", "-", "/me/record");
        foreach (var form in (string[])["prove-passkey", "erase"]) Form("/me/record", form, "anonymous", ("code", "000000"), ("credential", "{}"), ("sure", "on")).At("-", "-", "/me/record");
        foreach (var form in (string[])["prove-passkey", "add", "bind", $"remove-{Absent}"])
            Form("/me/factors", form, "anonymous", ("code", "000000"), ("credential", "{}"), ("name", "Key")).At("-", "-", "/me/factors");
    }

    /// <summary>Doors: open to everybody, each with a secret of its own.</summary>
    private void Doors()
    {
        Form("/sign-in", "sign-in", "anonymous", ("name", "bodyb"), ("password", "Wrong-Password-17")).At("-", "-", "/sign-in");
        Form("/sign-in/second-factor", "second-factor", "password-only", ("code", "000000")).At("-", "-", "/sign-in/second-factor");
        Form("/sign-in/second-factor", "passkey", "anonymous", ("credential", "{}")).At("-", "-", "/sign-in/second-factor");
        Form("/sign-in/second-factor", "first-passkey", "anonymous", ("credential", "{}"), ("name", "Key")).At("-", "-", "/sign-in/second-factor");
        Form("/sign-in/lost", "lost", "password-only", ("reason", "It fell into the harbour.")).At("-", "-", "/sign-in/lost");
        Form("/forgotten", "forgotten", "anonymous", ("name", "nobody17")).At("-", "-", "/forgotten");
        Form("/forgotten/code", "reset", "anonymous", ("code", "AAAA-AAAA"), ("password", "Silent-Mountain-23"), ("again", "Silent-Mountain-23")).At("-", "-", "/forgotten/code");
        Form("/activate", "activate", "anonymous", ("code", "AAAA-AAAA"), ("name", "newname17"), ("password", "Silent-Mountain-23"), ("again", "Silent-Mountain-23")).At("-", "-", "/activate");
        Form("/register", "register", "anonymous", ("name", "newname17"), ("password", "Silent-Mountain-23"), ("again", "Silent-Mountain-23"), ("phone", "13800138999"), ("answer", "99")).At("-", "-", "/register");
        Form("/register/code", "register-code", "anonymous", ("code", "000000")).At("-", "-", "/register/code");
        Form("/set-up", "set-up", "anonymous").At("-", "-", "/set-up");
        Form("/development/clock", "clock", "anonymous").At("-", "-", "/development/clock");
        Form("/development/clock", "clock-to", "anonymous").At("-", "-", "/development/clock");
    }

    private void Public()
    {
        void Open(string route, string value, string absent)
        {
            var parameter = route[route.IndexOf('{', StringComparison.Ordinal)..(route.IndexOf('}', StringComparison.Ordinal) + 1)];
            Shown(route).At("own", "-", route.Replace(parameter, value, StringComparison.Ordinal)).At("absent", "-", route.Replace(parameter, absent, StringComparison.Ordinal));
        }
        Open("/projects/{Key}", this["public.project"], Absent);
        Open("/reductions/{Id:long}", this["public.reduction"], Absent);
        Open("/cancellations/{Id:long}", this["public.cancellation"], Absent);
        Open("/documents/{id:long}", this["public.document"], this["own.document"]);
        Open("/templates/{key}", this["template"], "another");
        Open("/api/v1/public/projects/{id}", this["public.project"], Absent);
        Open("/api/v1/public/reductions/{id:long}", this["public.reduction"], Absent);
        Open("/api/v1/public/cancellations/{id:long}", this["public.cancellation"], Absent);
        Open("/openapi/{documentName:length(2)}.json", "v1", "v9");
        Open("/portal/province/{List?}", "projects-registered", "lost");
        Open("/portal/province/{list}.csv", "projects-registered", "lost");
        Open("/portal/province/{list}.json", "projects-registered", "lost");
    }
}
