using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>
/// The place of a project in decimal degrees with six decimals (经纬度), CGCS2000. Reads decimal degrees and degrees, minutes and seconds in the
/// spellings that applicants use: any sort of degree, minute and second mark, hemisphere letters or words, stray question marks and spaces.
/// </summary>
public sealed partial record Coordinate
{
    private const int Decimals = 6;
    private const decimal Sixty = 60m;
    private const string MinuteMarks = "'\u2032\u2019\u2018\u00B4`\u02B9\u5206";
    private const string SecondMarks = "\"\u2033\u201D\u201C\u02BA\u79D2";
    private const string DegreeMarks = "\u00B0\u00BA\u02DA\u5EA6";

    private static readonly (string Word, string Letter)[] Words =
    [
        ("\u4E1C\u7ECF", "E"), ("\u897F\u7ECF", "W"), ("\u5317\u7EAC", "N"), ("\u5357\u7EAC", "S"), ("\u7ECF\u5EA6", ""), ("\u7EAC\u5EA6", ""),
    ];

    private Coordinate(decimal longitude, decimal latitude)
    {
        Longitude = longitude;
        Latitude = latitude;
    }

    /// <summary>Degrees east, six decimals.</summary>
    public decimal Longitude { get; }

    /// <summary>Degrees north, six decimals.</summary>
    public decimal Latitude { get; }

    /// <summary>Reads a pair as typed.</summary>
    /// <exception cref="RefusalException">One of the two cannot be read, they are swapped, or the place is not in China.</exception>
    public static Coordinate Parse(string? longitude, string? latitude)
    {
        var east = Angle.Read(longitude, "longitude");
        var north = Angle.Read(latitude, "latitude");
        var swapped = east.Letter is 'N' or 'S' || north.Letter is 'E' or 'W'
            || (!(InLongitude(east.Degrees) && InLatitude(north.Degrees)) && InLongitude(north.Degrees) && InLatitude(east.Degrees));
        CoordinateRules.Swapped.Require(!swapped, ("longitude", Written(north.Degrees)), ("latitude", Written(east.Degrees)));
        CoordinateRules.OutsideChina.Require(InLongitude(east.Degrees) && InLatitude(north.Degrees),
            ("longitude", Written(east.Degrees)), ("latitude", Written(north.Degrees)));
        return new(east.Degrees, north.Degrees);
    }

    /// <summary>Longitude and latitude, each with six decimals.</summary>
    public override string ToString() => $"{Written(Longitude)},{Written(Latitude)}";

    // A rough box around the territory: enough to find a swapped pair or a lost digit, not a border.
    private static bool InLongitude(decimal degrees) => degrees is >= 73m and <= 136m;

    private static bool InLatitude(decimal degrees) => degrees is >= 3m and <= 54m;

    private static string Written(decimal degrees) => degrees.ToString("F6", CultureInfo.InvariantCulture);

    private readonly record struct Angle(decimal Degrees, char Letter)
    {
        public static Angle Read(string? text, string field)
        {
            var match = Form().Match(Plain(text));
            CoordinateRules.Malformed.Require(match.Success, ("field", field), ("value", text));
            var degrees = Number(match, "degrees");
            var minutes = Number(match, "minutes");
            var seconds = Number(match, "seconds");
            CoordinateRules.SixtyOrMore.Require(minutes < Sixty && seconds < Sixty, ("field", field), ("value", text));

            var letter = match.Groups["letter"] is { Success: true } found ? found.Value[0] : '\0';
            var value = decimal.Round(degrees + minutes / Sixty + seconds / (Sixty * Sixty), Decimals, MidpointRounding.AwayFromZero);
            return new(letter is 'W' or 'S' || match.Groups["minus"].Success ? -value : value, letter);
        }

        private static decimal Number(Match match, string group) =>
            match.Groups[group] is { Success: true } found ? decimal.Parse(found.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0m;

        private static string Plain(string? text)
        {
            var typed = HalfWidth.Of(text);
            foreach (var (word, letter) in Words) typed = typed.Replace(word, letter, StringComparison.Ordinal);
            var plain = new StringBuilder(typed.Length);
            foreach (var sign in typed)
            {
                if (MinuteMarks.Contains(sign, StringComparison.Ordinal)) plain.Append('\'');
                else if (SecondMarks.Contains(sign, StringComparison.Ordinal)) plain.Append('"');
                else if (DegreeMarks.Contains(sign, StringComparison.Ordinal)) plain.Append('d');
                else if (!char.IsWhiteSpace(sign) && sign is not ('?' or ':')) plain.Append(char.ToUpperInvariant(sign));
            }
            return plain.Replace("''", "\"").ToString();
        }
    }

    [GeneratedRegex("""
        ^(?<letter>[NSEW])?(?<minus>-)?
        (?: (?<degrees>[0-9]{1,3}\.[0-9]+) d?
          | (?<degrees>[0-9]{1,3}) d?
          | (?<degrees>[0-9]{1,3}) d (?: (?<minutes>[0-9]{1,2}\.[0-9]+) '
                                       | (?<minutes>[0-9]{1,2}) '
                                       | (?<minutes>[0-9]{1,2}) ' (?<seconds>[0-9]{1,2}(?:\.[0-9]+)?) " ) )
        (?<letter>[NSEW])?$
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
