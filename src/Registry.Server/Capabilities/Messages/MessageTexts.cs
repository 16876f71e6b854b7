using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Messages;

/// <summary>
/// Makes the words of a message. A template names its facts in braces; a fact that it does not name, one that is missing, and one that
/// looks like the number of an identity document are faults of ours and throw: such a message is never written down.
/// </summary>
public static partial class MessageTexts
{
    private static readonly Texts Texts = Texts.For<MessagesText>();

    /// <summary>The facts that a kind of message takes; a password is none of them.</summary>
    public static IReadOnlyList<string> FactsOf(MessageKind kind) => kind switch
    {
        MessageKind.StepUp => ["act", "account", "check", "code", "minutes"],
        MessageKind.Activation => ["account", "role", "code", "hours"],
        MessageKind.PasswordReset => ["login", "code", "minutes"],
        MessageKind.PasswordChanged or MessageKind.FactorChanged or MessageKind.PasskeyCopied => ["login", "time"],
        MessageKind.AccessChanged => ["account", "what", "time", "hours"],
        MessageKind.VisitorCode => ["code", "minutes"],
        MessageKind.PaperAwaited => ["application", "address"],
        MessageKind.TradingAccountOpened => ["trading", "account"],
        MessageKind.DeadlineNear or MessageKind.DeadlineOver => ["count", "work", "day"],
        MessageKind.Notice => ["notice"],
        MessageKind.Notices => ["count", "notice"],
        MessageKind.Broadcast => ["title"],
    };

    /// <summary>Subject and words in a language.</summary>
    public static (string Subject, string Text) Of(MessageKind kind, CultureInfo language, IReadOnlyDictionary<string, string> facts)
    {
        var names = FactsOf(kind);
        if (facts.Keys.FirstOrDefault(name => !names.Contains(name)) is { } stranger) throw new ArgumentException($"A message {kind} takes no fact '{stranger}'.", nameof(facts));
        foreach (var (name, value) in facts)
            if (IdentityNumber().IsMatch(value.Normalize(NormalizationForm.FormKC))) throw new ArgumentException($"Fact '{name}' of a message {kind} looks like the number of an identity document.", nameof(facts));
        var text = Hole().Replace(Texts.In(language, $"message.{kind}"), hole =>
            facts.TryGetValue(hole.Groups[1].Value, out var value) ? Clean(value) : throw new ArgumentException($"A message {kind} needs the fact '{hole.Groups[1].Value}'.", nameof(facts)));
        return (Texts.In(language, $"subject.{kind}"), text);
    }

    /// <summary>A template filled with samples, to be looked at.</summary>
    public static (string Subject, string Text) Sample(MessageKind kind, CultureInfo language) =>
        Of(kind, language, FactsOf(kind).ToDictionary(name => name, name => Texts.In(language, $"sample.{name}"), StringComparer.Ordinal));

    // What a fact brings stays within its line.
    private static string Clean(string value) => string.Concat(value.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format));

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Hole();

    [GeneratedRegex(@"(^|[^0-9])([0-9]{15}|[0-9]{17}[0-9Xx])([^0-9Xx]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex IdentityNumber();
}
