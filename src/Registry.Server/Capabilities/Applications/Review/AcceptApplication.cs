using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Applications.Review;

/// <summary>
/// Receipt of an application for registration by one officer: it decides nothing, it starts the clock of fifteen working
/// days, which alarms and never decides. Measures, articles 15 and 22.
/// </summary>
public sealed class AcceptApplication(Db db, Calendars calendars)
{
    /// <summary>When a decision is due.</summary>
    public sealed record Reply(DateOnly DueOn);

    /// <summary>Accepts it into review.</summary>
    public Task<Reply> Accept(Actor officer, long application, string instructionId) =>
        db.Transaction(officer, new ActionCode("application.accept"), async tx =>
        {
            var entitled = officer.Account == AccountId.RegistryBody && await Entitlements.MayPropose(tx, officer.Person, officer.Account);
            GeneralRules.NotEntitled.Require(entitled);
            var record = await ApplicationRecord.Load(tx, application);
            await record.Step(tx, ApplicationAction.Accept, By.Officer);
            var calendar = await calendars.In(tx);
            var due = calendar.DueDate(tx.Today, Regime.On(tx.Today).RegistrationReviewWorkingDays.Value);
            await tx.Guarded($"update application set accepted_at = {tx.Now}, due_on = {due} where id = {application}");
            return new Reply(due);
        }, Instruction.For($"person:{officer.Person}", instructionId, new { accept = application }));
}
