using Registry.Kernel.Methodologies;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Methodologies;

/// <summary>A project type with both names.</summary>
/// <param name="Code">Sector letter and four digits.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
public sealed record MethodologyTypeEntry(string Code, string Name, string NameEn);

/// <summary>An entry of the register of methodologies, as it is kept, revised and shown.</summary>
public sealed record MethodologyEntry
{
    /// <summary>Code with version.</summary>
    public required string Code { get; init; }

    /// <summary>Chinese name.</summary>
    public required string Name { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>The shorter name that the platform shows, where it differs.</summary>
    public string? PlatformName { get; init; }

    /// <summary>Letter of the sector.</summary>
    public required string Sector { get; init; }

    /// <summary>Version number.</summary>
    public required int VersionNo { get; init; }

    /// <summary>Day of publication, where known.</summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>First day for filings.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>Last day for filings.</summary>
    public DateOnly? EffectiveUntil { get; init; }

    /// <summary>Shortest crediting period in years.</summary>
    public int? MinCreditingYears { get; init; }

    /// <summary>Longest crediting period in years.</summary>
    public int? MaxCreditingYears { get; init; }

    /// <summary>Ways to show additionality.</summary>
    public required IReadOnlyList<AdditionalityRoute> AdditionalityRoutes { get; init; }

    /// <summary>Reductions count from this day on.</summary>
    public DateOnly? ReductionsFrom { get; init; }

    /// <summary>From what the project's lifetime is counted, for example <c>grid-connection</c>; where known.</summary>
    public string? LifetimeFrom { get; init; }

    /// <summary>Further conditions, in words, that a reviewer looks at.</summary>
    public required IReadOnlyList<string> ExtraChecks { get; init; }

    /// <summary>Members that no rule states and that were only read off records.</summary>
    public required IReadOnlyList<string> Unverified { get; init; }

    /// <summary>Where the entry comes from.</summary>
    public required string Source { get; init; }

    /// <summary>Its project types.</summary>
    public required IReadOnlyList<MethodologyTypeEntry> Types { get; init; }

    /// <summary>The entry as rules look at it.</summary>
    public Methodology ForRules() => new()
    {
        Code = Code,
        Name = Name,
        Sector = Sector,
        Version = VersionNo,
        PublishedOn = PublishedOn,
        EffectiveFrom = EffectiveFrom,
        EffectiveUntil = EffectiveUntil,
        MinCreditingYears = MinCreditingYears,
        MaxCreditingYears = MaxCreditingYears,
        AdditionalityRoutes = AdditionalityRoutes,
        ReductionsFrom = ReductionsFrom,
        Types = [.. Types.Select(t => new MethodologyType(t.Code, t.Name))],
    };

    /// <summary>Writes a new entry, if there is none of this code.</summary>
    /// <returns>Whether it was written.</returns>
    internal async Task<bool> Add(Tx tx)
    {
        MethodologyRegister.Check(ForRules());
        var added = await tx.Execute($"""
            insert into methodology(code, name, name_en, platform_name, sector, version_no, published_on, effective_from, effective_until, min_crediting_years,
              max_crediting_years, additionality, reductions_from, lifetime_from, extra_checks, unverified, source, revision)
            values ({Code}, {Name}, {NameEn}, {PlatformName}, {Sector}, {VersionNo}, {PublishedOn}, {EffectiveFrom}, {EffectiveUntil}, {MinCreditingYears},
              {MaxCreditingYears}, {Json.Write(AdditionalityRoutes)}, {ReductionsFrom}, {LifetimeFrom}, {Json.Write(ExtraChecks)}, {Json.Write(Unverified)}, {Source}, 0)
            on conflict do nothing
            """) == 1;
        if (added) await AddTypes(tx);
        return added;
    }

    /// <summary>Replaces the entry of this code, guarded by the revision that was read.</summary>
    internal async Task Replace(Tx tx, int revision)
    {
        await tx.Guarded($"""
            update methodology set name = {Name}, name_en = {NameEn}, platform_name = {PlatformName}, published_on = {PublishedOn}, effective_until = {EffectiveUntil},
              min_crediting_years = {MinCreditingYears}, max_crediting_years = {MaxCreditingYears}, additionality = {Json.Write(AdditionalityRoutes)},
              reductions_from = {ReductionsFrom}, lifetime_from = {LifetimeFrom}, extra_checks = {Json.Write(ExtraChecks)}, unverified = {Json.Write(Unverified)},
              source = {Source}, revision = revision + 1
            where code = {Code} and revision = {revision}
            """);
        await AddTypes(tx);
    }

    private async Task AddTypes(Tx tx)
    {
        foreach (var type in Types)
            await tx.Execute($"""
                insert into methodology_type(methodology_code, code, name, name_en) values ({Code}, {type.Code}, {type.Name}, {type.NameEn})
                on conflict (methodology_code, code) do update set name = excluded.name, name_en = excluded.name_en
                """);
    }
}
