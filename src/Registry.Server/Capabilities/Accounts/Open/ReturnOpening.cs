using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.Open;

/// <summary>
/// An officer sends an application back with what is missing. It decides nothing: the applicant mends it and hands it in again, and the
/// subject stays claimed. See <c>docs/single-person-acts.md</c>.
/// </summary>
public sealed class ReturnOpening(Db db, OpeningMaterials materials)
{
    private static readonly ActionCode Code = new("accounts.return-opening");

    /// <summary>What is asked for.</summary>
    /// <param name="Opening">The application.</param>
    /// <param name="Version">Its version as read.</param>
    /// <param name="Deficiencies">What is missing or wrong.</param>
    public sealed record Command(long Opening, int Version, IReadOnlyList<OpeningReason> Deficiencies);

    /// <summary>Sends it back.</summary>
    public Task Return(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, Code, async tx =>
        {
            await Entitlements.RequireOfficer(tx);
            var opening = await OpeningRecord.Load(tx, command.Opening);
            opening.Lifecycle.Next(opening.Status, OpeningAction.Return, By.Officer);
            GeneralRules.ChangedMeanwhile.Require(opening.Version == command.Version);
            OpeningReasons.Require(command.Deficiencies, materials.On(tx.Today));
            await opening.Step(tx, OpeningAction.Return, By.Officer);
            await OpeningReasons.Write(tx, opening.Id, opening.RoundNo, OpeningAction.Return, command.Deficiencies);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));
}
