namespace Registry.Server.Capabilities.ProvinceFeed;

/// <summary>What a provincial department reads: the cases of its own province, also as a feed for its site.</summary>
public static class ProvinceFeedModule
{
    /// <summary>Adds its slices.</summary>
    public static IServiceCollection AddProvinceFeed(this IServiceCollection services) => services
        .AddAct<IssueProvinceKey>()
        .AddAct<RevokeProvinceKey>()
        .AddSingleton<CollectProvinceKey>()
        .AddSingleton<ReadOwnProvince>()
        .AddSingleton<FeedRate>()
        .AddSingleton<FeedDoor>();

    /// <summary>Maps the feed.</summary>
    public static void MapProvinceFeed(this IEndpointRouteBuilder routes) => FeedApi.Map(routes);
}
