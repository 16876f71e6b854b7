using System.Text.RegularExpressions;

namespace Registry.Browser.Tests.Walks;

/// <summary>A login that the demonstration printed when it started.</summary>
/// <param name="Name">Name of the login.</param>
/// <param name="Password">Its password.</param>
/// <param name="Secret">Secret of its authenticator.</param>
internal sealed partial record Login(string Name, string Password, string Secret)
{
    [GeneratedRegex(@"^  (\S+) +(Demo-\S+) +([A-Z2-7]{16,}) ")]
    private static partial Regex Line { get; }

    /// <summary>The login of a line; null where it tells none.</summary>
    public static Login? Of(string line) => Line.Match(line) is { Success: true } told ? new(told.Groups[1].Value, told.Groups[2].Value, told.Groups[3].Value) : null;
}
