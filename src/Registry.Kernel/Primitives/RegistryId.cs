using System.Globalization;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>
/// Reading of the registry's 19-digit ids. They travel as text, since a number of JSON or of a spreadsheet keeps only 15 to 17 of their digits.
/// </summary>
public static class RegistryId
{
    private const int Length = 19;

    /// <summary>Reads an id.</summary>
    /// <exception cref="RefusalException">It is not nineteen digits that fit.</exception>
    public static long Parse(string? text)
    {
        long id = 0;
        NumberRules.RegistryIdMalformed.Require(
            text is { Length: Length } && text[0] != '0' && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id), ("value", text));
        return id;
    }

    /// <summary>Writes an id.</summary>
    public static string Write(long id) => id.ToString(CultureInfo.InvariantCulture);
}
