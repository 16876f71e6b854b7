using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Applications;

/// <summary>An application as its row has it.</summary>
public sealed record ApplicationRecord
{
    internal static readonly Stateful Thing = new("application", Sql.Of($"application"));

    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Project or reduction.</summary>
    public ApplicationKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public ApplicationStatus Status { get; init; }

    /// <summary>How many steps it has taken.</summary>
    public int Version { get; init; }

    /// <summary>The owner's account.</summary>
    public long AccountId { get; init; }

    /// <summary>The body that it names.</summary>
    public long BodyId { get; init; }

    /// <summary>For reductions, the project.</summary>
    public long? ProjectId { get; init; }

    /// <summary>First day of the notice.</summary>
    public DateOnly? NoticeStart { get; init; }

    /// <summary>Last day of the notice.</summary>
    public DateOnly? NoticeEnd { get; init; }

    /// <summary>Since when the notice is suspended.</summary>
    public DateTimeOffset? NoticeSuspendedAt { get; init; }

    /// <summary>When the owner asked to recall it.</summary>
    public DateTimeOffset? RecallRequestedAt { get; init; }

    /// <summary>What the body concluded.</summary>
    public Conclusion? Conclusion { get; init; }

    /// <summary>Day of the registration application.</summary>
    public DateOnly? FiledOn { get; init; }

    /// <summary>Comments received outside this system, as an officer recorded them.</summary>
    public int OutsideComments { get; init; }

    /// <summary>Days of the notice; null until it is approved.</summary>
    public NoticeWindow? Window => NoticeStart is { } start && NoticeEnd is { } end ? new NoticeWindow(start, end) : null;

    /// <summary>The owner's account.</summary>
    public AccountId Owner => new(AccountId);

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static Task<ApplicationRecord> Load(Reads reads, long id) => reads.Get<ApplicationRecord>($"""
        select id, kind, status, version, account_id, body_id, project_id, notice_start, notice_end, notice_suspended_at,
               recall_requested_at, conclusion, filed_on, outside_comments
        from application where id = {id}
        """);

    /// <summary>Reads it for its owner; another's looks as if it were not there.</summary>
    public static async Task<ApplicationRecord> LoadOwn(Tx tx, long id)
    {
        var application = await Load(tx, id);
        ApplicationRules.NotTheOwner.Require(application.Owner == tx.Actor.Account);
        return application;
    }

    /// <summary>Takes a step, with its time; an ended application is frozen by it, so what belongs to the end is written first.</summary>
    internal async Task<ApplicationRecord> Step(Tx tx, ApplicationAction action, By by, long? proposal = null, string? reason = null)
    {
        var to = ApplicationLifecycle.Table.Next(Status, action, by);
        DateTimeOffset? ended = to is ApplicationStatus.Ended or ApplicationStatus.Withdrawn ? tx.Now : null;
        DateTimeOffset? registered = to is ApplicationStatus.Registered ? tx.Now : null;
        await tx.Guarded($"""
            update application set updated_at = {tx.Now}, registered_at = {registered}, ended_at = {ended}, end_reason = {(ended is null ? null : reason)}
            where id = {Id} and status = {Status} and version = {Version}
            """);
        await StateChange.Step(tx, ApplicationLifecycle.Table, Thing, Id, Status, Version, action, by, proposal, reason);
        return this with { Status = to, Version = Version + 1 };
    }

    /// <summary>In what capacity somebody undoes a proposal: who took it back, who declined it, or the clock.</summary>
    internal static By UndoneBy(Actor actor) => actor.Role switch
    {
        ActorRole.Initiator => By.Initiator,
        ActorRole.Clock => By.Clock,
        _ => By.Confirmer,
    };
}
