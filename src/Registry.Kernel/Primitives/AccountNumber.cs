using System.Globalization;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>
/// Number of a registry account (企业编号): twelve digits, namely one of type, two of province, eight of sequence and one check digit by the Luhn
/// method. It is typed by hand into the trading client, and the check digit finds every single wrong digit.
/// </summary>
public sealed record AccountNumber
{
    private const int Length = 12;
    private const int HighestSequence = 99_999_999;

    private AccountNumber(string value) => Value = value;

    /// <summary>The twelve digits.</summary>
    public string Value { get; }

    /// <summary>Type of account, 1 to 9.</summary>
    public int Type => Value[0] - '0';

    /// <summary>The first two digits of the province's code.</summary>
    public string Province => Value[1..3];

    /// <summary>Sequence within type and province.</summary>
    public int Sequence => int.Parse(Value.AsSpan(3, 8), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Its general holding account (一般持有账户).</summary>
    public SubAccountNumber Holding => new(this, SubAccount.Holding);

    /// <summary>Its trading account (交易账户).</summary>
    public SubAccountNumber Trading => new(this, SubAccount.Trading);

    /// <summary>Makes a number.</summary>
    /// <param name="type">Type of account, 1 to 9.</param>
    /// <param name="province">The division the holder is registered in.</param>
    /// <param name="sequence">Sequence within type and province, from 1.</param>
    public static AccountNumber Of(int type, DivisionCode province, int sequence)
    {
        ArgumentNullException.ThrowIfNull(province);
        ArgumentOutOfRangeException.ThrowIfLessThan(type, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(type, 9);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, HighestSequence);
        var digits = string.Create(CultureInfo.InvariantCulture, $"{type}{province.Province}{sequence:D8}");
        return new(digits + CheckDigit(digits));
    }

    /// <summary>Reads a number.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static AccountNumber Parse(string? text)
    {
        var typed = HalfWidth.Of(text).Replace(" ", "", StringComparison.Ordinal);
        NumberRules.AccountNumberMalformed.Require(
            typed.Length == Length && typed.All(char.IsAsciiDigit) && typed[0] != '0' && DivisionCode.IsDivision(typed[1..3]), ("value", typed));
        NumberRules.AccountNumberCheck.Require(typed[^1] == CheckDigit(typed.AsSpan(0, Length - 1)), ("value", typed));
        return new(typed);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            var digit = digits[i] - '0';
            var doubled = (digits.Length - i) % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return (char)('0' + (10 - sum % 10) % 10);
    }
}
