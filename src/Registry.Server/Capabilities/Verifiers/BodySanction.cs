using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;
using Registry.Kernel.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Verifiers;

/// <summary>A change of a body's standing that two officers enter after a decision of the authority.</summary>
public abstract class BodySanction : TwoPersonAct<BodySanction.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Body">The body.</param>
    /// <param name="Ground">Number and date of the authority's decision.</param>
    public sealed record Command(long Body, string Ground);

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <summary>The step.</summary>
    protected abstract BodyAction Step { get; }

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"verification-body:{command.Body}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Load(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var body = await Load(command, tx);
        await StateChange.Step(tx, VerificationBody.Table, VerificationBodies.Kept, body.Id, body.Status, body.Version, Step, By.TwoOfficers, by.Proposal.Value, command.Ground);
        return null;
    }

    private async Task<Standing> Load(Command command, Tx tx)
    {
        VerifierRules.GroundMissing.Require(!string.IsNullOrWhiteSpace(command.Ground));
        var body = await tx.Find<Standing>($"select id, status, version from verification_body where id = {command.Body}")
            ?? throw VerifierRules.Unknown.Refuse(("body", command.Body));
        VerificationBody.Table.Next(body.Status, Step, By.TwoOfficers);
        return body;
    }

    private sealed record Standing
    {
        public long Id { get; init; }
        public BodyStatus Status { get; init; }
        public int Version { get; init; }
    }
}
