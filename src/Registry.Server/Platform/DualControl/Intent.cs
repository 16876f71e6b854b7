using Registry.Kernel.Primitives;

namespace Registry.Server.Platform.DualControl;

/// <summary>
/// An act that one person has written down and not proposed yet: it promises nothing and nobody else sees it. It never changes, and the proposal made of it
/// has its id, its content and its expiry; so a code that was sent for it fits what is proposed and nothing else.
/// </summary>
public sealed record Intent
{
    /// <summary>Its id, and that of the proposal it becomes.</summary>
    public long Id { get; init; }

    /// <summary>What it would do.</summary>
    public string Action { get; init; } = "";

    /// <summary>For which account.</summary>
    public long AccountId { get; init; }

    /// <summary>Version of the account when it was written.</summary>
    public int AccountVersion { get; init; }

    /// <summary>Who wrote it.</summary>
    public long InitiatorPersonId { get; init; }

    /// <summary>Canonical JSON of the command.</summary>
    public string Payload { get; init; } = "";

    /// <summary>Hash of everything that will happen, where the act needs a code.</summary>
    public string? OpHash { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>From when the proposal made of it can no longer be confirmed.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What it would do.</summary>
    public ActionCode Code => new(Action);
}
