using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Methodologies;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Methodologies;

/// <summary>
/// Two officers enter a methodology, or revise what may still change of one: what was unknown, its names and its last day. A new version is a
/// new entry; projects keep the version they registered with.
/// </summary>
public sealed class ReviseMethodology : TwoPersonAct<ReviseMethodology.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Entry">The entry as it shall be.</param>
    /// <param name="Reason">On what it rests.</param>
    public sealed record Command(MethodologyEntry Entry, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("methodologies.revise");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"methodology:{command.Entry.Code}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var old = await Check(command, tx);
        if (old is null)
        {
            GeneralRules.ChangedMeanwhile.Require(await command.Entry.Add(tx));
            return null;
        }
        var revision = await tx.Scalar<int>($"select revision from methodology where code = {old.Code}");
        await command.Entry.Replace(tx, revision);
        await tx.Guarded($"""
            insert into methodology_revision(methodology_code, revision, entry, replaced_at, proposal_id, reason)
            values ({old.Code}, {revision}, {Json.Write(old)}, {tx.Now}, {by.Proposal}, {command.Reason})
            """);
        return null;
    }

    private static async Task<MethodologyEntry?> Check(Command command, Tx tx)
    {
        GeneralRules.ValueMissing.Require(!string.IsNullOrWhiteSpace(command.Reason), ("field", nameof(command.Reason)));
        var exists = await tx.Scalar<long>($"select count(*) from methodology where code = {command.Entry.Code}") == 1;
        if (!exists)
        {
            MethodologyRegister.Check(command.Entry.ForRules());
            return null;
        }
        var old = await MethodologyEntries.Entry(tx, command.Entry.Code);
        MethodologyRegister.CheckRevision(old.ForRules(), command.Entry.ForRules(), tx.Today);
        return old;
    }
}
