using System.Globalization;
using Registry.Kernel.Rules;
using Registry.Kernel.Verifiers;
using Registry.Server.Capabilities.Verifiers;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Registers;

/// <summary>An entry of the register of bodies as fields of a form, and as words.</summary>
internal static class BodyForm
{
    private static readonly Texts Text = Texts.For<RegistersText>();

    /// <summary>Fields of what is stored.</summary>
    public static Dictionary<string, string> Fields(BodyEntry entry) => new(StringComparer.Ordinal)
    {
        ["approvalNumber"] = entry.ApprovalNumber,
        ["name"] = entry.Name,
        ["nameEn"] = entry.NameEn,
        ["sectors"] = string.Join('\n', entry.Sectors.Select(s => $"{s.Sector} | {Formats.Date(s.From)} | {Formats.Date(s.Until)} | {s.Approval}")),
        ["source"] = entry.Source,
    };

    /// <summary>Reads what is typed.</summary>
    public static ReviseVerificationBody.Command Read(FormValues values, BodyEntry? old)
    {
        var findings = new List<Finding>();
        var sectors = (values["sectors"] ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => Sector(line, findings)).OfType<SectorApproval>().ToList();
        var command = new ReviseVerificationBody.Command(old?.ApprovalNumber ?? values.Text("approvalNumber"), values.Text("name"), values.Text("nameEn"), sectors, values.Text("source"));
        values.ThrowIfAny();
        RefusalException.ThrowIfAny(findings);
        return command;
    }

    /// <summary>Everything that an entry says, in words.</summary>
    public static IReadOnlyList<(string What, string? Value)> Shown(ReviseVerificationBody.Command entry) =>
    [
        (Text["field.approvalNumber"], entry.ApprovalNumber),
        (Text["field.name"], entry.Name),
        (Text["field.nameEn"], entry.NameEn),
        (Text["field.sectors"], string.Join('\n', entry.Sectors.OrderBy(s => s.Sector, StringComparer.Ordinal).ThenBy(s => s.From).Select(InWords))),
        (Text["field.source"], entry.Source),
    ];

    /// <summary>The entry that is stored, as it would be typed again.</summary>
    public static ReviseVerificationBody.Command Same(BodyEntry entry) => new(entry.ApprovalNumber, entry.Name, entry.NameEn, entry.Sectors, entry.Source);

    /// <summary>An approval in words.</summary>
    public static string InWords(SectorApproval sector) => $"{sector.Sector} {Dictionaries.Sectors.Of(sector.Sector)} {Formats.Period(sector.From, sector.Until)} {sector.Approval}";

    private static SectorApproval? Sector(string line, List<Finding> findings)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        if (parts.Length == 4 && Day(parts[1]) is { } from && (parts[2].Length == 0 || Day(parts[2]) is not null) && parts[3].Length > 0) return new(parts[0], from, Day(parts[2]), parts[3]);
        GeneralRules.ValueMalformed.Check(false, findings, ("field", "sectors"), ("value", line));
        return null;
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
