using System.Text;
using Registry.Browser.Tests.Fixtures;
using Registry.Kernel.Applications;
using Registry.Server.Tests;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Browser.Tests.Journeys;

/// <summary>Next year's working days from a file to the end of a public notice that runs over the turn of the year, by two officers. Measures, article 12.</summary>
public sealed class CalendarJourney(SystemBrowser browser)
{
    private const int Year = 2027;
    private const string Notice = "https://www.gov.cn/zhengce/2027.htm";
    private const string Wrong = "date,kind\n2027-01-01..2027-01-03,off\nsome day,off\n2027-01-04,work\n2027-01-02,off\n";
    private const string Right = "date,kind\n2027-01-01..2027-01-03,off\n2027-01-09,work\n2027-01-11..2027-01-12,off\n";

    [Fact]
    public async Task Clerk_uploads_next_year_another_officer_confirms_the_difference_and_notices_are_counted_by_it()
    {
        await using var world = await TestWorld.Listening(A.FilingDay);
        var it = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);
        var officers = await A.Officers(world);
        world.GoTo(new DateOnly(Year - 1, 12, 14));
        await Visitors.Login(world, officers.Clerk, "clerk01");
        await Visitors.Login(world, officers.Reviewer, "reviewer01");
        var (clerk, reviewer) = (await Traveller.Of(browser, world, english: true), await Traveller.Of(browser, world, Screen.Phone, english: true, scripts: false));
        await clerk.SignIn("clerk01");
        await reviewer.SignIn("reviewer01");
        var page = new Case(world, it.Id);

        // Without the year nobody can say when a notice of twenty working days ends.
        await page.Does(clerk, "approve-notice", [("start", $"{Year - 1}-12-15")]);
        await clerk.Sees("calendar.year-missing");

        await clerk.Open("/portal/calendar");
        await clerk.Follow("/portal/calendar/import");
        await clerk.Type("year", $"{Year}");
        await clerk.Type("notices", Notice);
        await clerk.Attach("file", "2027.csv", Encoding.UTF8.GetBytes(Wrong));
        await clerk.Press("days", "step");
        await clerk.Sees("calendar.line-unreadable", "calendar.make-up-on-weekday", "calendar.day-named-twice");
        (await clerk.Page.Locator("main table").First.Locator("tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(r => r.innerText.replace(/\\s+/g, ' '))"))
            .Select(row => row.Split(' ')[0]).ShouldBe(["3", "4", "5"]);
        (await clerk.Page.Locator("button[value='propose']").CountAsync()).ShouldBe(0, "what is wrong is not proposed");

        await clerk.Attach("file", "2027.csv", Encoding.UTF8.GetBytes(Right));
        await clerk.Press("days", "step");
        await clerk.Sees("2027-01-01 Fri – 2027-01-03 Sun", "2027-01-09 Sat", "Worked (1 days)", "Off (2 days)");
        await clerk.PressValue("step", "propose");
        clerk.Place.ShouldStartWith("/portal/proposals/", customMessage: await clerk.Seen());

        // Whoever proposed cannot confirm; until another does, nothing changes.
        (await clerk.Page.Locator("form:has(input[value='confirm'])").CountAsync()).ShouldBe(0);
        await clerk.Open($"/portal/calendar?year={Year}");
        (await clerk.Seen()).ShouldNotContain(Notice);
        await reviewer.Open("/portal");
        await reviewer.Follow("/portal/proposals/");
        await reviewer.Sees("2027-01-09 Sat", Notice);
        await Case.Confirms(reviewer);

        await reviewer.Open($"/portal/calendar?year={Year}");
        await reviewer.Sees(Notice);
        await page.Two(clerk, reviewer, "approve-notice", [("start", $"{Year - 1}-12-15")]);
        // Thirteen days are left of the old year; 4 to 8 January and the worked Saturday make nineteen, Monday and Tuesday are off.
        (await page.Load()).NoticeEnd.ShouldBe(new DateOnly(Year, 1, 13));
        world.GoTo(new DateOnly(Year - 1, 12, 15));
        var anybody = await Traveller.Of(browser, world, Screen.Phone, english: true);
        await anybody.Open("/projects/notice");
        await anybody.Sees("2027-01-13");
    }
}
