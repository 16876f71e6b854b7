using Registry.Kernel.Calendar;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Calendar;

/// <summary>
/// Two officers correct the working calendar after a later notice of the State Council. It counts from its effective day, today at the
/// earliest: windows and due dates that were fixed before do not move by it.
/// </summary>
public sealed class AmendCalendar(Calendars calendars) : TwoPersonAct<AmendCalendar.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="EffectiveFrom">First day on which the registry reckons with it.</param>
    /// <param name="Notice">Address of the notice.</param>
    /// <param name="Off">Days that are now off.</param>
    /// <param name="MakeUp">Saturdays and Sundays that are now worked.</param>
    /// <param name="Ordinary">Days that are no longer an exception.</param>
    public sealed record Command(DateOnly EffectiveFrom, string Notice, IReadOnlyList<DateOnly> Off, IReadOnlyList<DateOnly> MakeUp, IReadOnlyList<DateOnly> Ordinary);

    /// <inheritdoc/>
    public override ActionCode Code => new("calendar.amend");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => "calendar";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await Calendars.Add(tx, await Check(command, tx));
        return null;
    }

    private async Task<CalendarAmendment> Check(Command command, Tx tx)
    {
        var amendment = new CalendarAmendment(command.EffectiveFrom, command.Notice, command.Off, command.MakeUp, command.Ordinary);
        CalendarRules.AmendmentInThePast.Require(command.EffectiveFrom >= tx.Today, ("effectiveFrom", command.EffectiveFrom), ("today", tx.Today));
        var days = amendment.Off.Concat(amendment.MakeUp).Concat(amendment.Ordinary).ToList();
        CalendarRules.AmendsNothing.Require(days.Count > 0, ("effectiveFrom", command.EffectiveFrom));
        var calendar = await calendars.In((Reads)tx);
        foreach (var day in days) calendar.IsWorkingDay(day);
        return amendment;
    }
}
