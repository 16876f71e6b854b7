using System.Text.RegularExpressions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Holdings;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>What waits for a second person, seen and decided in a browser.</summary>
public sealed partial class InboxTests
{
    [GeneratedRegex("/portal/proposals/([0-9]+)")]
    private static partial Regex ProposalLink { get; }

    [Theory, BothDatabases]
    public async Task Confirmer_sees_everything_that_was_stored_and_confirms_it_and_the_initiator_cannot(Engine engine)
    {
        await using var m = await Movements.On(engine, 600);
        await m.ToTrading("70");
        var initiator = await Visitors.SignedIn(m.World, m.Holder.Initiator, "initiator01");
        var confirmer = await Visitors.SignedIn(m.World, m.Holder.Confirmer, "confirmer01");

        var inbox = await (await confirmer.Get("/portal?lang=en")).Text();
        inbox.ShouldContain("Waiting for my side");
        var path = ProposalLink.Match(inbox).Value;
        var page = await (await confirmer.Get(path + "?lang=en")).Text();
        foreach (var seen in (string[])["Transfer to the trading account", Movements.Lot, ">70<", "may be sold", "Confirm and carry out"]) page.ShouldContain(seen);

        var own = await (await initiator.Get(path + "?lang=en")).Text();
        own.ShouldNotContain("Confirm and carry out");
        own.ShouldContain("Take back");
        var forged = await initiator.Post(path, await confirmer.Form(path, "confirm"));
        ((int)forged.StatusCode).ShouldBeOneOf(400, 403);

        var form = await confirmer.Form(path, "confirm");
        var answer = await confirmer.Post(path, form);
        ((int)answer.StatusCode).ShouldBe(303, await answer.Text());
        ((int)(await confirmer.Post(path, form)).StatusCode).ShouldBe(303, "the same form sent twice is done once");
        (await (await confirmer.Get(path + "?done=1&lang=en")).Text()).ShouldContain("Confirmed and carried out");
        (await (await initiator.Get("/portal?lang=en")).Text()).ShouldContain("Ended");
    }

    [Theory, BothDatabases]
    public async Task Rejection_without_a_reason_is_refused_with_rule_and_article_and_a_withdrawn_one_is_gone(Engine engine)
    {
        await using var m = await Movements.On(engine, 600);
        await m.ToTrading("70");
        var initiator = await Visitors.SignedIn(m.World, m.Holder.Initiator, "initiator01");
        var confirmer = await Visitors.SignedIn(m.World, m.Holder.Confirmer, "confirmer01");
        var path = ProposalLink.Match(await (await confirmer.Get("/portal")).Text()).Value;

        var refused = await confirmer.Post(path + "?lang=en", await confirmer.Form(path, "reject"));
        ((int)refused.StatusCode).ShouldBe(400);
        (await refused.Text()).ShouldContain("dual-control.reason-missing");

        ((int)(await initiator.Post(path, await initiator.Form(path, "withdraw"))).StatusCode).ShouldBe(303);
        (await (await confirmer.Get(path + "?lang=en")).Text()).ShouldContain("Withdrawn");
        ((int)(await confirmer.Post(path, await initiator.Form("/portal", null))).StatusCode).ShouldBeOneOf(400, 404);
    }

    [Theory, BothDatabases]
    public async Task Proposal_of_another_account_looks_absent(Engine engine)
    {
        await using var m = await Movements.On(engine, 600);
        await m.ToTrading("70");
        var confirmer = await Visitors.SignedIn(m.World, m.Holder.Confirmer, "confirmer01");
        var path = ProposalLink.Match(await (await confirmer.Get("/portal")).Text()).Value;
        foreach (var (actor, name) in ((Actor, string)[])[((await A.EnterpriseAccount(m.World, 20)).Confirmer, "stranger01"), ((await A.Officers(m.World)).Reviewer, "reviewer01")])
        {
            var other = await Visitors.SignedIn(m.World, actor, name);
            ((int)(await other.Get(path)).StatusCode).ShouldBe(404, name);
            (await (await other.Get("/portal")).Text()).ShouldNotContain(path, customMessage: name);
        }
        (await new Browser(await m.World.Http()).Get(path)).Headers.Location!.OriginalString.ShouldBe("/sign-in");
    }
}
