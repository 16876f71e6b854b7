using System.Globalization;
using System.Text;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Identity;

/// <summary>
/// What a password must be. Characters are Unicode code points; a password is compared as it was typed, whole and with its case,
/// and folded only to be looked up among words that are refused.
/// </summary>
public sealed record PasswordProfile
{
    private const int ShortestWord = 4;
    private const int ShortestOtherWord = 2;

    /// <summary>Name by which the configuration chooses it.</summary>
    public required string Key { get; init; }

    /// <summary>Fewest characters.</summary>
    public required Lawful<int> LeastLength { get; init; }

    /// <summary>Most characters.</summary>
    public required Lawful<int> MostLength { get; init; }

    /// <summary>Fewest kinds of characters among capital letters, small letters, digits and others.</summary>
    public required Lawful<int> LeastClasses { get; init; }

    /// <summary>Days after which it is changed; null for never.</summary>
    public required Lawful<int?> MostDays { get; init; }

    /// <summary>How many of the last passwords a new one may not repeat; zero for none.</summary>
    public required Lawful<int> History { get; init; }

    /// <summary>Classified protection of information systems, level 3; the default.</summary>
    public static PasswordProfile Mlps3 { get; } = new()
    {
        Key = "mlps3",
        LeastLength = new(12, Cite.Standard("GB/T 22239-2019")),
        MostLength = new(128, Cite.Asvs("6.2.9")),
        LeastClasses = new(3, Cite.Standard("GB/T 22239-2019")),
        MostDays = new(90, Cite.Standard("GB/T 22239-2019")),
        History = new(5, Cite.Standard("GB/T 22239-2019")),
    };

    /// <summary>OWASP application security verification standard: length and lists, no composition and no rotation.</summary>
    public static PasswordProfile Asvs { get; } = new()
    {
        Key = "asvs",
        LeastLength = new(12, Cite.Asvs("6.2.1")),
        MostLength = new(128, Cite.Asvs("6.2.9")),
        LeastClasses = new(1, Cite.Asvs("6.2.5")),
        MostDays = new(null, Cite.Asvs("6.2.10")),
        History = new(0, Cite.Asvs("6.2.10")),
    };

    /// <summary>The profile of a name.</summary>
    /// <exception cref="FormatException">There is none of this name.</exception>
    public static PasswordProfile Of(string key) => key switch
    {
        "mlps3" => Mlps3,
        "asvs" => Asvs,
        _ => throw new FormatException($"'{key}' is no password profile: mlps3 or asvs."),
    };

    /// <summary>How many characters a text has, as this profile counts: code points.</summary>
    public static int LengthOf(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return password.EnumerateRunes().Count();
    }

    /// <summary>Everything that is wrong with a new password, but for its history.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="common">Whether it stands in the list of passwords that are tried first.</param>
    /// <param name="words">Words that would tell of the person, the account or the registry.</param>
    public IReadOnlyList<Finding> Check(string password, bool common, IEnumerable<string> words)
    {
        var findings = new List<Finding>();
        var length = LengthOf(password);
        SignInRules.PasswordTooShort.Check(length >= LeastLength.Value, findings, ("length", length), ("least", LeastLength.Value));
        SignInRules.PasswordTooLong.Check(length <= MostLength.Value, findings, ("length", length), ("most", MostLength.Value));
        SignInRules.PasswordTooPlain.Check(ClassesOf(password) >= LeastClasses.Value, findings, ("least", LeastClasses.Value));
        SignInRules.PasswordCommon.Check(!common, findings);
        SignInRules.PasswordTells.Check(!words.Any(word => Tells(password, word)), findings);
        return findings;
    }

    /// <summary>Whether a password must be changed now.</summary>
    public bool IsDue(DateTimeOffset setAt, DateTimeOffset now) => MostDays.Value is { } days && now >= setAt.AddDays(days);

    private static int ClassesOf(string password) => password.EnumerateRunes().Select(rune => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter => 'A',
        UnicodeCategory.LowercaseLetter => 'a',
        UnicodeCategory.DecimalDigitNumber => '0',
        _ => '*',
    }).Distinct().Count();

    private static bool Tells(string password, string word) =>
        word.Length >= (word.All(char.IsAscii) ? ShortestWord : ShortestOtherWord) && password.Contains(word, StringComparison.OrdinalIgnoreCase);
}
