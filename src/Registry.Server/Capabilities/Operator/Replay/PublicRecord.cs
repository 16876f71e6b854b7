using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Registry.Kernel.Reductions;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>One row of the public record, as the real registry published it.</summary>
internal sealed record PublicRecord
{
    public required string Category { get; init; }
    public required string StatusCode { get; init; }
    public required string ApplyId { get; init; }
    public required string ProjectCode { get; init; }
    public required string? ArchiveCode { get; init; }
    public required string ProjectName { get; init; }
    public required string Owner { get; init; }
    public required string TypeCode { get; init; }
    public required string? SubtypeCode { get; init; }
    public required string MethodologyNo { get; init; }
    public required string ProvinceCode { get; init; }
    public required string Location { get; init; }
    public required string Longitude { get; init; }
    public required string Latitude { get; init; }
    public required DateOnly ConstructionOn { get; init; }
    public required int LifetimeYears { get; init; }
    public required DateOnly CreditingFrom { get; init; }
    public required DateOnly CreditingTo { get; init; }
    public required long AnnualTonnes { get; init; }
    public required long TotalTonnes { get; init; }
    public required bool GeneralAdditionality { get; init; }
    public required string ValidationBody { get; init; }
    public required string VerificationBody { get; init; }
    public required DateTimeOffset? SubmittedAt { get; init; }
    public required DateTimeOffset? PublishedAt { get; init; }
    public required DateOnly? NoticeStart { get; init; }
    public required DateOnly? NoticeEnd { get; init; }
    public required int Comments { get; init; }
    public required DateTimeOffset? UploadedAt { get; init; }
    public required DateTimeOffset? FiledAt { get; init; }
    public required DateTimeOffset? RegisteredAt { get; init; }
    public required DateTimeOffset? UpdatedAt { get; init; }
    public required int PeriodNo { get; init; }
    public required DateOnly? PeriodFrom { get; init; }
    public required DateOnly? PeriodTo { get; init; }
    public required long? AppliedTonnes { get; init; }
    public required long? RecordedTonnes { get; init; }
    public required IReadOnlyList<RecordedVintage> Vintages { get; init; }

    /// <summary>Whether the row is an application for a project, on whichever tab.</summary>
    public bool IsProjectApplication => Category is "1" or "1-1";

    /// <summary>Whether the row is an application for reductions, on whichever tab.</summary>
    public bool IsReductionApplication => Category is "3" or "3-1";

    /// <summary>Reads the file.</summary>
    public static IReadOnlyList<PublicRecord> Read(string path)
    {
        using var reader = new StreamReader(path);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture));
        csv.Read();
        csv.ReadHeader();
        var records = new List<PublicRecord>();
        while (csv.Read()) records.Add(Of(column => csv[column] ?? ""));
        return records;
    }

    private static PublicRecord Of(Func<string, string> csv) => new()
    {
        Category = csv("category_code"),
        StatusCode = csv("apply_status_code"),
        ApplyId = csv("apply_id"),
        ProjectCode = csv("project_code"),
        ArchiveCode = csv("archive_code") is { Length: 17 } code ? code : null,
        ProjectName = csv("project_name"),
        Owner = csv("owner"),
        TypeCode = csv("project_type_code"),
        SubtypeCode = csv("project_subtype_code") is { Length: > 0 } subtype ? subtype : null,
        MethodologyNo = csv("methodology_no"),
        ProvinceCode = csv("province_code"),
        Location = csv("location"),
        Longitude = csv("longitude_raw"),
        Latitude = csv("latitude_raw"),
        ConstructionOn = Date(csv("construction_start")) ?? default,
        LifetimeYears = (int)(Number(csv("project_life_years")) ?? 0),
        CreditingFrom = Date(csv("crediting_start")) ?? default,
        CreditingTo = Date(csv("crediting_end")) ?? default,
        AnnualTonnes = Number(csv("annual_tco2e")) ?? 0,
        TotalTonnes = Number(csv("total_tco2e")) ?? 0,
        GeneralAdditionality = csv("additionality_code") == "01",
        ValidationBody = csv("validation_body"),
        VerificationBody = csv("verification_body"),
        SubmittedAt = Time(csv("submitted_at")),
        PublishedAt = Time(csv("published_at")),
        NoticeStart = Date(csv("publicity_start")),
        NoticeEnd = Date(csv("publicity_end")),
        Comments = (int)(Number(csv("opinion_count")) ?? 0),
        UploadedAt = Time(csv("vvb_uploaded_at")),
        FiledAt = Time(csv("registration_applied_at")),
        RegisteredAt = Time(csv("registered_at")),
        UpdatedAt = Time(csv("updated_at")),
        PeriodNo = (int)(Number(csv("period_no")) ?? 0),
        PeriodFrom = Date(csv("monitoring_from")),
        PeriodTo = Date(csv("monitoring_to")),
        AppliedTonnes = Number(csv("applied_tco2e")),
        RecordedTonnes = Number(csv("recorded_tco2e")),
        Vintages = [.. csv("vintages").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(RecordedVintage.Parse)],
    };

    private static DateOnly? Date(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string text) =>
        text.Length == 0 ? null : RegistryClock.AtLocal(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    private static long? Number(string text) => text.Length == 0 ? null : long.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A vintage as the record writes it, <c>2021=107749(STATUS)</c>.</summary>
/// <param name="Year">Year.</param>
/// <param name="Tonnes">tCO2e.</param>
/// <param name="Status">Status in the record's own word; empty where it gives none.</param>
internal sealed record RecordedVintage(int Year, long Tonnes, string Status)
{
    public static RecordedVintage Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        var number = bracket < 0 ? text[(equals + 1)..] : text[(equals + 1)..bracket];
        return new(int.Parse(text[..equals], CultureInfo.InvariantCulture), long.Parse(number, CultureInfo.InvariantCulture),
            bracket < 0 ? "" : text[(bracket + 1)..^1]);
    }

    public VintageAmount Amount => new(Year, Tonnes);
}
