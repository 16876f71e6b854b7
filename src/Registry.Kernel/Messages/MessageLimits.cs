using Registry.Kernel.Rules;

namespace Registry.Kernel.Messages;

/// <summary>How many messages are sent at most, so that nobody can be flooded and no gateway be emptied.</summary>
public static class MessageLimits
{
    private static readonly Citation Decision = Cite.Design("messages");

    /// <summary>To one number or address within an hour.</summary>
    public static Lawful<int> OneAddress { get; } = new(5, Decision);

    /// <summary>Of word of notices to one number or address within an hour; what is over it waits and is told together.</summary>
    public static Lawful<int> Notices { get; } = new(5, Decision);

    /// <summary>To everybody within an hour.</summary>
    public static Lawful<int> Everybody { get; } = new(2000, Decision);

    /// <summary>Over which time they are counted.</summary>
    public static Lawful<TimeSpan> Over { get; } = new(TimeSpan.FromHours(1), Decision);
}
