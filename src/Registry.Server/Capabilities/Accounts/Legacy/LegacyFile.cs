using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Registry.Kernel.Accounts;
using Registry.Kernel.Rules;

namespace Registry.Server.Capabilities.Accounts.Legacy;

/// <summary>A row of the file with its line.</summary>
/// <param name="Line">Line of the file, the head being the first.</param>
/// <param name="Row">What it says.</param>
public sealed record LegacyLine(int Line, LegacyRow Row);

/// <summary>What is wrong with a line of the file.</summary>
/// <param name="Line">Line of the file, the head being the first.</param>
/// <param name="Finding">The rule and its facts.</param>
public sealed record LegacyFault(int Line, Finding Finding);

/// <summary>The export of the old system as a CSV file; its columns stand in <c>docs/legacy-accounts.md</c>.</summary>
public static class LegacyFile
{
    private static readonly string[] Needed = ["user_name", "password_hash", "scheme", "salt", "email", "opened_on", "credit_code", "name"];
    private static readonly string[] Known = [.. Needed, "province_code"];

    /// <summary>Reads a file; a head or row that does not fit is a fault of its line.</summary>
    public static IReadOnlyList<LegacyLine> Read(TextReader text, ICollection<LegacyFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { DetectColumnCountChanges = false, BadDataFound = null, MissingFieldFound = null });
        if (!csv.Read() || !csv.ReadHeader())
        {
            faults.Add(Columns(1, string.Join(", ", Needed)));
            return [];
        }
        var head = csv.HeaderRecord!.Select(h => h.Trim()).ToArray();
        var wrong = Needed.Except(head).Concat(head.Except(Known)).Concat(head.GroupBy(h => h).Where(g => g.Count() > 1).Select(g => g.Key)).Distinct().ToList();
        if (wrong.Count > 0)
        {
            faults.Add(Columns(1, string.Join(", ", wrong)));
            return [];
        }
        var lines = new List<LegacyLine>();
        while (csv.Read())
        {
            var line = csv.Parser.RawRow;
            if (csv.Parser.Count != head.Length)
            {
                faults.Add(Columns(line, $"{csv.Parser.Count} / {head.Length}"));
                continue;
            }
            string Of(string column) => Array.IndexOf(head, column) is >= 0 and var at ? csv.Parser[at] : "";
            lines.Add(new(line, new(Of("user_name"), Of("password_hash"), Of("scheme"), Of("salt"), Of("email"), Of("opened_on"), Of("credit_code"), Of("name"), Of("province_code"))));
        }
        return lines;
    }

    /// <summary>Opens a file; text that is not UTF-8 throws.</summary>
    public static TextReader Open(string path) => new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));

    private static LegacyFault Columns(int line, string what) => new(line, AccountRules.LegacyColumns.Refuse(("what", what)).Findings[0]);
}
