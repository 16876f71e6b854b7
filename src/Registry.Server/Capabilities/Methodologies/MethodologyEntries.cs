using Registry.Kernel.Methodologies;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Methodologies;

/// <summary>Reads the register of methodologies.</summary>
public static class MethodologyEntries
{
    private sealed record Row
    {
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
        public string Sector { get; init; } = "";
        public int VersionNo { get; init; }
        public DateOnly? PublishedOn { get; init; }
        public DateOnly EffectiveFrom { get; init; }
        public DateOnly? EffectiveUntil { get; init; }
        public int? MinCreditingYears { get; init; }
        public int? MaxCreditingYears { get; init; }
        public string Additionality { get; init; } = "[]";
        public DateOnly? ReductionsFrom { get; init; }
    }

    private sealed record TypeRow
    {
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
    }

    /// <summary>A methodology by its code with version.</summary>
    /// <exception cref="Kernel.Rules.RefusalException">There is none: <c>methodology.unknown</c>.</exception>
    public static async Task<Methodology> Load(Reads reads, string code)
    {
        var row = await reads.Find<Row>($"""
            select code, name, sector, version_no, published_on, effective_from, effective_until, min_crediting_years, max_crediting_years, additionality, reductions_from
            from methodology where code = {code}
            """) ?? throw MethodologyRules.Unknown.Refuse(("methodology", code));
        var types = await reads.Rows<TypeRow>($"select code, name from methodology_type where methodology_code = {code} order by code");
        return new Methodology
        {
            Code = row.Code,
            Name = row.Name,
            Sector = row.Sector,
            Version = row.VersionNo,
            PublishedOn = row.PublishedOn,
            EffectiveFrom = row.EffectiveFrom,
            EffectiveUntil = row.EffectiveUntil,
            MinCreditingYears = row.MinCreditingYears,
            MaxCreditingYears = row.MaxCreditingYears,
            AdditionalityRoutes = Json.Read<AdditionalityRoute[]>(row.Additionality),
            ReductionsFrom = row.ReductionsFrom,
            Types = [.. types.Select(t => new MethodologyType(t.Code, t.Name))],
        };
    }
}
