using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.PublicSite.Lots;

/// <summary>The columns of the lots on the page of their project or reduction.</summary>
internal static class LotColumns
{
    private static readonly Texts Text = Texts.For<PublicSiteText>();

    public static IReadOnlyList<Column<LotRow>> All =>
    [
        new(Text["column.lotCode"], row => row.Code) { Names = true },
        new(Text["column.vintage"], row => $"{row.Vintage}") { Keep = true },
        new(Text["column.issuedTonnes"], row => Formats.Number(row.Tonnes)) { Numeric = true, Unit = Formats.Tonne },
        new(Text["column.serials"], row => row.SerialBlock),
        new(Text["column.issuedAt"], row => Formats.TimeToSecond(row.IssuedAt)) { Keep = true },
    ];
}
