using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Registry.Kernel.Identity;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Identity.Register;

/// <summary>A challenge as a form shows it: a picture of digits, or for those who cannot see it a sum in words.</summary>
/// <param name="Token">What the form sends back with the answer; sealed.</param>
/// <param name="Picture">Lines of the picture, each the points of an SVG polyline; empty for the sum.</param>
/// <param name="Question">The sum in words; null for the picture.</param>
public sealed record ShownChallenge(string Token, IReadOnlyList<string> Picture, string? Question);

/// <summary>
/// Keeps programs from asking for messages by the thousand; the budgets of messages stand behind it. The answer travels sealed, is good for ten minutes, and
/// a right answer counts once.
/// </summary>
public sealed class Challenge(PersonalVault vault, RegistryClock clock)
{
    /// <summary>Width of the picture.</summary>
    public const int Width = Digits * Advance + Margin;

    /// <summary>Height of the picture.</summary>
    public const int Height = 60;

    private const int Digits = 5;
    private const int Advance = 36;
    private const int Margin = 12;
    private const int Jitter = 4;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private static readonly Place Sealed = new("visitor_registration", 0, "challenge");
    private static readonly Texts Text = Texts.For<IdentityText>();

    // The strokes of each digit on a grid of two by four, as pairs of points.
    private static readonly string[] Strokes = ["00 20 24 04 00", "10 14", "00 20 22 02 04 24", "00 20 24 04;02 22", "00 02 22;20 24", "20 00 02 22 24 04", "20 00 04 24 22 02", "00 20 14", "00 20 24 04 00;02 22", "22 02 00 20 24 04"];

    /// <summary>Makes one.</summary>
    /// <param name="inWords">Whether as a sum in words.</param>
    public ShownChallenge New(bool inWords)
    {
        if (inWords)
        {
            var (first, second) = (RandomNumberGenerator.GetInt32(1, 10), RandomNumberGenerator.GetInt32(1, 10));
            return new(Seal($"{first + second}"), [], Text["challenge.sum", Text[$"challenge.{first}"], Text[$"challenge.{second}"]]);
        }
        var digits = RandomNumberGenerator.GetString("0123456789", Digits);
        return new(Seal(digits), [.. digits.SelectMany((digit, place) => Draw(digit - '0', place))], null);
    }

    /// <summary>Looks at an answer.</summary>
    /// <returns>Name of the challenge; whoever takes the answer keeps it, so that it counts once.</returns>
    /// <exception cref="RefusalException">It is wrong or too old: <c>sign-in.challenge-not-met</c>.</exception>
    public string Verify(string token, string answer)
    {
        try
        {
            var asked = Json.Read<Asked>(vault.Open(Sealed, token));
            var given = Encoding.UTF8.GetBytes(answer.Trim().Normalize(NormalizationForm.FormKC));
            SignInRules.ChallengeNotMet.Require(asked.Until > clock.Now && CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(asked.Answer)), ("field", "answer"));
            return asked.Name;
        }
        catch (CryptographicException)
        {
            throw SignInRules.ChallengeNotMet.Refuse(("field", "answer"));
        }
    }

    private string Seal(string answer) => vault.Seal(Sealed, Json.Write(new Asked(RandomNumberGenerator.GetHexString(32), answer, clock.Now + Life)));

    private static IEnumerable<string> Draw(int digit, int place)
    {
        var (left, top) = (Margin + place * Advance + Shift(), Margin / 2 + Shift());
        foreach (var line in Strokes[digit].Split(';'))
            yield return string.Join(' ', line.Split(' ').Select(point => string.Create(CultureInfo.InvariantCulture,
                $"{left + (point[0] - '0') * 9 + Shift()},{top + Jitter + (point[1] - '0') * 10 + Shift()}")));
    }

    private static int Shift() => RandomNumberGenerator.GetInt32(-Jitter / 2, Jitter / 2 + 1);

    private sealed record Asked(string Name, string Answer, DateTimeOffset Until);
}
