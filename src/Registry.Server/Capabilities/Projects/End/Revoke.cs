using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Projects.End;

/// <summary>
/// Revocation of a registration (撤销项目登记) on an authority's notice of deliberate falsification, by two officers. From the
/// day of the notice no application of the owner is accepted for three years. Measures, article 43.
/// </summary>
public sealed class Revoke : ProjectAct<Revoke.Command>
{
    /// <summary>Which project, on what notice.</summary>
    /// <param name="Project">Which project.</param>
    /// <param name="DocumentNo">Number of the authority's document.</param>
    /// <param name="NoticeOn">Day of the notice; the ban counts from it.</param>
    /// <param name="Reason">What the authority found.</param>
    public sealed record Command(long Project, string DocumentNo, DateOnly NoticeOn, string Reason) : IProjectCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("project.revoke");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override ProjectAction Action => ProjectAction.Revoke;

    /// <inheritdoc/>
    protected override string Document(Command command) => command.DocumentNo;

    /// <inheritdoc/>
    protected override void Check(Command command, Tx tx)
    {
        ProjectRules.DocumentNumberMissing.Require(!string.IsNullOrWhiteSpace(command.DocumentNo));
        FilingBan.After(command.NoticeOn, tx.Today);
    }

    /// <inheritdoc/>
    private protected override async Task Effect(ProjectRecord project, Command command, Confirmed by, Tx tx)
    {
        var ban = FilingBan.After(command.NoticeOn, tx.Today);
        await tx.Guarded($"""
            insert into filing_ban(id, account_id, from_on, until_on, document_no, reason, proposal_id)
            values ({tx.NewId()}, {project.AccountId}, {ban.From}, {ban.Until}, {command.DocumentNo}, {command.Reason}, {by.Proposal})
            """);
        await OpenApplications.OfProject(tx, project.Id, by, command.DocumentNo);
        await OpenApplications.OfOwner(tx, project.AccountId, by, command.DocumentNo);
    }
}
