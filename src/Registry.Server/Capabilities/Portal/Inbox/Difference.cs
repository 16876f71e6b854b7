using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Inbox;

/// <summary>What changes in one field.</summary>
/// <param name="What">The field.</param>
/// <param name="Before">How it stands now; null where there is nothing.</param>
/// <param name="After">How it will stand; null where nothing will be left.</param>
public sealed record Change(string What, string? Before, string? After)
{
    private static readonly Texts Text = Texts.For<InboxText>();

    /// <summary>The fields that differ, in their order.</summary>
    public static IReadOnlyList<Change> Between(IEnumerable<(string What, string? Value)>? before, IEnumerable<(string What, string? Value)> after)
    {
        var then = after.ToList();
        var now = before?.ToDictionary(f => f.What, f => f.Value, StringComparer.Ordinal) ?? [];
        return [.. then.Select(f => new Change(f.What, Shown(now.GetValueOrDefault(f.What)), Shown(f.Value))).Where(c => c.Before != c.After)];
    }

    /// <summary>A yes or no in words.</summary>
    public static string YesNo(bool value) => Text[value ? "value.yes" : "value.no"];

    private static string? Shown(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}

/// <summary>Shows the second person of an act what will differ from how things stand now.</summary>
internal interface IDifference
{
    /// <summary>The acts that it knows.</summary>
    IReadOnlyList<string> Actions { get; }

    /// <summary>What would change if the stored command were carried out now.</summary>
    Task<IReadOnlyList<Change>> Read(Reads reads, string action, string payload);
}

/// <summary>All that is known of differences.</summary>
internal sealed class Differences(Db db, IEnumerable<IDifference> known)
{
    private readonly Dictionary<string, IDifference> byAction = known.SelectMany(d => d.Actions.Select(a => (a, d))).ToDictionary(p => p.a, p => p.d, StringComparer.Ordinal);

    /// <summary>What a proposal would change; null where the act changes no entry that is there.</summary>
    public async Task<IReadOnlyList<Change>?> Of(string action, string payload)
    {
        if (!byAction.TryGetValue(action, out var difference)) return null;
        await using var reads = await db.Read();
        return await difference.Read(reads, action, payload);
    }
}
