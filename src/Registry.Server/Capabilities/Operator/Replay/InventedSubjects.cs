using System.Globalization;
using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>
/// Credit codes and persons of a replay: made up, valid, the same every time, and marked as invented wherever they are
/// kept. No real person or code is used; the record publishes none.
/// </summary>
internal static class InventedSubjects
{
    private const string CodeDigits = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly Texts Text = Texts.For<ReplayText>();

    /// <summary>Credit code of the n-th subject of a province.</summary>
    public static string CreditCode(int n, string provinceCode)
    {
        var region = (provinceCode[..2] == "66" ? "65" : provinceCode[..2]) + "9900";
        var organisation = new char[9];
        organisation[0] = 'X';
        var rest = n;
        for (var i = 8; i > 0; i--)
        {
            organisation[i] = CodeDigits[rest % CodeDigits.Length];
            rest /= CodeDigits.Length;
        }
        var first = "91" + region + new string(organisation);
        return first + Kernel.Primitives.CreditCode.CheckCharacter(first);
    }

    /// <summary>The n-th person.</summary>
    public static PersonForm Person(int n)
    {
        var born = new DateOnly(1960, 1, 1).AddDays(n * 7 % 14_000);
        var first = $"110101{born:yyyyMMdd}{100 + n / 2000:D3}";
        var name = Text.In(Language.Chinese, "person.family").Split(' ')[n % 20] + Text.In(Language.Chinese, "person.invented") + Chinese(n);
        return new PersonForm(name, IdentityDocumentKind.CitizenId, first + CitizenId.CheckCharacter(first), null,
            string.Create(CultureInfo.InvariantCulture, $"199{n:D8}"), null);
    }

    /// <summary>A number in Chinese digits: names have letters, not digits.</summary>
    private static string Chinese(int n)
    {
        var digits = Text.In(Language.Chinese, "person.digits").Split(' ');
        return string.Concat(n.ToString(CultureInfo.InvariantCulture).Select(c => digits[c - '0']));
    }
}
