using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>A landline with area code and, if there is one, an extension (固定电话).</summary>
public sealed partial record Landline
{
    private Landline(string value) => Value = value;

    /// <summary>Area code, number and extension, separated by hyphens.</summary>
    public string Value { get; }

    /// <summary>Reads a number such as <c>010-82268466</c> or <c>0755-1234567-801</c>.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static Landline Parse(string? text)
    {
        var match = Form().Match(HalfWidth.Of(text).Replace(" ", "", StringComparison.Ordinal));
        IdentityRules.LandlineMalformed.Require(match.Success, ("value", HalfWidth.Of(text)));
        return new($"{match.Groups["area"].Value}-{match.Groups["number"].Value}{match.Groups["extension"].Value}");
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex("^(?<area>010|02[0-9]|0[3-9][0-9]{2})-?(?<number>[0-9]{7,8})(?<extension>-[0-9]{1,6})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
