using Registry.Contracts.Province;
using Registry.Contracts.Public;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.ProvinceFeed;

/// <summary>What a representative of a provincial department reads: the public cases of the own province, by the query that the feed uses.</summary>
public sealed class ReadOwnProvince(Db db)
{
    /// <summary>Projects of the own province, in the order in which they changed.</summary>
    public async Task<ProvinceChanges<ProjectSummary>> Projects(Actor actor, string? since = null, int size = ProvinceSlice.MaxSize)
    {
        await using var reads = await db.Read();
        return await ProvinceSlice.Projects(reads, await OwnProvince.Of(reads, actor), since, size);
    }

    /// <summary>Reductions of the own province.</summary>
    public async Task<ProvinceChanges<ReductionSummary>> Reductions(Actor actor, string? since = null, int size = ProvinceSlice.MaxSize)
    {
        await using var reads = await db.Read();
        return await ProvinceSlice.Reductions(reads, await OwnProvince.Of(reads, actor), since, size);
    }

    /// <summary>Issued lots of the own province.</summary>
    public async Task<ProvinceChanges<LotSummary>> Lots(Actor actor, string? since = null, int size = ProvinceSlice.MaxSize)
    {
        await using var reads = await db.Read();
        return await ProvinceSlice.Lots(reads, await OwnProvince.Of(reads, actor), since, size);
    }
}
