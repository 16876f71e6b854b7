using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Reductions.Certificates;

/// <summary>
/// Record by two officers of the month in which green certificates (绿证) of a project were traded, as the issuer of
/// certificates told it. Reductions that cover the month are not registered; a later record takes the place of an earlier one.
/// </summary>
public sealed class RecordTradedCertificates : TwoPersonAct<RecordTradedCertificates.Command>
{
    /// <summary>What was traded.</summary>
    /// <param name="ArchiveCode">Archive code of the project, 17 characters.</param>
    /// <param name="Month">First day of the month in which the electricity was made.</param>
    /// <param name="MegawattHours">Electricity whose certificates were traded, MWh; zero takes an earlier record back.</param>
    /// <param name="Source">Number or address of what the issuer told.</param>
    public sealed record Command(string ArchiveCode, DateOnly Month, long MegawattHours, string Source);

    /// <inheritdoc/>
    public override ActionCode Code => new("reduction.record-traded-certificates");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    public override TimeSpan Life => TimeSpan.FromDays(30);

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"certificates:{command.ArchiveCode}:{command.Month:yyyy-MM}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx)
    {
        Check(command, tx.Today);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        Check(command, tx.Today);
        await tx.Guarded($"""
            insert into traded_certificate(archive_code, month, seq, mwh, source, proposal_id, at)
            select {command.ArchiveCode}, {command.Month}, 1 + coalesce(max(seq), 0), {command.MegawattHours}, {command.Source}, {by.Proposal}, {tx.Now}
            from traded_certificate where archive_code = {command.ArchiveCode} and month = {command.Month}
            """);
        return null;
    }

    private static void Check(Command command, DateOnly today)
    {
        ProjectRules.ArchiveCodeMalformed.Require(ProjectChecks.IsArchiveCode(command.ArchiveCode), ("archiveCode", command.ArchiveCode));
        ReductionRules.CertificateMonthNotOver.Require(command.Month.Day == 1 && command.Month.AddMonths(1) <= today, ("month", command.Month));
        ReductionRules.AmountNegative.Require(command.MegawattHours >= 0);
        GeneralRules.ValueMissing.Require(!string.IsNullOrWhiteSpace(command.Source), ("field", "source"));
    }
}
