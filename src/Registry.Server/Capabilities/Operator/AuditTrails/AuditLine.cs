using System.Text.Json.Serialization;
using Registry.Kernel.Primitives;

namespace Registry.Server.Capabilities.Operator.AuditTrails;

/// <summary>What is looked for; what is not told is not filtered.</summary>
/// <param name="Person">Who acted.</param>
/// <param name="Account">For which account.</param>
/// <param name="Subject">About what, <c>kind:id</c>.</param>
/// <param name="Action">Which act.</param>
/// <param name="From">From this instant on.</param>
/// <param name="Before">Before this instant.</param>
/// <param name="RefusedOnly">Refusals only.</param>
public sealed record AuditQuestion(
    PersonId? Person = null, AccountId? Account = null, string? Subject = null, string? Action = null, DateTimeOffset? From = null, DateTimeOffset? Before = null, bool RefusedOnly = false);

/// <summary>A state that an act changed.</summary>
/// <param name="Subject">Of what, <c>kind:id</c>.</param>
/// <param name="Before">The state before; null where it began.</param>
/// <param name="After">The state after.</param>
/// <param name="Reason">Why, as it was given.</param>
public sealed record AuditChange(string Subject, string? Before, string After, string? Reason);

/// <summary>One row of the audit trail: who did what about what, what it was before and after, and why.</summary>
public sealed record AuditLine
{
    /// <summary>Its id.</summary>
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public long Id { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The natural person; zero for the clock and for outside systems.</summary>
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public long PersonId { get; init; }

    /// <summary>The account acted for.</summary>
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public long AccountId { get; init; }

    /// <summary>In what capacity.</summary>
    public string Role { get; init; } = "";

    /// <summary>The act.</summary>
    public string Action { get; init; } = "";

    /// <summary>The instruction that it answered.</summary>
    public string? Instruction { get; init; }

    /// <summary>What it was about, <c>kind:id</c> each.</summary>
    public string Subjects { get; init; } = "";

    /// <summary><c>done</c> or <c>refused</c>.</summary>
    public string Result { get; init; } = "";

    /// <summary>The rule that refused it.</summary>
    public string? RuleCode { get; init; }

    /// <summary>The facts of the refusal.</summary>
    public string? Detail { get; init; }

    /// <summary>What it changed.</summary>
    public IReadOnlyList<AuditChange> Changes { get; init; } = [];
}

/// <summary>A page of the trail, the newest first.</summary>
/// <param name="Lines">Its rows.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditLine> Lines, AuditPlace? Next);

/// <summary>A place in the trail.</summary>
/// <param name="At">When.</param>
/// <param name="Id">Which row of that instant.</param>
public sealed record AuditPlace(DateTimeOffset At, long Id);
