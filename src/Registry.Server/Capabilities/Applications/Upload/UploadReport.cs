using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Methodologies;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Applications.Upload;

/// <summary>
/// Upload of the final documents, the report and its conclusion by the body that the application names, by its two
/// representatives. The owner cannot replace them. Measures, articles 13 and 20.
/// </summary>
public sealed class UploadReport(ApplicationKinds kinds) : ApplicationAct<UploadReport.Command>
{
    /// <summary>What the body uploads.</summary>
    public sealed record Command(long Application, IReadOnlyList<FiledDocument> Documents, UploadStatement Statement, UploadedFacts Facts) : IApplicationCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("application.upload-report");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.Upload;

    /// <inheritdoc/>
    public override By By => By.Verifier;

    /// <inheritdoc/>
    protected override async Task Check(ApplicationRecord application, Command command, Tx tx)
    {
        var findings = new List<Finding>();
        DocumentTemplate.CheckGiven(application.Kind, DocumentStage.Final, command.Documents, findings);
        if (command.Facts.Project is { } final)
        {
            DocumentTemplate.CheckSections(final, findings);
            if (final.Additionality == AdditionalityRoute.General) await DocumentTemplate.CheckTable(tx, application.Id, command.Documents, findings);
        }
        var comments = application.OutsideComments
            + await tx.Scalar<int>($"select count(*) from notice_comment where application_id = {application.Id} and status = 'Published'");
        var changed = await kinds.Of(application).CheckFinalFacts(application, command.Facts, tx);
        VerifierUpload.Check(command.Statement, comments, changed, findings);
        await kinds.Of(application).CheckBody(application, tx.Today, tx, findings);
        RefusalException.ThrowIfAny(findings);
    }

    /// <inheritdoc/>
    protected override async Task<object?> Effect(ApplicationRecord application, Command command, Confirmed by, Tx tx)
    {
        await kinds.Of(application).StoreFinal(application, command.Facts, tx);
        await FiledDocuments.File(tx, application.Id, DocumentStage.Final, command.Documents);
        await tx.Guarded($"""
            update application set uploaded_at = {tx.Now}, conclusion = {command.Statement.Conclusion}, comment_statement = {command.Statement.CommentStatement},
                   modification_note = {command.Statement.ModificationNote}, team = {Json.Write(command.Statement.Team)}
            where id = {application.Id}
            """);
        return null;
    }
}

/// <summary>The owner takes the body's upload.</summary>
public sealed class AcceptUpload : ApplicationAct<AcceptUpload.Command>
{
    /// <summary>Which application.</summary>
    public sealed record Command(long Application) : IApplicationCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("application.accept-upload");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.AcceptUpload;

    /// <inheritdoc/>
    public override By By => By.TwoRepresentatives;

    /// <inheritdoc/>
    protected override async Task<object?> Effect(ApplicationRecord application, Command command, Confirmed by, Tx tx)
    {
        await tx.Guarded($"update application set owner_confirmed_at = {tx.Now} where id = {application.Id}");
        return null;
    }
}

/// <summary>The owner sends the upload back to the body; what was uploaded stays, and the next upload stands beside it.</summary>
public sealed class ReturnUpload : ApplicationAct<ReturnUpload.Command>
{
    /// <summary>Which application, and why.</summary>
    public sealed record Command(long Application, string Reason) : IApplicationCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("application.return-upload");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.ReturnUpload;

    /// <inheritdoc/>
    public override By By => By.TwoRepresentatives;

    /// <inheritdoc/>
    protected override Task Check(ApplicationRecord application, Command command, Tx tx)
    {
        RequireReason(command.Reason);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override string Reason(Command command) => command.Reason;
}
