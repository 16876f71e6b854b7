using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Portal.Registers;

/// <summary>An act of two officers about an entry of a register.</summary>
public sealed record RegisterAct
{
    /// <summary>The proposal.</summary>
    public long Id { get; init; }
    /// <summary>What it does.</summary>
    public string Action { get; init; } = "";
    /// <summary>Where it stands.</summary>
    public string Status { get; init; } = "";
    /// <summary>When it was proposed.</summary>
    public DateTimeOffset ProposedAt { get; init; }
    /// <summary>When it ended.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}

/// <summary>What two officers did about an entry, the latest first.</summary>
internal static class RegisterHistory
{
    private const int Most = 50;

    /// <summary>Acts about any of the subjects.</summary>
    public static Task<IReadOnlyList<RegisterAct>> Read(Reads reads, params IReadOnlyList<string> subjects) => reads.Rows<RegisterAct>($"""
        select id, action, status, proposed_at, decided_at from proposal where subject in {subjects} order by proposed_at desc, id desc limit {Most}
        """);
}
