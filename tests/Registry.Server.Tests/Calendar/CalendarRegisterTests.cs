using Registry.Kernel.Calendar;
using Registry.Server.Capabilities.Calendar;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Calendar;

public sealed class CalendarRegisterTests
{
    [Theory, BothDatabases]
    public async Task Calendar_of_the_database_is_that_of_the_files_on_every_day(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var files = CalendarFiles.Load();

        var kept = await Kept(world);

        kept.Years.Select(y => y.Year).ShouldBe(files.Years.Select(y => y.Year));
        for (var day = new DateOnly(2012, 1, 1); day.Year <= 2026; day = day.AddDays(1))
            kept.IsWorkingDay(day).ShouldBe(files.IsWorkingDay(day), $"{day}");
    }

    [Theory, BothDatabases]
    public async Task CA02_Correction_counts_from_its_effective_day_and_moves_no_date_that_was_fixed(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        world.GoTo(new DateOnly(2026, 5, 11));
        var fixedBefore = (await A.Opening(world, 10)).DueOn;
        await A.OfficersAct<AmendCalendar, AmendCalendar.Command>(world, new(new(2026, 5, 12), "https://www.gov.cn/x", [new(2026, 5, 20)], [new(2026, 5, 23)], []));

        var calendar = await Kept(world);
        calendar.AsOf(new(2026, 5, 11)).IsWorkingDay(new(2026, 5, 20)).ShouldBeTrue();
        calendar.AsOf(new(2026, 5, 12)).IsWorkingDay(new(2026, 5, 20)).ShouldBeFalse();
        calendar.AsOf(new(2026, 5, 12)).IsWorkingDay(new(2026, 5, 23)).ShouldBeTrue();
        await using var reads = await world.Db.Read();
        (await reads.Scalar<DateOnly>($"select due_on from account_opening")).ShouldBe(fixedBefore!.Value);
    }

    [Theory, BothDatabases]
    public async Task Amendment_of_the_past_or_of_nothing_or_of_a_year_not_loaded_is_refused(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        Task Amend(DateOnly from, params DateOnly[] off) => A.OfficersAct<AmendCalendar, AmendCalendar.Command>(world, new(from, "https://www.gov.cn/x", off, [], []));
        await CalendarRules.AmendmentInThePast.ShouldRefuse(() => Amend(new(2024, 3, 4), new DateOnly(2024, 3, 6)));
        await CalendarRules.AmendsNothing.ShouldRefuse(() => Amend(new(2024, 3, 5)));
        await CalendarRules.YearMissing.ShouldRefuse(() => Amend(new(2024, 3, 5), new DateOnly(2027, 3, 5)));
        await Amend(new(2024, 3, 5), new DateOnly(2024, 3, 6));
        (await Kept(world)).IsWorkingDay(new(2024, 3, 6)).ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task Year_is_entered_once_by_two_officers_and_known_at_once(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        CalendarRules.YearMissing.ShouldBe(Should.Throw<Kernel.Rules.RefusalException>(() => CalendarFiles.Load().IsWorkingDay(new(2027, 1, 1))).Rule);
        var command = new ImportCalendarYear.Command(2027, ["https://www.gov.cn/2027"], [new(2027, 1, 1)], [new(2027, 1, 3)]);

        await A.OfficersAct<ImportCalendarYear, ImportCalendarYear.Command>(world, command);

        var calendar = await Kept(world);
        calendar.IsWorkingDay(new(2027, 1, 1)).ShouldBeFalse();
        calendar.IsWorkingDay(new(2027, 1, 3)).ShouldBeTrue();
        await CalendarRules.YearTwice.ShouldRefuse(() => A.OfficersAct<ImportCalendarYear, ImportCalendarYear.Command>(world, command));
    }

    private static async Task<WorkingCalendar> Kept(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        return await world.The<Calendars>().In(reads);
    }
}
