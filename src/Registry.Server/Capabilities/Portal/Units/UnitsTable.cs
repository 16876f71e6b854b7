using System.Globalization;
using CsvHelper;
using Registry.Server.Capabilities.Holdings;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Units;

/// <summary>The columns of what an account holds and of how it came about; the page and the file have the same.</summary>
internal static class UnitsTable
{
    private static readonly Texts Text = Texts.For<UnitsText>();

    /// <summary>One column, for the page and for the file.</summary>
    /// <param name="Key">Which text heads it.</param>
    /// <param name="Value">What a row has in it, as the file holds it.</param>
    /// <param name="Tonnes">Whether it is a quantity in tCO2e.</param>
    internal sealed record Line<TRow>(string Key, Func<TRow, string> Value, bool Tonnes = false)
    {
        /// <summary>Whether the cell names its row.</summary>
        public bool Names { get; init; }

        /// <summary>The column of the page.</summary>
        public Column<TRow> Column => new(Text["column." + Key], row => Tonnes ? Shown(Value(row)) : Value(row))
        {
            Numeric = Tonnes,
            Unit = Tonnes ? Formats.Tonne : null,
            Names = Names,
            Keep = true,
        };

        private static string Shown(string digits) =>
            long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var tonnes) ? Formats.Number(tonnes) : "";
    }

    /// <summary>What is held, by lot and place.</summary>
    public static readonly IReadOnlyList<Line<Holding>> Holdings =
    [
        new("lot", h => h.LotCode) { Names = true },
        new("vintage", h => $"{h.Vintage}"),
        new("place", h => PlaceName(h.Place)),
        new("balance", h => $"{h.Balance}", Tonnes: true),
        new("available", h => $"{h.Available}", Tonnes: true),
        new("promised", h => $"{h.Reserved}", Tonnes: true),
        new("frozen", h => $"{h.Frozen}", Tonnes: true),
    ];

    /// <summary>What moved.</summary>
    public static readonly IReadOnlyList<Line<MovementLine>> Movements =
    [
        new("booked", m => Formats.TimeToSecond(m.BookedAt)) { Names = true },
        new("what", m => ActNames.Of(m.Kind)),
        new("lot", m => m.LotCode),
        new("from", m => PlaceName(m.FromPlace)),
        new("to", m => PlaceName(m.ToPlace)),
        new("in", m => m is { FromOwn: null, ToOwn: not null } ? $"{m.Tonnes}" : "", Tonnes: true),
        new("out", m => m is { FromOwn: not null, ToOwn: null } ? $"{m.Tonnes}" : "", Tonnes: true),
        new("within", m => m is { FromOwn: not null, ToOwn: not null } ? $"{m.Tonnes}" : "", Tonnes: true),
    ];

    /// <summary>A place in words.</summary>
    public static string PlaceName(string code) => Text.OrCode("place.", code);


    /// <summary>A file of rows.</summary>
    public static IResult File<TRow>(string name, IReadOnlyList<Line<TRow>> lines, IReadOnlyList<TRow> rows) =>
        TypedResults.Stream(stream => Write(stream, lines, rows), "text/csv; charset=utf-8", $"{name}.csv");

    private static async Task Write<TRow>(Stream stream, IReadOnlyList<Line<TRow>> lines, IReadOnlyList<TRow> rows)
    {
        await using var writer = new StreamWriter(stream, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, Spreadsheet.Csv);
        foreach (var line in lines)
        {
            var title = Text["column." + line.Key];
            csv.WriteField(line.Tonnes ? $"{title} ({Formats.Tonne})" : title);
        }
        await csv.NextRecordAsync();
        foreach (var row in rows)
        {
            foreach (var line in lines) csv.WriteField(line.Value(row));
            await csv.NextRecordAsync();
        }
    }
}
