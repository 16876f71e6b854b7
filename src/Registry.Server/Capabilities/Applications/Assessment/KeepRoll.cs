using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Applications.Assessment;

/// <summary>Entry of a person on the roll of experts by two officers. Experts are natural persons, known by their documents.</summary>
public sealed class EnterExpert : TwoPersonAct<EnterExpert.Command>
{
    /// <summary>Who, and for what.</summary>
    /// <param name="Person">The person, entered before.</param>
    /// <param name="Field">Field of work, in words.</param>
    /// <param name="Sectors">Letters of the sectors, A to O.</param>
    public sealed record Command(long Person, string Field, IReadOnlyList<string> Sectors);

    /// <summary>The entry.</summary>
    public sealed record Reply(long Expert);

    /// <inheritdoc/>
    public override ActionCode Code => new("expert.enter");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    public override TimeSpan Life => TimeSpan.FromDays(30);

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"person:{command.Person}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await Check(command, tx);
        var id = tx.NewId();
        await tx.Guarded($"insert into expert(id, person_id, status, version, entered_at) values ({id}, {command.Person}, {ExpertStatus.In}, 0, {tx.Now})");
        await StateChange.Begin(tx, ExpertLifecycle.Table, Expert.Thing, id, ExpertStatus.In, ExpertAction.Enter, By.TwoOfficers);
        await RollEntry.Write(tx, id, command.Field, command.Sectors, by);
        return new Reply(id);
    }

    private static async Task Check(Command command, Tx tx)
    {
        RollEntry.Check(command.Field, command.Sectors);
        GeneralRules.Absent.Require(await tx.Scalar<long>($"select count(*) from person where id = {command.Person}") == 1, ("what", "person"));
        AssessmentRules.AlreadyOnRoll.Require(await tx.Scalar<long>($"select count(*) from expert where person_id = {command.Person}") == 0, ("person", command.Person));
        AssessmentRules.ConflictOfInterest.Require(
            await tx.Scalar<long>($"select count(*) from officer where person_id = {command.Person} and left_at is null") == 0, ("expert", command.Person));
    }
}

/// <summary>Another field or other sectors of an expert, by two officers; what stood before is kept.</summary>
public sealed class ReviseExpert : ExpertAct<ReviseExpert.Command>
{
    /// <summary>Which expert, and for what from now on.</summary>
    public sealed record Command(long Expert, string Field, IReadOnlyList<string> Sectors, string Reason) : IExpertCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("expert.revise");

    /// <inheritdoc/>
    protected override ExpertAction Action => ExpertAction.Revise;

    /// <inheritdoc/>
    protected override void Check(Command command) => RollEntry.Check(command.Field, command.Sectors);

    /// <inheritdoc/>
    protected override Task Effect(Command command, Confirmed by, Tx tx) => RollEntry.Write(tx, command.Expert, command.Field, command.Sectors, by);
}

/// <summary>Two officers take an expert off the roll; assessments that run go on.</summary>
public sealed class RetireExpert : ExpertAct<RetireExpert.Command>
{
    /// <summary>Which expert, and why.</summary>
    public sealed record Command(long Expert, string Reason) : IExpertCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("expert.retire");

    /// <inheritdoc/>
    protected override ExpertAction Action => ExpertAction.Retire;
}

/// <summary>Two officers put an expert back on the roll.</summary>
public sealed class ReturnExpert : ExpertAct<ReturnExpert.Command>
{
    /// <summary>Which expert, and why.</summary>
    public sealed record Command(long Expert, string Reason) : IExpertCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("expert.return");

    /// <inheritdoc/>
    protected override ExpertAction Action => ExpertAction.Return;
}

/// <summary>A command about one expert, with its reason.</summary>
public interface IExpertCommand
{
    /// <summary>Which.</summary>
    long Expert { get; }

    /// <summary>Why.</summary>
    string Reason { get; }
}

/// <summary>A step of an entry of the roll that two officers take.</summary>
public abstract class ExpertAct<TCommand> : TwoPersonAct<TCommand> where TCommand : IExpertCommand
{
    /// <summary>The step.</summary>
    protected abstract ExpertAction Action { get; }

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    public override TimeSpan Life => TimeSpan.FromDays(30);

    /// <summary>What must hold beside the step itself.</summary>
    protected virtual void Check(TCommand command)
    {
    }

    /// <summary>What the step brings with it.</summary>
    protected virtual Task Effect(TCommand command, Confirmed by, Tx tx) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override string Subject(TCommand command) => $"expert:{command.Expert}";

    /// <inheritdoc/>
    protected override Task Prepare(TCommand command, Proposal proposal, Tx tx) => Allowed(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(TCommand command, Confirmed by, Tx tx)
    {
        var expert = await Allowed(command, tx);
        await StateChange.Step(tx, ExpertLifecycle.Table, Expert.Thing, expert.Id, expert.Status, expert.Version, Action, By, by.Proposal.Value, command.Reason);
        await Effect(command, by, tx);
        return null;
    }

    private async Task<Expert> Allowed(TCommand command, Tx tx)
    {
        var expert = await Experts.Load(tx, command.Expert);
        ExpertLifecycle.Table.Next(expert.Status, Action, By);
        ApplicationRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason));
        Check(command);
        return expert;
    }
}

/// <summary>Field and sectors of an entry.</summary>
internal static class RollEntry
{
    public static void Check(string field, IReadOnlyList<string> sectors) =>
        AssessmentRules.FieldMalformed.Require(!string.IsNullOrWhiteSpace(field) && field.Length <= 200
            && sectors.Count > 0 && sectors.Distinct(StringComparer.Ordinal).Count() == sectors.Count
            && sectors.All(s => s is [>= 'A' and <= 'O']), ("sectors", string.Join(' ', sectors)));

    public static async Task Write(Tx tx, long expert, string field, IReadOnlyList<string> sectors, Confirmed by)
    {
        var letters = string.Concat(sectors.Order(StringComparer.Ordinal));
        var seq = 1 + await tx.Scalar<int>($"select coalesce(max(seq), 0) from expert_revision where expert_id = {expert}");
        await tx.Guarded($"""
            insert into expert_revision(expert_id, seq, field, sectors, proposal_id, at) values ({expert}, {seq}, {field}, {letters}, {by.Proposal}, {tx.Now})
            """);
    }
}
