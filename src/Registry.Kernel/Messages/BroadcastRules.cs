using Registry.Kernel.Rules;

namespace Registry.Kernel.Messages;

/// <summary>Rules of what the registry announces to many.</summary>
public static class BroadcastRules
{
    private static readonly Citation Decision = Cite.Design("messages");

    /// <summary>A title or a text is longer than it may be.</summary>
    public static readonly Rule TooLong = Rule.Define("broadcast.too-long", Decision, RefusalKind.Unmet);

    /// <summary>A title or a text holds what looks like the number of an identity document or of a telephone of a person.</summary>
    public static readonly Rule PersonalNumber = Rule.Define("broadcast.personal-number", Decision, RefusalKind.Unmet);

    /// <summary>It would end before it begins, hold too long, or be over already.</summary>
    public static readonly Rule Period = Rule.Define("broadcast.period", Decision, RefusalKind.Unmet);

    /// <summary>The audience is not named, or among it is what does not exist.</summary>
    public static readonly Rule Audience = Rule.Define("broadcast.audience", Decision, RefusalKind.Unmet);

    /// <summary>Nobody would receive it.</summary>
    public static readonly Rule Nobody = Rule.Define("broadcast.nobody", Decision, RefusalKind.Unmet);

    /// <summary>It was withdrawn already, or is over.</summary>
    public static readonly Rule Ended = Rule.Define("broadcast.ended", Decision, RefusalKind.WrongState);
}
