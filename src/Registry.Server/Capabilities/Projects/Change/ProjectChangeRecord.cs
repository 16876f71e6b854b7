using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Projects.Change;

/// <summary>A change of a registered project as its row has it.</summary>
internal sealed record ProjectChangeRecord
{
    public static readonly Stateful Thing = new("project-change", Sql.Of($"project_change"));

    public long Id { get; init; }
    public long ProjectId { get; init; }
    public ProjectChangeKind Kind { get; init; }
    public ProjectChangeStatus Status { get; init; }
    public int Version { get; init; }
    public long AccountId { get; init; }
    public long? NewAccountId { get; init; }
    public long? BodyId { get; init; }
    public string? Facts { get; init; }
    public Conclusion? Opinion { get; init; }

    /// <summary>The facts asked for; null for a change of the owner.</summary>
    public ProjectFacts? After => Facts is null ? null : Json.Read<ProjectFacts>(Facts);

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static Task<ProjectChangeRecord> Load(Reads reads, long id) => reads.Get<ProjectChangeRecord>($"""
        select id, project_id, kind, status, version, account_id, new_account_id, body_id, facts, opinion from project_change where id = {id}
        """);

    /// <summary>Takes a step; what decides it goes into the row with it.</summary>
    public Task<ProjectChangeStatus> Step(Tx tx, ProjectChangeAction action, By by, long proposal, string? reason, Sql also) =>
        StateChange.Step(tx, ProjectChangeLifecycle.Table, Thing, Id, Status, Version, action, by, proposal, reason, also);

    /// <summary>Files documents of a change.</summary>
    public static async Task File(Tx tx, long change, string by, IReadOnlyList<FiledDocument> documents)
    {
        foreach (var document in documents)
        {
            await tx.Guarded($"""
                insert into project_change_document(change_id, document_id, kind, filed_by) values ({change}, {document.Document}, {document.Kind}, {by})
                """);
        }
    }

    /// <summary>Checks documents that are handed in: the actor's own, of a known kind and form, and one of a kind that is demanded.</summary>
    public static async Task CheckDocuments(Tx tx, IReadOnlyList<FiledDocument> documents, string demanded)
    {
        ApplicationRules.DocumentMissing.Require(documents.Any(d => d.Kind == demanded), ("kind", demanded));
        foreach (var document in documents) await FiledDocuments.CheckOwn(tx, document);
    }
}
