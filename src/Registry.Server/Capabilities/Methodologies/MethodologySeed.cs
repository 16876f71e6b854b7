using System.Text.Json;
using Registry.Kernel.Methodologies;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Methodologies;

/// <summary>Brings the methodologies of <c>data/methodologies.json</c> into the register, as far as their codes are not there; what officers revised stays.</summary>
public sealed class MethodologySeed(Db db, RegistrySettings settings) : ISeed
{
    private static readonly ActionCode Code = new("methodologies.seed");

    /// <inheritdoc/>
    public Task Seed()
    {
        var list = File.ReadAllText(Path.Combine(settings.DataFolder, "methodologies.json"));
        var types = File.ReadAllText(Path.Combine(settings.DataFolder, "project-types.json"));
        var entries = Read(list, types);
        var hash = Json.Hash(list + types);
        return db.Transaction(Actor.Setup, Code, async tx =>
        {
            foreach (var entry in entries) await entry.Add(tx);
        }, new Instruction("setup", $"methodologies:{hash}", hash));
    }

    /// <summary>Reads the two files.</summary>
    internal static IReadOnlyList<MethodologyEntry> Read(string list, string types)
    {
        var byCode = Json.Read<TypeFile>(types).Types.ToDictionary(t => t.Code, t => new MethodologyTypeEntry(t.Code, t.Zh, t.En), StringComparer.Ordinal);
        return [.. Json.Read<ListFile>(list).Methodologies.Select(m => new MethodologyEntry
        {
            Code = m.Code,
            Name = m.Zh,
            NameEn = m.En,
            PlatformName = m.PlatformName,
            Sector = m.Sector,
            VersionNo = m.Version,
            PublishedOn = m.PublishedOn,
            EffectiveFrom = m.EffectiveFrom,
            EffectiveUntil = m.EffectiveUntil,
            MinCreditingYears = m.MinCreditingYears,
            MaxCreditingYears = m.MaxCreditingYears,
            AdditionalityRoutes = m.AdditionalityRoutes,
            ReductionsFrom = m.ReductionsFrom,
            LifetimeFrom = m.LifetimeFrom,
            ExtraChecks = m.ExtraChecks,
            Unverified = m.Unverified,
            Source = m.Source,
            Types = [.. m.Types.Select(t => byCode[t])],
        })];
    }

    private sealed record ListFile(string Source, MethodologyItem[] Methodologies, JsonElement Unnumbered);

    private sealed record MethodologyItem(string Code, string Zh, string En, string? PlatformName, string Sector, string[] Types, int Version, DateOnly? PublishedOn,
        DateOnly EffectiveFrom, DateOnly? EffectiveUntil, int? MinCreditingYears, int? MaxCreditingYears, string? LifetimeFrom, AdditionalityRoute[] AdditionalityRoutes,
        DateOnly? ReductionsFrom, string[] ExtraChecks, string[] Unverified, string Source);

    private sealed record TypeFile(string Source, TypeItem[] Types);

    private sealed record TypeItem(string Code, string Zh, string En, string Sector, string Methodology, bool Verified, JsonElement SubTypes);
}
