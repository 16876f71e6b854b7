using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Outbox;

namespace Registry.Server.Capabilities.Applications.Review;

/// <summary>Registration by two officers, after everything was checked again. Measures, articles 15 and 22.</summary>
public sealed class RegisterApplication(ApplicationKinds kinds) : ApplicationAct<RegisterApplication.Command>
{
    /// <summary>Which application.</summary>
    public sealed record Command(long Application) : IApplicationCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("application.register");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.Register;

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override async Task Check(ApplicationRecord application, Command command, Tx tx) =>
        RefusalException.ThrowIfAny(await Findings(application, tx.Today, tx));

    /// <summary>What would refuse registration on a day.</summary>
    public async Task<IReadOnlyList<Finding>> Findings(ApplicationRecord application, DateOnly day, Reads reads)
    {
        var findings = new List<Finding>();
        ApplicationRules.ConclusionNotPositive.Check(application.Conclusion == Conclusion.Positive, findings, ("conclusion", application.Conclusion));
        await Applicants.Check(reads, application.Owner, day, findings);
        await DocumentTemplate.CheckWhole(reads, application, findings);
        await kinds.Of(application).CheckRegistration(application, day, reads, findings);
        return findings;
    }

    /// <inheritdoc/>
    protected override async Task<object?> Effect(ApplicationRecord application, Command command, Confirmed by, Tx tx)
    {
        var reply = await kinds.Of(application).Register(application, by, tx);
        await tx.Send($"{application.Kind.ToString().ToLowerInvariant()}.registered", $"application:{application.Id}", reply);
        return reply;
    }
}

/// <summary>Refusal of registration (不予登记) by two officers. The owner is told why; the public sees that it ended.</summary>
public sealed class RefuseApplication : ApplicationAct<RefuseApplication.Command>
{
    /// <summary>Which application, and why.</summary>
    public sealed record Command(long Application, string Reason) : IApplicationCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("application.refuse");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.Refuse;

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override Task Check(ApplicationRecord application, Command command, Tx tx)
    {
        RequireReason(command.Reason);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override string Reason(Command command) => command.Reason;
}

/// <summary>End of an application before it is filed: its owner gives it up, or the registry ends it, with a reason.</summary>
public sealed class AbortApplication : ApplicationAct<AbortApplication.Command>
{
    /// <summary>Which application, and why.</summary>
    public sealed record Command(long Application, string Reason) : IApplicationCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("application.abort");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.Abort;

    /// <inheritdoc/>
    public override By By => By.TwoOfficers | By.TwoRepresentatives;

    /// <inheritdoc/>
    protected override Task Check(ApplicationRecord application, Command command, Tx tx)
    {
        RequireReason(command.Reason);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override string Reason(Command command) => command.Reason;
}
