using Registry.Kernel.Rules;

namespace Registry.Server.Capabilities.Portal.Work;

/// <summary>Whose things are listed.</summary>
public enum WorkShare
{
    /// <summary>Those of the whole side.</summary>
    Side,

    /// <summary>Those that are one's own.</summary>
    Mine,

    /// <summary>Those that no officer has taken.</summary>
    Free,
}

/// <summary>What is asked of the list of what waits.</summary>
/// <param name="Kind">Of which kind.</param>
/// <param name="Share">Whose.</param>
/// <param name="Urgency">How the deadline stands; null for any.</param>
/// <param name="Sort">Sorted by what, with a minus before it for descending.</param>
internal sealed record WorkQuery(WorkKind? Kind, WorkShare Share, Urgency? Urgency, string Sort)
{
    /// <summary>By deadline, the soonest first.</summary>
    public const string ByDue = "due";

    /// <summary>Everything that waits for the side.</summary>
    public static readonly WorkQuery All = new(null, WorkShare.Side, null, ByDue);

    /// <summary>Whether anything narrows the list.</summary>
    public bool Filtered => Kind is not null || Share != WorkShare.Side || Urgency is not null;

    /// <summary>Reads the parameters of an address.</summary>
    /// <exception cref="RefusalException">A value is none of those that exist.</exception>
    public static WorkQuery Of(IQueryCollection query) => new(
        Choice<WorkKind>(query, "kind"), Choice<WorkShare>(query, "whose") ?? WorkShare.Side, Choice<Urgency>(query, "due"),
        query["sort"].ToString() is { Length: > 0 } sort ? sort : ByDue);

    private static T? Choice<T>(IQueryCollection query, string key) where T : struct, Enum
    {
        if (query[key].ToString() is not { Length: > 0 } text) return null;
        var known = Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]);
        GeneralRules.ValueMalformed.Require(known, ("field", key), ("value", text));
        return value;
    }
}
