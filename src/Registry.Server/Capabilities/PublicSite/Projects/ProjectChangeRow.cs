using System.Globalization;
using Registry.Contracts.Public;
using Registry.Server.Capabilities.PublicSite.Documents;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.PublicSite.Projects;

/// <summary>An approved change of a project, with what became another and its documents.</summary>
internal sealed record ProjectChangeRow
{
    private static readonly (string Fact, string Title, Func<VersionRow, string?> Value)[] Facts =
    [
        ("name", "fact.name", v => v.Name),
        ("owner", "column.owner", v => v.Owner),
        ("methodologyCode", "fact.methodology", v => v.MethodologyCode),
        ("additionality", "fact.additionality", v => v.Additionality),
        ("location", "fact.location", v => v.Location),
        ("longitude", "fact.longitude", v => v.Longitude),
        ("latitude", "fact.latitude", v => v.Latitude),
        ("gridConnectionOn", "fact.grid", v => Formats.Date(v.GridConnectionOn)),
        ("lifetimeYears", "fact.lifetime", v => v.LifetimeYears.ToString(CultureInfo.InvariantCulture)),
        ("annualTonnes", "column.annualTonnes", v => v.AnnualTonnes.ToString(CultureInfo.InvariantCulture)),
        ("totalTonnes", "fact.total", v => v.TotalTonnes.ToString(CultureInfo.InvariantCulture)),
        ("summary", "fact.summary", v => v.Summary),
        ("technology", "fact.technology", v => v.Technology),
    ];

    private static readonly Texts Text = Texts.For<PublicSiteText>();

    public string Kind { get; init; } = "";
    public string Reason { get; init; } = "";
    public DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset DecidedAt { get; init; }
    public string? Body { get; init; }
    public int VersionNo { get; init; }
    public IReadOnlyList<ChangedFact> Changed { get; init; } = [];
    public IReadOnlyList<DocumentRow> Documents { get; init; } = [];

    /// <summary>The changes of a project in order, from its versions.</summary>
    public static async Task<IReadOnlyList<ProjectChangeRow>> Of(Reads db, long application, IReadOnlyList<DocumentRow> documents)
    {
        var changes = await db.Rows<ProjectChangeRow>($"""
            select kind, reason, requested_at, decided_at, body, version_no from public_project_change where application_id = {application} order by version_no
            """);
        if (changes.Count == 0) return changes;
        var versions = (await db.Rows<VersionRow>($"""
            select version_no, owner, name, methodology_code, location, longitude, latitude, grid_connection_on, lifetime_years, annual_tonnes, total_tonnes,
              additionality, summary, technology
            from public_project_version where application_id = {application}
            """)).ToDictionary(v => v.VersionNo);
        return
        [
            .. changes.Select(c => c with
            {
                Changed = [.. Between(versions[c.VersionNo - 1], versions[c.VersionNo])],
                Documents = [.. documents.Where(d => d.Stage == "Change" && d.VersionNo == c.VersionNo)],
            }),
        ];
    }

    /// <summary>What a fact is called on the page.</summary>
    public static string TitleOf(string fact) => Text[Facts.First(f => f.Fact == fact).Title];

    public ProjectChange Wire() => new()
    {
        Kind = Kind,
        Version = VersionNo,
        RequestedAt = RequestedAt,
        DecidedAt = DecidedAt,
        Reason = Reason,
        Body = Body,
        Facts = Changed,
        Documents = [.. Documents.Select(d => d.Wire())],
    };

    private static IEnumerable<ChangedFact> Between(VersionRow before, VersionRow after) =>
        Facts.Where(f => f.Value(before) != f.Value(after)).Select(f => new ChangedFact(f.Fact, Filled(f.Value(before)), Filled(f.Value(after))));

    private static string? Filled(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private sealed record VersionRow
    {
        public int VersionNo { get; init; }
        public string Owner { get; init; } = "";
        public string Name { get; init; } = "";
        public string MethodologyCode { get; init; } = "";
        public string Location { get; init; } = "";
        public string Longitude { get; init; } = "";
        public string Latitude { get; init; } = "";
        public DateOnly? GridConnectionOn { get; init; }
        public int LifetimeYears { get; init; }
        public long AnnualTonnes { get; init; }
        public long TotalTonnes { get; init; }
        public string Additionality { get; init; } = "";
        public string Summary { get; init; } = "";
        public string Technology { get; init; } = "";
    }
}
