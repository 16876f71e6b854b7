using Registry.Kernel.Rules;

namespace Registry.Kernel.Messages;

/// <summary>How large an announcement may be, and how long it holds.</summary>
public static class BroadcastLimits
{
    private static readonly Citation Decision = Cite.Design("messages");

    /// <summary>Characters of a title: it is what a text message carries.</summary>
    public static Lawful<int> Title { get; } = new(80, Decision);

    /// <summary>Characters of a text.</summary>
    public static Lawful<int> Text { get; } = new(4000, Decision);

    /// <summary>Account numbers that may be listed.</summary>
    public static Lawful<int> Numbers { get; } = new(500, Decision);

    /// <summary>Days for which it holds at most.</summary>
    public static Lawful<int> Days { get; } = new(366, Decision);
}
