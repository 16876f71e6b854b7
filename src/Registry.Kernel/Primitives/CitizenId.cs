using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>
/// Citizen identity number (居民身份证号码), GB 11643-1999. Old numbers of 15 digits are brought into the form of 18, so that one person has one
/// number however it was typed.
/// </summary>
public sealed partial record CitizenId
{
    private const string CheckCharacters = "10X98765432";
    private const int YoungestAge = 18;
    private const int OldestAge = 100;
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private CitizenId(string value, DateOnly born)
    {
        Value = value;
        Born = born;
    }

    /// <summary>The 18 characters.</summary>
    public string Value { get; }

    /// <summary>Date of birth.</summary>
    public DateOnly Born { get; }

    /// <summary>The number as shown: <c>110***********002X</c>.</summary>
    public string Masked => Masking.IdNumber(Value);

    /// <summary>Reads a number; a small x, full-width digits and the old form are accepted.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static CitizenId Parse(string? text)
    {
        var typed = HalfWidth.Of(text).ToUpperInvariant();
        var shown = ("value", (object?)Masking.IdNumber(typed));
        IdentityRules.CitizenIdMalformed.Require(Form().IsMatch(typed), shown);
        IdentityRules.CitizenIdRegion.Require(DivisionCode.IsProvince(typed[..2]), shown);

        var number = typed.Length == 15 ? $"{typed[..6]}19{typed[6..]}" : typed;
        IdentityRules.CitizenIdDate.Require(
            DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born), shown);

        if (number.Length == 17) return new(number + CheckCharacter(number), born);
        IdentityRules.CitizenIdCheck.Require(number[^1] == CheckCharacter(number.AsSpan(0, 17)), shown);
        return new(number, born);
    }

    /// <summary>The check character that belongs to the first 17 digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> first17)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(first17.Length, Weights.Length);
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++) sum += (first17[i] - '0') * Weights[i];
        return CheckCharacters[sum % CheckCharacters.Length];
    }

    /// <summary>Age in completed years on a day; negative before birth.</summary>
    public int AgeOn(DateOnly day)
    {
        var age = day.Year - Born.Year;
        return day.Month * 100 + day.Day < Born.Month * 100 + Born.Day ? age - 1 : age;
    }

    /// <summary>Refuses unless the person is 18 to 100 years old on a day.</summary>
    /// <exception cref="RefusalException">The person is not.</exception>
    public void RequireAdult(DateOnly day)
    {
        var age = AgeOn(day);
        IdentityRules.AgeOutOfRange.Require(age is >= YoungestAge and <= OldestAge, ("value", Masked), ("age", age));
    }

    /// <summary>The number masked: a log or message that prints the record by accident does not give it away.</summary>
    public override string ToString() => Masked;

    [GeneratedRegex("^(?:[0-9]{15}|[0-9]{17}[0-9X])$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
