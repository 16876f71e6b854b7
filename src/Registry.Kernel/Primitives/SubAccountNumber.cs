using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>The two parts of an enterprise's account in which units lie.</summary>
public enum SubAccount
{
    /// <summary>General holding account (一般持有账户), suffix 01.</summary>
    Holding = 1,

    /// <summary>Trading account (交易账户), suffix 02.</summary>
    Trading = 2,
}

/// <summary>Number of a sub-account: the account number and two more digits.</summary>
/// <param name="Account">The account.</param>
/// <param name="Part">Which part of it.</param>
public sealed record SubAccountNumber(AccountNumber Account, SubAccount Part)
{
    private const string HoldingSuffix = "01";
    private const string TradingSuffix = "02";

    /// <summary>The fourteen digits.</summary>
    public string Value => Account.Value + (Part is SubAccount.Holding ? HoldingSuffix : TradingSuffix);

    /// <summary>Reads a number.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static SubAccountNumber Parse(string? text)
    {
        var typed = HalfWidth.Of(text).Replace(" ", "", StringComparison.Ordinal);
        var suffix = typed.Length == 14 ? typed[12..] : "";
        NumberRules.AccountNumberMalformed.Require(suffix is HoldingSuffix or TradingSuffix, ("value", typed));
        return new(AccountNumber.Parse(typed[..12]), suffix is HoldingSuffix ? SubAccount.Holding : SubAccount.Trading);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
