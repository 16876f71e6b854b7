using System.Text.RegularExpressions;
using Registry.Kernel.Applications;
using Registry.Server.Capabilities.Applications.Comments;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>The acts beside the straight way: reductions to issuance, comments, changes of the notice, experts, allowances, and endings.</summary>
public sealed partial class CaseActsTests
{
    [GeneratedRegex("/portal/applications/[0-9]+/([a-z-]+)\\?comment=([0-9]+)")]
    private static partial Regex CommentStep { get; }

    [Theory, BothDatabases]
    public async Task Reduction_is_filed_with_the_verified_amount_registered_and_issued(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        var it = await (await A.Reduction(project)).To(ApplicationStatus.AwaitingUpload);
        var six = await CaseBrowsers.Of(it);
        (string, string)[] team = [("conclusion", "Positive"), ("members", "Zhao\nQian"), ("reviewer", "Sun"), ("decision-maker", "Li")];
        (string, byte[])[] report = [("file.F01", A.Pdf), ("file.F03", A.Pdf)];

        var differs = await six.Send(six.BodyInitiator, "upload-report", [.. team, ("vintage.2023", "99999")], report);
        ((int)differs.StatusCode).ShouldBe(422);
        (await differs.Text()).ShouldContain("reduction.sum-differs");
        await six.Two(six.BodyInitiator, six.BodyConfirmer, "upload-report", team, report);
        await six.Two(six.Initiator, six.Confirmer, "accept-upload");

        (string, byte[])[] filing = [("file.S02", A.Pdf), ("file.S03", A.Pdf)];
        var wrong = await six.Send(six.Initiator, "file", [("committed", "1"), ("tonnes", "299999")], filing);
        ((int)wrong.StatusCode).ShouldBe(422);
        (await wrong.Text()).ShouldContain("value=\"299999\"");
        await six.Two(six.Initiator, six.Confirmer, "file", [("committed", "1"), ("tonnes", "300,000")], filing);
        await six.Do(six.Clerk, "accept");
        await six.Two(six.Clerk, six.Reviewer, "register");

        var none = await six.Send(six.Clerk, "issue", [("vintages", "")]);
        ((int)none.StatusCode).ShouldBeOneOf(400, 422);
        await six.Two(six.Clerk, six.Reviewer, "issue", [("vintages", "2022"), ("vintages", "2023")]);
        (await six.Seen(six.Initiator)).ShouldContain("Issued");
        (await six.Offered(six.Clerk)).ShouldContain("issue", "one year is left");
        (await it.Value<long>($"select sum(tonnes) from reduction_vintage where status = 'Issued'")).ShouldBe(200_000);
    }

    [Theory, BothDatabases]
    public async Task Comment_is_moderated_answered_and_verified_and_one_that_is_not_published_is_seen_by_officers_alone(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.NoticeRunning);
        world.GoTo((await it.Load()).NoticeStart!.Value, 2);
        var member = await A.Member(world, 900);
        var good = (await world.The<PostComment>().Post(member, new(it.Id, "Is the cable counted?"), A.New)).Comment;
        var bad = (await world.The<PostComment>().Post(member, new(it.Id, "Buy my lamps."), A.New)).Comment;
        var six = await CaseBrowsers.Of(it);
        (await six.Seen(six.Initiator)).ShouldNotContain("cable");
        (await (await six.Clerk.Get("/portal?lang=en")).Text()).ShouldContain(it.Project!.Name, customMessage: "an unread comment is a task of the officers");

        await Comment(six, six.Clerk, good, "moderate", [("decision", "publish")]);
        var silent = await SendComment(six, six.Clerk, bad, "moderate", [("decision", "refuse")]);
        ((int)silent.StatusCode).ShouldBe(400);
        (await silent.Text()).ShouldContain("application.reason-missing");
        await Comment(six, six.Clerk, bad, "moderate", [("decision", "refuse"), ("reason", "Not about the project.")]);

        (await Steps(six, six.Reviewer)).ShouldBeEmpty();
        (await Steps(six, six.Initiator)).ShouldBe([("reply", good)]);
        await CaseBrowsers.Confirm(six.Confirmer, await Comment(six, six.Initiator, good, "reply", [("reply", "It is counted.")]));
        (await Steps(six, six.BodyInitiator)).ShouldBe([("verify", good)]);
        await CaseBrowsers.Confirm(six.BodyConfirmer, await Comment(six, six.BodyInitiator, good, "verify", [("note", "The answer holds.")]));
        var seen = await six.Seen(six.Initiator);
        foreach (var words in (string[])["Is the cable counted?", "It is counted.", "The answer holds."]) seen.ShouldContain(words);
        seen.ShouldNotContain("lamps");
        (await six.Seen(six.Clerk)).ShouldContain("Not about the project.");
        ((int)(await six.Initiator.Get($"{six.Page}/reply?comment={bad}")).StatusCode).ShouldBe(404);

        await six.Two(six.Clerk, six.Reviewer, "record-outside", [("comments", "3"), ("source", "Letter 12 of the province")]);
        (await six.Seen(six.BodyInitiator)).ShouldContain("Comments that arrived outside this system: 3.");
    }

    [Theory, BothDatabases]
    public async Task Notice_is_suspended_resumed_and_recalled_at_the_owners_request(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.NoticeRunning);
        world.GoTo((await it.Load()).NoticeStart!.Value, 2);
        var six = await CaseBrowsers.Of(it);
        await six.Two(six.Clerk, six.Reviewer, "change-notice", [("change", "Suspend"), ("reason", "A letter must be answered first.")]);
        (await six.Seen(six.Initiator)).ShouldContain("The notice is suspended");
        (await (await six.Clerk.Get($"{six.Page}/change-notice")).Text()).ShouldNotContain("value=\"Suspend\"");
        await six.Two(six.Clerk, six.Reviewer, "change-notice", [("change", "Resume"), ("reason", "It was answered.")]);
        var early = await six.Send(six.Clerk, "change-notice", [("change", "Move"), ("end", "2024-09-05"), ("reason", "Sooner.")]);
        ((int)early.StatusCode).ShouldBe(422);
        (await early.Text()).ShouldContain("application.notice-too-short");

        (await six.Offered(six.Clerk)).ShouldNotContain("recall");
        await six.Two(six.Initiator, six.Confirmer, "request-recall", [("reason", "The layout changes.")]);
        (await (await six.Clerk.Get("/portal")).Text()).ShouldContain($"/portal/applications/{it.Id}", customMessage: "a recall that was asked for waits for the officers");
        (await six.Offered(six.Initiator)).ShouldNotContain("request-recall");
        await six.Two(six.Clerk, six.Reviewer, "recall");
        (await it.Load()).Status.ShouldBe(ApplicationStatus.Withdrawn);
        (await six.Seen(six.Initiator)).ShouldContain("The layout changes.");
    }

    [Theory, BothDatabases]
    public async Task Experts_are_named_with_their_leader_called_off_asked_again_and_heard(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        long[] experts = [await A.Expert(world, 801, "A"), await A.Expert(world, 802, "A"), await A.Expert(world, 803, "B")];
        var six = await CaseBrowsers.Of(it);
        var form = await (await six.Clerk.Get($"{six.Page}/request-assessment")).Text();
        form.ShouldContain("Person 801");
        form.ShouldNotContain("Person 803", customMessage: "of another sector");
        var none = await six.Send(six.Clerk, "request-assessment", [("question", "Is the load factor plausible?")]);
        ((int)none.StatusCode).ShouldBe(400);
        (await none.Text()).ShouldContain("Is the load factor plausible?");

        (string, string)[] asked = [("question", "Is the load factor plausible?"), ("named", $"{experts[0]}"), ("named", $"{experts[1]}"), ("leader", $"{experts[1]}")];
        await six.Two(six.Clerk, six.Reviewer, "request-assessment", asked);
        (await it.Value<long>($"select expert_id from assessment_expert where leader = {true}")).ShouldBe(experts[1]);
        await six.Two(six.Clerk, six.Reviewer, "call-off-assessment", [("reason", "One of them is ill.")]);
        await six.Two(six.Clerk, six.Reviewer, "request-assessment", [("question", "Once more."), ("drawn", "1")]);

        var unsigned = await six.Send(six.Clerk, "conclude-assessment", [("outcome", "Favourable"), ("summary", "Plausible.")]);
        ((int)unsigned.StatusCode).ShouldBe(422);
        await six.Two(six.Clerk, six.Reviewer, "conclude-assessment", [("outcome", "Favourable"), ("summary", "Plausible.")], ("file.assessment", A.Pdf));
        (await it.Load()).Status.ShouldBe(ApplicationStatus.UnderReview);
        (await six.Seen(six.Clerk)).ShouldContain("Plausible.");
        (await six.Seen(six.Initiator)).ShouldNotContain("Is the load factor plausible?", customMessage: "experts are the officers' matter");

        await six.Two(six.Clerk, six.Reviewer, "refuse", [("template", "not-eligible"), ("reason", "See the letter.")]);
        (await it.Load()).Status.ShouldBe(ApplicationStatus.Ended);
        (await six.Seen(six.Initiator)).ShouldContain("See the letter.");
    }

    [Theory, BothDatabases]
    public async Task Allowances_are_attested_and_confirmed_and_a_repeated_mark_is_cleared(Engine engine)
    {
        await using var world = await A.World(engine);
        var body = await A.BodyAccount(world);
        await A.RegisteredProject(world, A.OffshoreWind(), body: body);
        var twin = A.OffshoreWind(2) with { Longitude = A.OffshoreWind().Longitude, Latitude = A.OffshoreWind().Latitude };
        var it = await (await A.Project(world, A.OffshoreWind(3), await A.KeyEmitter(world), body)).To(ApplicationStatus.AwaitingUpload);
        await it.Upload(note: "Same site.", project: twin);
        var six = await CaseBrowsers.Of(it);
        await six.Two(six.Initiator, six.Confirmer, "attest-allowance", [("statement", "The platform lies outside the plant.")]);
        (await six.Offered(six.Initiator)).ShouldNotContain("attest-allowance");
        (await six.Seen(six.Clerk)).ShouldContain("Same type and coordinates as A210001");
        await six.Two(six.Clerk, six.Reviewer, "clear-fingerprint", [("mark", "site"), ("reason", "Another phase on the same platform.")]);
        (await six.Offered(six.Clerk)).ShouldNotContain("clear-fingerprint");
        var silent = await six.Send(six.Clerk, "confirm-allowance", [("reason", "Letter")]);
        (await silent.Text()).ShouldContain("project.document-number-missing");
        await six.Two(six.Clerk, six.Reviewer, "confirm-allowance", [("document-no", "MEE 2024-7"), ("reason", "In the allocation plan.")]);
        (await six.Seen(six.Initiator)).ShouldContain("MEE 2024-7");

        await six.Two(six.Initiator, six.Confirmer, "abort", [("reason", "Under allowances.")]);
        (await it.Load()).Status.ShouldBe(ApplicationStatus.Ended);
    }

    [Theory, BothDatabases]
    public async Task Draft_is_given_up_by_its_initiator_and_linked_to_its_form(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).Draft();
        var six = await CaseBrowsers.Of(it);
        (await six.Seen(six.Initiator)).ShouldContain($"/portal/drafts/{it.Id}");
        (await six.Seen(six.Confirmer)).ShouldNotContain($"/portal/drafts/{it.Id}");
        (await six.Offered(six.Initiator)).ShouldBe(["discard", "submit"]);
        await six.Do(six.Initiator, "discard");
        (await it.Load()).Status.ShouldBe(ApplicationStatus.Ended);
        ((int)(await six.Clerk.Get(six.Page)).StatusCode).ShouldBe(404, "what was never submitted is nobody else's");
    }

    [Theory, BothDatabases]
    public async Task Rows_for_deficiencies_grow_and_keep_what_was_typed(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        var six = await CaseBrowsers.Of(it);
        var empty = await six.Send(six.Clerk, "return-for-completion", []);
        ((int)empty.StatusCode).ShouldBe(400);
        (await empty.Text()).ShouldContain("application.deficiency-missing");
        var more = await six.Send(six.Clerk, "return-for-completion", [("more", "1"), ("description.2", "The map is missing.")]);
        ((int)more.StatusCode).ShouldBe(200);
        var page = await more.Text();
        page.ShouldContain("description.7");
        page.ShouldContain("The map is missing.");
        var half = await CaseBrowsers.SendPage(six.Clerk, $"{six.Page}/return-for-completion", page, []);
        ((int)half.StatusCode).ShouldBe(400);
        (await half.Text()).ShouldContain("#f-item-2");
        (await it.Value<long>($"select count(*) from proposal where action = 'application.return-for-completion'")).ShouldBe(0);
    }

    private static async Task<IReadOnlyList<(string, long)>> Steps(CaseBrowsers six, Browser by) =>
        [.. CommentStep.Matches(await (await by.Get(six.Page)).Text()).Select(m => (m.Groups[1].Value, long.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)))];

    private static async Task<HttpResponseMessage> SendComment(CaseBrowsers six, Browser by, long comment, string act, (string, string)[] fields)
    {
        var path = $"{six.Page}/{act}?comment={comment}";
        return await CaseBrowsers.SendPage(by, path, await (await by.Get(path)).Text(), fields);
    }

    private static async Task<string> Comment(CaseBrowsers six, Browser by, long comment, string act, (string, string)[] fields)
    {
        var answer = await SendComment(six, by, comment, act, fields);
        ((int)answer.StatusCode).ShouldBe(303, CaseBrowsers.Words(await answer.Text()));
        return answer.Headers.Location!.OriginalString;
    }
}
