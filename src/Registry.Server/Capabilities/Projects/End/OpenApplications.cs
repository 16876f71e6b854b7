using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Projects.End;

/// <summary>Marks the open applications that an end of a project touches, so that whoever works on one is told.</summary>
internal static class OpenApplications
{
    private static readonly ApplicationStatus[] Open = [.. Enum.GetValues<ApplicationStatus>().Where(ApplicationLifecycle.IsOpen)];

    public static Task OfProject(Tx tx, long project, Confirmed by, string? document) => tx.Execute($"""
        insert into application_flag(application_id, kind, proposal_id, document_no, at)
        select id, 'ProjectEnded', {by.Proposal}, {document}, {tx.Now} from application where project_id = {project} and status in {Open}
        """);

    public static Task OfOwner(Tx tx, long account, Confirmed by, string document) => tx.Execute($"""
        insert into application_flag(application_id, kind, proposal_id, document_no, at)
        select id, 'OwnerBarred', {by.Proposal}, {document}, {tx.Now} from application where account_id = {account} and status in {Open}
        """);
}
