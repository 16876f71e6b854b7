using System.Text.RegularExpressions;
using Registry.Kernel.Calendar;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>Journey 7: two officers enter a year of the working calendar, in browsers.</summary>
public sealed partial class WorkingDaysTests
{
    [GeneratedRegex("/portal/proposals/([0-9]+)")]
    private static partial Regex ProposalLink { get; }

    [Theory, BothDatabases]
    public async Task Year_is_checked_line_by_line_proposed_by_one_officer_and_confirmed_by_another_who_sees_the_days(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var officers = await A.Officers(world);
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");
        const string path = "/portal/calendar/import?lang=en";
        ((int)(await reviewer.Get(path)).StatusCode).ShouldBe(404, "the second officer proposes nothing");
        (await (await clerk.Get("/portal/calendar?lang=en&year=2023")).Text()).ShouldContain("Apr");

        (string, string)[] typed = [("year", "2027"), ("notices", "https://www.gov.cn/2027")];
        var wrong = await clerk.Post(path, "days", [.. typed, ("lines", "2027-01-01,off\nsome day,off\n2027-01-04,work\n2027-01-01,off\n2028-06-01,off"), ("step", "propose")]);
        ((int)wrong.StatusCode).ShouldBe(400);
        var said = await wrong.Text();
        foreach (var rule in (Kernel.Rules.Rule[])[CalendarRules.LineUnreadable, CalendarRules.MakeUpOnWeekday, CalendarRules.DayNamedTwice, CalendarRules.DayOutsideYear]) said.ShouldContain(rule.Code);
        said.ShouldContain("some day,off");
        said.ShouldContain("https://www.gov.cn/2027", customMessage: "what was typed stays");

        const string lines = "date,kind\n2027-01-01..2027-01-03,off\n2027-01-09,work";
        var check = await clerk.Post(path, "days", [.. typed, ("lines", lines), ("step", "check")]);
        ((int)check.StatusCode).ShouldBe(200, await check.Text());
        (await check.Text()).ShouldContain("Off (3 days)");
        var proposed = await clerk.Post(path, "days", [.. typed, ("lines", lines), ("step", "propose")]);
        ((int)proposed.StatusCode).ShouldBe(303, await proposed.Text());
        var proposal = ProposalLink.Match(proposed.Headers.Location!.OriginalString).Value;

        var seen = await (await reviewer.Get(proposal + "?lang=en")).Text();
        foreach (var day in (string[])["2027-01-01 Fri – 2027-01-03 Sun", "1 working days, 2 weekend days", "Off (3 days)", "2027-01-09 Sat", "Worked (1 days)"]) seen.ShouldContain(day);
        ((int)(await clerk.Post(proposal, await reviewer.Form(proposal, "confirm"))).StatusCode).ShouldBeOneOf(400, 403);
        ((int)(await reviewer.Post(proposal, "confirm")).StatusCode).ShouldBe(303);
        (await (await clerk.Get("/portal/calendar?lang=en&year=2027")).Text()).ShouldContain("https://www.gov.cn/2027");
        (await (await clerk.Post(path, "days", [.. typed, ("lines", lines), ("step", "check")])).Text()).ShouldContain(CalendarRules.YearTwice.Code);

        (string, string)[] amended = [("effectiveFrom", "2024-03-04"), ("notice", "https://www.gov.cn/later"), ("lines", "2027-01-09,ordinary")];
        (await (await clerk.Post("/portal/calendar/amend", "days", [.. amended, ("step", "propose")])).Text()).ShouldContain(CalendarRules.AmendmentInThePast.Code);
        amended[0] = ("effectiveFrom", "2024-03-12");
        proposal = ProposalLink.Match((await clerk.Post("/portal/calendar/amend", "days", [.. amended, ("step", "propose")])).Headers.Location!.OriginalString).Value;
        (await (await reviewer.Get(proposal + "?lang=en")).Text()).ShouldContain("1 make-up days");
        ((int)(await reviewer.Post(proposal, "confirm")).StatusCode).ShouldBe(303);
        (await (await clerk.Get("/portal/calendar?lang=en&year=2027")).Text()).ShouldContain("Not yet effective");
    }
}
