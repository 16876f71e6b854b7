using Registry.Kernel.Methodologies;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Methodologies;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Registers;

/// <summary>An entry of the register of methodologies as fields of a form, and as words.</summary>
internal static class MethodologyForm
{
    private static readonly Texts Text = Texts.For<RegistersText>();

    /// <summary>Fields of what is stored.</summary>
    public static Dictionary<string, string> Fields(MethodologyEntry entry) => new(StringComparer.Ordinal)
    {
        ["code"] = entry.Code,
        ["name"] = entry.Name,
        ["nameEn"] = entry.NameEn,
        ["platformName"] = entry.PlatformName ?? "",
        ["sector"] = entry.Sector,
        ["version"] = $"{entry.VersionNo}",
        ["publishedOn"] = Formats.Date(entry.PublishedOn),
        ["effectiveFrom"] = Formats.Date(entry.EffectiveFrom),
        ["effectiveUntil"] = Formats.Date(entry.EffectiveUntil),
        ["minYears"] = $"{entry.MinCreditingYears}",
        ["maxYears"] = $"{entry.MaxCreditingYears}",
        ["route.General"] = entry.AdditionalityRoutes.Contains(AdditionalityRoute.General) ? "1" : "",
        ["route.Exempt"] = entry.AdditionalityRoutes.Contains(AdditionalityRoute.Exempt) ? "1" : "",
        ["reductionsFrom"] = Formats.Date(entry.ReductionsFrom),
        ["lifetimeFrom"] = entry.LifetimeFrom ?? "",
        ["types"] = string.Join('\n', entry.Types.Select(t => $"{t.Code} | {t.Name} | {t.NameEn}")),
        ["extraChecks"] = string.Join('\n', entry.ExtraChecks),
        ["unverified"] = string.Join('\n', entry.Unverified),
        ["source"] = entry.Source,
    };

    /// <summary>Reads the entry that is typed; code, sector and version of one that is there stay.</summary>
    public static MethodologyEntry Read(FormValues values, MethodologyEntry? old)
    {
        var findings = new List<Finding>();
        var entry = new MethodologyEntry
        {
            Code = old?.Code ?? values.Text("code"),
            Name = values.Text("name"),
            NameEn = values.Text("nameEn"),
            PlatformName = values.MayText("platformName"),
            Sector = old?.Sector ?? values.Text("sector"),
            VersionNo = old?.VersionNo ?? Years(values.Whole("version")),
            PublishedOn = values.MayDate("publishedOn"),
            EffectiveFrom = values.Date("effectiveFrom"),
            EffectiveUntil = values.MayDate("effectiveUntil"),
            MinCreditingYears = MayYears(values.MayWhole("minYears")),
            MaxCreditingYears = MayYears(values.MayWhole("maxYears")),
            AdditionalityRoutes = [.. Enum.GetValues<AdditionalityRoute>().Where(route => values.Ticked($"route.{route}"))],
            ReductionsFrom = values.MayDate("reductionsFrom"),
            LifetimeFrom = values.MayText("lifetimeFrom"),
            Types = [.. Lines(values, "types").Select(line => Type(line, findings)).OfType<MethodologyTypeEntry>()],
            ExtraChecks = [.. Lines(values, "extraChecks")],
            Unverified = [.. Lines(values, "unverified")],
            Source = values.Text("source"),
        };
        values.ThrowIfAny();
        RefusalException.ThrowIfAny(findings);
        return entry;
    }

    /// <summary>Everything that an entry says, in words.</summary>
    public static IReadOnlyList<(string What, string? Value)> Shown(MethodologyEntry entry) =>
    [
        (Text["field.code"], entry.Code),
        (Text["field.name"], entry.Name),
        (Text["field.nameEn"], entry.NameEn),
        (Text["field.platformName"], entry.PlatformName),
        (Text["field.sector"], $"{entry.Sector} {Dictionaries.Sectors.Of(entry.Sector)}"),
        (Text["field.version"], $"{entry.VersionNo}"),
        (Text["field.publishedOn"], Formats.Date(entry.PublishedOn)),
        (Text["field.effectiveFrom"], Formats.Date(entry.EffectiveFrom)),
        (Text["field.effectiveUntil"], Formats.Date(entry.EffectiveUntil)),
        (Text["field.minYears"], $"{entry.MinCreditingYears}"),
        (Text["field.maxYears"], $"{entry.MaxCreditingYears}"),
        (Text["field.routes"], string.Join(Text["between"], entry.AdditionalityRoutes.Select(route => Text[$"route.{route}"]))),
        (Text["field.reductionsFrom"], Formats.Date(entry.ReductionsFrom)),
        (Text["field.lifetimeFrom"], entry.LifetimeFrom),
        (Text["field.types"], string.Join('\n', entry.Types.Select(t => $"{t.Code} {t.Name} {t.NameEn}"))),
        (Text["field.extraChecks"], string.Join('\n', entry.ExtraChecks)),
        (Text["field.unverified"], string.Join('\n', entry.Unverified.Select(member => Text.OrCode("field.", member)))),
        (Text["field.source"], entry.Source),
    ];

    private static IEnumerable<string> Lines(FormValues values, string field) =>
        (values[field] ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static MethodologyTypeEntry? Type(string line, List<Finding> findings)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var whole = parts.Length == 3 && parts.All(p => p.Length > 0);
        GeneralRules.ValueMalformed.Check(whole, findings, ("field", "types"), ("value", line));
        return whole ? new(parts[0], parts[1], parts[2]) : null;
    }

    private static int Years(long value) => (int)Math.Min(value, int.MaxValue);

    private static int? MayYears(long? value) => value is { } years ? Years(years) : null;
}
