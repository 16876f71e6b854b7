using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Accounts;

/// <summary>A row of an export of the old system, as written.</summary>
/// <param name="UserName">Name that its holder types to sign in.</param>
/// <param name="PasswordHash">Hash of the password.</param>
/// <param name="Scheme">How the hash was made.</param>
/// <param name="Salt">The salt, where the scheme has one apart.</param>
/// <param name="Email">E-mail address of the holder.</param>
/// <param name="OpenedOn">Day of opening, <c>yyyy-MM-dd</c>.</param>
/// <param name="CreditCode">Unified social credit code.</param>
/// <param name="Name">Registered name.</param>
/// <param name="ProvinceCode">Division; empty: that of the credit code.</param>
public sealed record LegacyRow(string UserName, string PasswordHash, string Scheme, string Salt, string Email, string OpenedOn, string CreditCode, string Name, string ProvinceCode)
{
    /// <summary>Nothing of it: a log that prints it by accident gives nothing away.</summary>
    public override string ToString() => nameof(LegacyRow);
}

/// <summary>An account of the old system whose row was read (存量账户). Questions and answers 1.2.3.</summary>
/// <param name="UserName">Name that its holder types to sign in.</param>
/// <param name="Hash">Hash of the password.</param>
/// <param name="Email">E-mail address of the holder.</param>
/// <param name="OpenedOn">Day of opening.</param>
/// <param name="CreditCode">Unified social credit code.</param>
/// <param name="Name">Registered name.</param>
/// <param name="Province">Division.</param>
public sealed record LegacyAccount(string UserName, LegacyHash Hash, EmailAddress Email, DateOnly OpenedOn, CreditCode CreditCode, LegalName Name, DivisionCode Province)
{
    private const int ShortestName = 4;
    private const int LongestName = 32;
    private const int ProvinceAt = 2;
    private const string Marks = "._-@";

    /// <summary>The old system opened accounts before this day; whoever came later opens one in the registry.</summary>
    public static Lawful<DateOnly> OpenedBefore { get; } = new(new DateOnly(2023, 8, 18), Cite.Faq("1.2.3"));

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="findings">Everything that is wrong with it.</param>
    /// <returns>The account; null where something is wrong.</returns>
    public static LegacyAccount? Read(LegacyRow row, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(findings);
        var before = findings.Count;
        var userName = row.UserName.Trim();
        AccountRules.LegacyNameMalformed.Check(
            userName.Length is >= ShortestName and <= LongestName && userName.All(c => char.IsAsciiLetterOrDigit(c) || Marks.Contains(c)), findings, ("value", userName));
        var hash = Part(() => LegacyHash.Parse(row.Scheme, row.Salt, row.PasswordHash), findings);
        var email = Part(() => EmailAddress.Parse(row.Email), findings);
        var isDay = DateOnly.TryParseExact(row.OpenedOn.Trim(), "yyyy-MM-dd", out var openedOn);
        GeneralRules.ValueMalformed.Check(isDay, findings, ("field", "opened_on"), ("value", row.OpenedOn.Trim()));
        AccountRules.LegacyTooLate.Check(!isDay || openedOn < OpenedBefore.Value, findings, ("value", row.OpenedOn.Trim()), ("before", OpenedBefore.Value));
        var code = Part(() => Primitives.CreditCode.Parse(row.CreditCode), findings);
        var name = Part(() => LegalName.Parse(row.Name), findings);
        var province = row.ProvinceCode.Trim().Length > 0 ? Part(() => DivisionCode.Parse(row.ProvinceCode), findings)
            : code is null ? null : Part(() => DivisionCode.Parse($"{code.Value.AsSpan(ProvinceAt, 2)}0000"), findings);
        return findings.Count > before ? null : new(userName, hash!, email!, openedOn, code!, name!, province!);
    }

    /// <summary>Only the name of the organisation.</summary>
    public override string ToString() => Name.Value;

    private static T? Part<T>(Func<T> parse, ICollection<Finding> findings) where T : class
    {
        try
        {
            return parse();
        }
        catch (RefusalException refusal)
        {
            foreach (var finding in refusal.Findings) findings.Add(finding);
            return null;
        }
    }
}
