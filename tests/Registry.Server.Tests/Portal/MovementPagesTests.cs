using System.Text.RegularExpressions;
using Registry.Kernel.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Holdings;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>Two representatives move and cancel units in a browser, without a script: fill in, look once more, sign, propose, confirm.</summary>
public sealed partial class MovementPagesTests
{
    private const string Cancel = "/portal/cancellations/new";
    private const string ToTrading = "/portal/transfers/new?to=trading";

    [GeneratedRegex("class=\"check\">([0-9A-F]{4})<")]
    private static partial Regex Check { get; }

    private static (string Name, string Value)[] Statement(string quantity, string purpose = "LargeEvent", string beneficiary = "City marathon 2024") =>
        [($"q.{Movements.Lot}", quantity), ("purpose", purpose), ("beneficiary", beneficiary), ("remark", "Run green")];

    private static async Task<(Browser Initiator, Browser Confirmer)> Both(Movements m) =>
        (await Visitors.SignedIn(m.World, m.Holder.Initiator, "initiator01"), await Visitors.SignedIn(m.World, m.Holder.Confirmer, "confirmer01"));

    private static string To(HttpResponseMessage answer) => answer.Headers.Location!.OriginalString;

    /// <summary>Sends a form that leads on, and says where to.</summary>
    private static async Task<string> On(Browser browser, string page, string handler, params (string Name, string Value)[] fields)
    {
        var answer = await browser.Post(page, handler, fields);
        ((int)answer.StatusCode).ShouldBe(303, await answer.Text());
        return To(answer);
    }

    /// <summary>Has a code sent from a page and reads it; the message shows the check of the page.</summary>
    private static async Task<string> Code(Movements m, Browser browser, string page)
    {
        (await On(browser, page, "code")).ShouldBe($"{page}?sent=1#f-code");
        var check = Check.Match(await (await browser.Get(page + "?sent=1")).Text()).Groups[1].Value;
        var text = await StepUps.Sent(m.World);
        check.Length.ShouldBe(4);
        text.ShouldContain(check);
        return StepUps.CodeIn(text);
    }

    [Theory, BothDatabases]
    public async Task Units_are_chosen_looked_at_proposed_and_confirmed_without_a_script(Engine engine)
    {
        await using var m = await Movements.On(engine, 12_600, other: 40);
        var (initiator, confirmer) = await Both(m);
        (await (await initiator.Get("/portal/holdings?lang=en")).Text()).ShouldContain("href=\"/portal/transfers/new\"");
        (await (await confirmer.Get("/portal/holdings?lang=en")).Text()).ShouldNotContain("href=\"/portal/transfers/new\"");

        var check = await On(initiator, ToTrading, "transfer", ($"q.{Movements.Lot}", "70"), ($"all.{Movements.Other}", "1"));
        check.ShouldStartWith("/portal/movements/");
        var page = await (await initiator.Get(check + "?lang=en")).Text();
        foreach (var seen in (string[])[">70<", ">12,600<", ">12,530<", ">40<", "All checks are passed", "Nothing has been proposed yet"])
            page.ShouldContain(seen);
        page.ShouldNotContain("name=\"code\"");
        (await m.In(Place.Holding)).Reserved.ShouldBe(0);

        var proposal = await On(initiator, check, "propose");
        proposal.ShouldEndWith("?done=1");
        (await (await initiator.Get(proposal + "&lang=en")).Text()).ShouldContain("Proposed; it waits for the confirmer");
        (await m.In(Place.Holding)).ShouldBe((12_600, 70, 12_530));
        To(await initiator.Get(check)).ShouldBe(check.Replace("movements", "proposals"), "what was proposed is found where it waits");

        var path = proposal.Split('?')[0];
        var shown = await (await confirmer.Get(path + "?lang=en")).Text();
        foreach (var seen in (string[])["Holding account now", "Holding account after", "Trading account after", ">12,600<", ">12,530<"]) shown.ShouldContain(seen);
        await On(confirmer, path, "confirm");
        (await m.In(Place.Holding)).ShouldBe((12_530, 0, 12_530));
        (await m.In(Place.Trading, Movements.Other)).Balance.ShouldBe(40);

        var back = await On(initiator, "/portal/transfers/new?to=holding", "transfer", ($"all.{Movements.Lot}", "1"));
        await On(initiator, back, "propose");
        (await m.In(Place.Trading)).Reserved.ShouldBe(70);
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Refused_input_is_named_at_its_field_and_everything_typed_stays(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var initiator = await Visitors.SignedIn(m.World, m.Holder.Initiator, "initiator01");

        var answer = await initiator.Post(Cancel + "?lang=en", "cancel", Statement("121", "", " "));
        ((int)answer.StatusCode).ShouldBe(400);
        var html = await answer.Text();
        foreach (var seen in (string[])["ledger.not-enough-available", "use.purpose-unknown", "use.beneficiary-missing", "value=\"121\"", ">Run green<", $"#f-q-{Movements.Lot}", "#f-purpose", "#f-beneficiary"])
            html.ShouldContain(seen);
        foreach (var (typed, code) in ((string, string)[])[("0", "ledger.quantity-not-positive"), ("-1", "ledger.quantity-not-positive"), ("1.5", "transfers.quantity-not-whole"), ("", "transfers.nothing-chosen"), ("x", "transfers.quantity-not-whole")])
        {
            var refused = await (await initiator.Post(Cancel, "cancel", Statement(typed))).Text();
            refused.ShouldContain(code, customMessage: typed);
            refused.ShouldContain("value=\"City marathon 2024\"");
            refused.ShouldContain("<option value=\"LargeEvent\" selected");
        }
        (await (await initiator.Post(Cancel, "cancel", [("q.CCER-X", "1"), .. Statement("1")])).Text()).ShouldContain("transfers.lot-not-here");
        ((int)(await initiator.Post(Cancel, (await initiator.Form(Cancel, "cancel")).Where(f => f.Key != "once"))).StatusCode).ShouldBe(400);

        var check = await On(initiator, Cancel, "cancel", Statement("100"));
        var again = await (await initiator.Get($"{Cancel}?from={check.Split('/')[^1]}")).Text();
        foreach (var kept in (string[])["value=\"100\"", "value=\"City marathon 2024\"", ">Run green<", "<option value=\"LargeEvent\" selected"]) again.ShouldContain(kept);
    }

    [Theory, BothDatabases]
    public async Task Both_representatives_sign_a_cancellation_and_a_wrong_code_or_none_does_nothing(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var (initiator, confirmer) = await Both(m);
        var check = await On(initiator, Cancel, "cancel", Statement("100"));
        var seen = await (await initiator.Get(check + "?lang=en")).Text();
        foreach (var part in (string[])["Carbon neutrality of a large event", "City marathon 2024", "cancelled for good", "good for five minutes", "139****"]) seen.ShouldContain(part);

        var none = await initiator.Post(check, "propose");
        ((int)none.StatusCode).ShouldBe(401);
        (await none.Text()).ShouldContain("sign-in.step-up-not-accepted");
        var code = await Code(m, initiator, check);
        var wrong = await initiator.Post(check, "propose", ("code", StepUps.Wrong(code)));
        (await wrong.Text()).ShouldContain("sign-in.step-up-not-accepted");
        (await m.In(Place.Holding)).Reserved.ShouldBe(0);

        var form = await initiator.Form(check, "propose");
        form["code"] = code;
        var proposal = To(await initiator.Post(check, form)).Split('?')[0];
        To(await initiator.Post(check, form)).Split('?')[0].ShouldBe(proposal, "the same form sent twice is done once");
        (await m.In(Place.Holding)).ShouldBe((120, 100, 20));

        ((int)(await confirmer.Post(proposal, "confirm", ("code", code))).StatusCode).ShouldBe(401, "the code of the first person is not that of the second");
        ((int)(await confirmer.Post(proposal, "confirm")).StatusCode).ShouldBe(401);
        var second = await Code(m, confirmer, proposal);
        var html = await (await confirmer.Get(proposal + "?lang=en")).Text();
        foreach (var part in (string[])[">120<", ">20<", "City marathon 2024", "Lapses at", "2024-03-06 00:00"]) html.ShouldContain(part);
        var done = await On(confirmer, proposal, "confirm", ("code", second));
        done.ShouldEndWith("?done=1");
        var published = $"/cancellations/{proposal.Split('/')[^1]}";
        (await (await confirmer.Get(done)).Text()).ShouldContain($"href=\"{published}\"");
        (await (await new Browser(await m.World.Http()).Get(published)).Text()).ShouldContain($"{Movements.Lot}-0000000001-0000000100");
        (await m.In(Place.Holding)).ShouldBe((20, 0, 20));
        (await m.Ask<long>($"select count(*) from step_up where used_at is not null")).ShouldBe(2);
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Pages_to_move_units_are_the_initiators_alone_and_what_is_written_down_its_writers(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var (initiator, confirmer) = await Both(m);
        var check = await On(initiator, Cancel, "cancel", Statement("100"));
        var stranger = await Visitors.SignedIn(m.World, (await A.EnterpriseAccount(m.World, 20)).Initiator, "stranger01");
        var officer = await Visitors.SignedIn(m.World, (await A.Officers(m.World)).Clerk, "clerk01");
        foreach (var path in (string[])[Cancel, ToTrading, check])
        {
            ((int)(await confirmer.Get(path)).StatusCode).ShouldBe(404, path);
            ((int)(await officer.Get(path)).StatusCode).ShouldBe(404, path);
            To(await new Browser(await m.World.Http()).Get(path)).ShouldBe("/sign-in", path);
        }
        ((int)(await stranger.Get(check)).StatusCode).ShouldBe(404);
        (await (await stranger.Get(Cancel)).Text()).ShouldNotContain(Movements.Lot);
        ((int)(await stranger.Post(check, await initiator.Form(check, "propose"))).StatusCode).ShouldBeOneOf(400, 404);
        (await m.In(Place.Holding)).Reserved.ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Lapsed_proposal_is_not_confirmed_and_a_declined_one_tells_its_reason(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var (initiator, confirmer) = await Both(m);
        var first = (await Proposed()).Split('?')[0];
        await On(confirmer, first, "reject", ("reason", "Wrong beneficiary"));
        (await (await initiator.Get(first + "?lang=en")).Text()).ShouldContain("Wrong beneficiary");
        (await m.In(Place.Holding)).ShouldBe((120, 0, 120));

        m.World.GoTo(new DateTimeOffset(2024, 3, 5, 15, 40, 0, TimeSpan.Zero));
        await initiator.SignIn(m.World, "initiator01");
        await confirmer.SignIn(m.World, "confirmer01");
        var second = (await Proposed()).Split('?')[0];
        var form = await confirmer.Form(second, "confirm");
        form["code"] = await Code(m, confirmer, second);
        m.World.GoTo(new DateTimeOffset(2024, 3, 5, 16, 0, 0, TimeSpan.Zero));
        var late = await confirmer.Post(second + "?lang=en", form);
        ((int)late.StatusCode).ShouldBe(409);
        (await late.Text()).ShouldContain("dual-control.expired");
        await m.World.Tick();
        (await (await confirmer.Get(second + "?lang=en")).Text()).ShouldContain("Lapsed");
        (await m.In(Place.Holding)).ShouldBe((120, 0, 120));

        async Task<string> Proposed()
        {
            var check = await On(initiator, Cancel, "cancel", Statement("100"));
            return await On(initiator, check, "propose", ("code", await Code(m, initiator, check)));
        }
    }
}
