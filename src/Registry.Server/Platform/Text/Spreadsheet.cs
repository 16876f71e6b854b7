using System.Globalization;
using CsvHelper.Configuration;

namespace Registry.Server.Platform.Text;

/// <summary>How every export is written as CSV: a cell that a spreadsheet would take for a formula has an apostrophe before it.</summary>
public static class Spreadsheet
{
    /// <summary>The form of the file.</summary>
    public static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        InjectionCharacters = ['=', '@', '+', '-', '\t', '\r', '\n', '\uFF1D', '\uFF20', '\uFF0B', '\uFF0D'],
        NewLine = "\r\n",
    };
}
