using Registry.Kernel.Methodologies;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Methodologies;

/// <summary>Reads the register of methodologies, for this capability and for others.</summary>
public static class MethodologyEntries
{
    private static readonly Sql Columns = Sql.Of($"""
        code, name, name_en, platform_name, sector, version_no, published_on, effective_from, effective_until, min_crediting_years, max_crediting_years,
        additionality, reductions_from, lifetime_from, extra_checks, unverified, source, revision
        """);

    /// <summary>A methodology as rules look at it.</summary>
    /// <exception cref="RefusalException">There is none of this code.</exception>
    public static async Task<Methodology> Load(Reads reads, string code) => (await Entry(reads, code)).ForRules();

    /// <summary>An entry.</summary>
    /// <exception cref="RefusalException">There is none of this code.</exception>
    public static async Task<MethodologyEntry> Entry(Reads reads, string code)
    {
        var row = await reads.Find<Row>($"select {Columns} from methodology where code = {code}")
            ?? throw MethodologyRules.Unknown.Refuse(("methodology", code));
        return row.With(await reads.Rows<TypeRow>($"select methodology_code, code, name, name_en from methodology_type where methodology_code = {code} order by code"));
    }

    /// <summary>All entries by code.</summary>
    public static async Task<IReadOnlyList<MethodologyEntry>> All(Reads reads)
    {
        var rows = await reads.Rows<Row>($"select {Columns} from methodology order by code");
        var types = (await reads.Rows<TypeRow>($"select methodology_code, code, name, name_en from methodology_type order by code")).ToLookup(t => t.MethodologyCode);
        return [.. rows.Select(r => r.With(types[r.Code]))];
    }

    private sealed record TypeRow
    {
        public string MethodologyCode { get; init; } = "";
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
        public string NameEn { get; init; } = "";
    }

    private sealed record Row
    {
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
        public string NameEn { get; init; } = "";
        public string? PlatformName { get; init; }
        public string Sector { get; init; } = "";
        public int VersionNo { get; init; }
        public DateOnly? PublishedOn { get; init; }
        public DateOnly EffectiveFrom { get; init; }
        public DateOnly? EffectiveUntil { get; init; }
        public int? MinCreditingYears { get; init; }
        public int? MaxCreditingYears { get; init; }
        public string Additionality { get; init; } = "";
        public DateOnly? ReductionsFrom { get; init; }
        public string? LifetimeFrom { get; init; }
        public string ExtraChecks { get; init; } = "";
        public string Unverified { get; init; } = "";
        public string Source { get; init; } = "";

        public MethodologyEntry With(IEnumerable<TypeRow> types) => new()
        {
            Code = Code,
            Name = Name,
            NameEn = NameEn,
            PlatformName = PlatformName,
            Sector = Sector,
            VersionNo = VersionNo,
            PublishedOn = PublishedOn,
            EffectiveFrom = EffectiveFrom,
            EffectiveUntil = EffectiveUntil,
            MinCreditingYears = MinCreditingYears,
            MaxCreditingYears = MaxCreditingYears,
            AdditionalityRoutes = Json.Read<AdditionalityRoute[]>(Additionality),
            ReductionsFrom = ReductionsFrom,
            LifetimeFrom = LifetimeFrom,
            ExtraChecks = Json.Read<string[]>(ExtraChecks),
            Unverified = Json.Read<string[]>(Unverified),
            Source = Source,
            Types = [.. types.Select(t => new MethodologyTypeEntry(t.Code, t.Name, t.NameEn))],
        };
    }
}
