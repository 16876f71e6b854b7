using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Projects.Allowance;

/// <summary>Statement of a key emitter's two representatives that its project lies outside its allowances. Measures, article 10.</summary>
public sealed class AttestAllowance : TwoPersonAct<AttestAllowance.Command>
{
    /// <summary>Which application, and the statement.</summary>
    public sealed record Command(long Application, string Statement);

    /// <inheritdoc/>
    public override ActionCode Code => new("project.attest-allowance");

    /// <inheritdoc/>
    public override By By => By.TwoRepresentatives;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"application:{command.Application}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await Check(command, tx);
        await tx.Guarded($"""
            insert into allowance_attestation(application_id, statement, proposal_id, at)
            values ({command.Application}, {command.Statement}, {by.Proposal}, {tx.Now})
            """);
        tx.About("application", command.Application);
        return null;
    }

    private static async Task Check(Command command, Tx tx)
    {
        var application = await ApplicationRecord.LoadOwn(tx, command.Application);
        AllowanceRecords.RequireOpen(application, "AttestAllowance");
        GeneralRules.ValueMissing.Require(!string.IsNullOrWhiteSpace(command.Statement), ("field", "statement"));
        ProjectRules.AllowanceOnRecord.Require(!(await AllowanceRecords.Load(tx, application)).Attested);
    }
}

/// <summary>
/// Record by two officers that an authority has confirmed that a project is under allowance management; it is then neither
/// filed nor registered. Measures, article 10.
/// </summary>
public sealed class ConfirmAllowance : TwoPersonAct<ConfirmAllowance.Command>
{
    /// <summary>Which application, by what document, and what it says.</summary>
    public sealed record Command(long Application, string DocumentNo, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("project.confirm-allowance");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    public override TimeSpan Life => TimeSpan.FromDays(30);

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"application:{command.Application}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await Check(command, tx);
        await tx.Guarded($"""
            insert into allowance_finding(application_id, document_no, reason, proposal_id, at)
            values ({command.Application}, {command.DocumentNo}, {command.Reason}, {by.Proposal}, {tx.Now})
            """);
        tx.About("application", command.Application);
        return null;
    }

    private static async Task Check(Command command, Tx tx)
    {
        var application = await ApplicationRecord.Load(tx, command.Application);
        AllowanceRecords.RequireOpen(application, "ConfirmAllowance");
        ProjectRules.DocumentNumberMissing.Require(!string.IsNullOrWhiteSpace(command.DocumentNo));
        ApplicationRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason));
        ProjectRules.AllowanceOnRecord.Require((await AllowanceRecords.Load(tx, application)).ConfirmedBy is null);
    }
}

/// <summary>Reads what is on record about a project and allowances.</summary>
internal static class AllowanceRecords
{
    public static async Task<AllowanceRecord> Load(Reads reads, ApplicationRecord application) => new(
        await reads.Scalar<long>($"select count(*) from account_subtype where account_id = {application.Owner} and subtype in ('NationalKeyEmitter', 'LocalKeyEmitter')") > 0,
        await reads.Scalar<long>($"select count(*) from allowance_attestation where application_id = {application.Id}") > 0,
        await reads.Scalar<string>($"select document_no from allowance_finding where application_id = {application.Id}"));

    public static void RequireOpen(ApplicationRecord application, string action) => LifecycleRules.NoSuchStep.Require(
        application.Kind == ApplicationKind.Project && ApplicationLifecycle.IsOpen(application.Status), ("lifecycle", "application"), ("state", application.Status), ("action", action));
}
