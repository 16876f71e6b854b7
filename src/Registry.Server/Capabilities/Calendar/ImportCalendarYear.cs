using Registry.Kernel.Calendar;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Calendar;

/// <summary>Two officers enter the holiday arrangement of a further year, as the State Council announced it.</summary>
public sealed class ImportCalendarYear(Calendars calendars) : TwoPersonAct<ImportCalendarYear.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Year">Year.</param>
    /// <param name="Notices">Addresses of the notices.</param>
    /// <param name="Off">Days off.</param>
    /// <param name="MakeUp">Worked Saturdays and Sundays.</param>
    public sealed record Command(int Year, IReadOnlyList<string> Notices, IReadOnlyList<DateOnly> Off, IReadOnlyList<DateOnly> MakeUp);

    /// <inheritdoc/>
    public override ActionCode Code => new("calendar.import-year");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"calendar-year:{command.Year}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await Calendars.Add(tx, await Check(command, tx));
        return null;
    }

    private async Task<CalendarYear> Check(Command command, Tx tx)
    {
        var year = new CalendarYear(command.Year, command.Notices, command.Off, command.MakeUp);
        var calendar = await calendars.In((Reads)tx);
        CalendarRules.YearTwice.Require(!calendar.Covers(command.Year), ("year", command.Year));
        WorkingCalendar.Of([.. calendar.Years, year]);
        return year;
    }
}
