using Registry.Kernel.Accounts;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Accounts.Open;

/// <summary>An application as the officers' list shows it.</summary>
public sealed record OpeningLine
{
    /// <summary>Id of the application.</summary>
    public long Id { get; init; }

    /// <summary>Where it stands.</summary>
    public OpeningStatus Status { get; init; }

    /// <summary>Its version.</summary>
    public int Version { get; init; }

    /// <summary>Day of receipt.</summary>
    public DateOnly ReceivedOn { get; init; }

    /// <summary>Last day for the decision.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>Whether the decision is late; an alarm, nothing more.</summary>
    public bool IsOverdue { get; init; }
}

/// <summary>What waits for the officers, the most urgent first.</summary>
public sealed class OpeningInbox(Db db, RegistryClock clock)
{
    /// <summary>Applications that wait for a decision.</summary>
    public async Task<IReadOnlyList<OpeningLine>> Waiting()
    {
        await using var reads = await db.Read();
        var lines = await reads.Rows<OpeningLine>($"""
            select id, status, version, received_on, due_on from account_opening where status = {OpeningStatus.AwaitingReview} order by due_on, id
            """);
        return [.. lines.Select(l => l with { IsOverdue = Openings.IsOverdue(l.Status, l.DueOn, clock.Today) })];
    }
}
