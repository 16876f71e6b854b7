using System.Globalization;
using Registry.Contracts.Province;
using Registry.Contracts.Public;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.PublicSite;
using Registry.Server.Capabilities.PublicSite.Lots;
using Registry.Server.Capabilities.PublicSite.Projects;
using Registry.Server.Capabilities.PublicSite.Reductions;
using Registry.Server.Capabilities.PublicSite.Statistics;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.ProvinceFeed;

/// <summary>
/// The public data of one province in the order in which it changed. Changes are numbered in the transactions that make them; a reader waits for those that
/// have a number and are not committed, so that a change never appears behind a place that was passed.
/// </summary>
internal static class ProvinceSlice
{
    /// <summary>Most applications of one answer.</summary>
    public const int MaxSize = 200;

    private const long Barrier = 7261;

    /// <summary>Projects that changed.</summary>
    public static async Task<ProvinceChanges<ProjectSummary>> Projects(Reads reads, string province, string? since, int size)
    {
        var changed = await Changed(reads, Kinds.Project, province, since, size);
        var rows = (await ProjectTabs.All.OfIds(reads, changed.Ids)).Where(row => row.ProvinceCode == province).ToDictionary(row => row.Id);
        return changed.Of(province, changed.Ids.Where(rows.ContainsKey).Select(id => rows[id].Wire()));
    }

    /// <summary>Reductions that changed.</summary>
    public static async Task<ProvinceChanges<ReductionSummary>> Reductions(Reads reads, string province, string? since, int size)
    {
        var changed = await Changed(reads, Kinds.Reduction, province, since, size);
        var rows = (await ReductionTabs.All.OfIds(reads, changed.Ids)).Where(row => row.ProvinceCode == province).ToDictionary(row => row.Id);
        return changed.Of(province, changed.Ids.Where(rows.ContainsKey).Select(id => rows[id].Wire()));
    }

    /// <summary>Issued lots of the reductions that changed.</summary>
    public static async Task<ProvinceChanges<LotSummary>> Lots(Reads reads, string province, string? since, int size)
    {
        var changed = await Changed(reads, Kinds.Reduction, province, since, size);
        var rows = (await LotList.OfReductions(reads, changed.Ids)).Where(row => row.ProvinceCode == province).ToLookup(row => row.ReductionApplicationId);
        return changed.Of(province, changed.Ids.SelectMany(id => rows[id]).Select(row => row.Wire()));
    }

    /// <summary>Notices set or running, all of them: one that is gone is over.</summary>
    public static Task<IReadOnlyList<NoticeSummary>> Notices(Reads reads, string province) => PublicApi.RunningNotices(reads, province);

    private static async Task<Changes> Changed(Reads reads, string kind, string province, string? since, int size)
    {
        GeneralRules.ValueMalformed.Require(size is >= 1 and <= MaxSize, ("field", "pageSize"), ("value", size));
        long from = 0;
        GeneralRules.ValueMalformed.Require(
            string.IsNullOrEmpty(since) || long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out from), ("field", "since"), ("value", since));
        var last = await reads.Scalar<long>($"select coalesce(max(change_no), 0) from public_change");
        if (reads.Engine == Engine.Postgres) await reads.Scalar<bool>($"select pg_advisory_xact_lock({Barrier}) is null");
        var rows = await reads.Rows<Change>($"""
            select application_id, change_no from public_change
            where kind = {kind} and province_code = {province} and change_no > {from} and change_no <= {last}
            order by change_no limit {size + 1}
            """);
        var more = rows.Count > size;
        long[] ids = [.. rows.Take(size).Select(row => row.ApplicationId)];
        return new(ids, more ? rows[size - 1].ChangeNo : Math.Max(from, last), more);
    }

    private sealed record Change
    {
        public long ApplicationId { get; init; }
        public long ChangeNo { get; init; }
    }

    private sealed record Changes(IReadOnlyList<long> Ids, long Next, bool More)
    {
        public ProvinceChanges<T> Of<T>(string province, IEnumerable<T> items) =>
            new(province, [.. items], Next.ToString(CultureInfo.InvariantCulture), More);
    }
}
