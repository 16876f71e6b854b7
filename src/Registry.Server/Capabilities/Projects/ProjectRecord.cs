using Registry.Kernel.Lifecycle;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Projects;

/// <summary>A registered project as its row has it.</summary>
internal sealed record ProjectRecord
{
    public static readonly Stateful Thing = new("project", Sql.Of($"project"));

    public long Id { get; init; }
    public string Number { get; init; } = "";
    public long ApplicationId { get; init; }
    public long AccountId { get; init; }

    /// <summary>Version of the facts in force; 1 is what was registered.</summary>
    public int FactsVersion { get; init; }
    public ProjectStatus Status { get; init; }
    public int Version { get; init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static Task<ProjectRecord> Load(Reads reads, long id) => reads.Get<ProjectRecord>($"select id, number, application_id, account_id, facts_version, status, version from project where id = {id}");

    /// <summary>Takes a step that leaves it registered or asked for.</summary>
    public Task Step(Tx tx, ProjectAction action, By by, long proposal, string? reason) =>
        StateChange.Step(tx, ProjectLifecycle.Table, Thing, Id, Status, Version, action, by, proposal, reason);

    /// <summary>Takes a step that ends it; it is frozen by it.</summary>
    public Task End(Tx tx, ProjectAction action, long proposal, string reason, string? document) =>
        StateChange.Step(tx, ProjectLifecycle.Table, Thing, Id, Status, Version, action, By.TwoOfficers, proposal, reason,
            Sql.Of($", ended_on = {tx.Today}, end_reason = {reason}, end_document_no = {document}"));
}
