using Registry.Kernel.Primitives;

namespace Registry.Server.Platform.Identity;

/// <summary>In what capacity somebody acts.</summary>
public enum ActorRole
{
    /// <summary>The registry's own clock.</summary>
    Clock,

    /// <summary>The person who sets the registry up; can do nothing once there are officers.</summary>
    Setup,

    /// <summary>A representative who proposes (发起代表).</summary>
    Initiator,

    /// <summary>A representative who confirms (确认代表).</summary>
    Confirmer,

    /// <summary>A registry officer who proposes (经办).</summary>
    Clerk,

    /// <summary>A registry officer who confirms (复核).</summary>
    Reviewer,

    /// <summary>A registered visitor or a member of the public.</summary>
    Visitor,

    /// <summary>The administrator of the system (系统管理员); reads no audit trail and takes no part in the business.</summary>
    Administrator,

    /// <summary>The auditor (审计管理员); reads the audit trail and does nothing else.</summary>
    Auditor,

    /// <summary>An outside system whose message or key was verified.</summary>
    OutsideSystem,

    /// <summary>An operator of the exchange (交易机构), who reviews joint openings and sees nothing else.</summary>
    ExchangeOperator,
}

/// <summary>Who acts: a natural person, for an account, in a capacity.</summary>
/// <param name="Person">The natural person; zero for the clock.</param>
/// <param name="Account">The account acted for; the registry body for its officers, the exchange for its operators.</param>
/// <param name="Role">The capacity.</param>
public sealed record Actor(PersonId Person, AccountId Account, ActorRole Role)
{
    /// <summary>The passing of time.</summary>
    public static readonly Actor Clock = new(new PersonId(0), AccountId.RegistryBody, ActorRole.Clock);

    /// <summary>The setting up of an empty registry.</summary>
    public static readonly Actor Setup = new(new PersonId(0), AccountId.RegistryBody, ActorRole.Setup);

    /// <summary>An outside system that acts for no account of the registry, such as the exchange.</summary>
    public static readonly Actor Outside = new(new PersonId(0), AccountId.None, ActorRole.OutsideSystem);

    /// <summary>Whether it is somebody with a login and no account.</summary>
    public bool IsVisitor => Role == ActorRole.Visitor && Account == AccountId.None;

    /// <summary>Somebody with a login and no account.</summary>
    /// <param name="login">Number of the login.</param>
    public static Actor Visitor(PersonId login) => new(login, AccountId.None, ActorRole.Visitor);
}
