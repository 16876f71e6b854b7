using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Joint;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Outbox;

namespace Registry.Server.Capabilities.Accounts.Open;

/// <summary>
/// Two officers refuse an application with reasons; subject and persons are free to apply anew. A joint one goes back to its applicant, and from there to the
/// exchange again. Registration rules, article 7.
/// </summary>
public sealed class RefuseOpening(OpeningMaterials materials) : TwoPersonAct<RefuseOpening.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Opening">The application.</param>
    /// <param name="Version">Its version as reviewed.</param>
    /// <param name="Reasons">Why.</param>
    public sealed record Command(long Opening, int Version, IReadOnlyList<OpeningReason> Reasons);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.refuse-opening");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"account-opening:{command.Opening}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Load(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var opening = await Load(command, tx);
        if (opening.Route is OpeningRoute.Joint)
        {
            // It goes back to its applicant: subject and persons stay claimed, the number at the exchange is free again.
            await opening.Step(tx, OpeningAction.Refuse, By.TwoOfficers, by.Proposal.Value);
            await Reservations.Release(tx, opening.Id);
        }
        else
        {
            await Claims.Release(tx, opening.SubjectKey!, opening.Id, opening.IsOfAccount);
            await opening.Step(tx, OpeningAction.Refuse, By.TwoOfficers, by.Proposal.Value, also: Sql.Of($", decided_at = {tx.Now}"));
        }
        await OpeningReasons.Write(tx, opening.Id, opening.RoundNo, OpeningAction.Refuse, command.Reasons);
        await tx.Send("account.opening-refused", $"account-opening:{opening.Id}", new { opening = $"{opening.Id}" });
        return null;
    }

    private async Task<OpeningRecord> Load(Command command, Tx tx)
    {
        var opening = await OpeningRecord.Load(tx, command.Opening);
        opening.Lifecycle.Next(opening.Status, OpeningAction.Refuse, By.TwoOfficers);
        GeneralRules.ChangedMeanwhile.Require(opening.Version == command.Version);
        OpeningReasons.Require(command.Reasons, materials.On(tx.Today));
        tx.About("account-opening", opening.Id);
        return opening;
    }
}
