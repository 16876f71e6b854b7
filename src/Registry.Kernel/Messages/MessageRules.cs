using Registry.Kernel.Rules;

namespace Registry.Kernel.Messages;

/// <summary>Rules of text messages and e-mails.</summary>
public static class MessageRules
{
    /// <summary>Too many messages went to this number or address, or to everybody, within the hour.</summary>
    public static readonly Rule TooMany = Rule.Define("messages.too-many", Cite.Design("messages"), RefusalKind.TooOften);

    /// <summary>What was sent or given up is not sent again: its number and words are gone.</summary>
    public static readonly Rule NotWaiting = Rule.Define("messages.not-waiting", Cite.Design("messages"), RefusalKind.WrongState);
}
