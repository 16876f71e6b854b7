using Registry.Kernel.Primitives;

namespace Registry.Kernel.DualControl;

/// <summary>Where a proposal stands; every state but the first is final.</summary>
public enum ProposalStatus
{
    /// <summary>Waits for the second person.</summary>
    Pending,

    /// <summary>The second person agreed, and the act was done in the same transaction.</summary>
    Confirmed,

    /// <summary>The second person declined.</summary>
    Rejected,

    /// <summary>The first person took it back.</summary>
    Withdrawn,

    /// <summary>Nobody answered in time.</summary>
    Expired,
}

/// <summary>What is done to a proposal.</summary>
public enum ProposalAction
{
    /// <summary>Agree and execute.</summary>
    Confirm,

    /// <summary>Decline.</summary>
    Reject,

    /// <summary>Take back.</summary>
    Withdraw,

    /// <summary>Let it lapse.</summary>
    Expire,
}

/// <summary>An act that one person wants and a second must agree to. Its payload never changes once stored.</summary>
public sealed record Proposal
{
    /// <summary>Its id.</summary>
    public required ProposalId Id { get; init; }

    /// <summary>What it would do.</summary>
    public required ActionCode Action { get; init; }

    /// <summary>Canonical JSON of the command.</summary>
    public required string Payload { get; init; }

    /// <summary>SHA-256 of the payload, lower-case hex.</summary>
    public required string PayloadHash { get; init; }

    /// <summary>The account both persons act for; the registry body for acts of its officers.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The natural person who proposed.</summary>
    public required PersonId Initiator { get; init; }

    /// <summary>When it was proposed.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>From this instant it can no longer be confirmed.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required ProposalStatus Status { get; init; }

    /// <summary>Version of the account when it was written down, where both persons sign with a code; otherwise null.</summary>
    public int? AccountVersion { get; init; }

    /// <summary>Hash of everything that will happen, lower-case hex, where both persons sign with a code; otherwise null.</summary>
    public string? OperationHash { get; init; }
}
