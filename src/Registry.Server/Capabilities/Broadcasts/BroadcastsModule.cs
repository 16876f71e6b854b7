namespace Registry.Server.Capabilities.Broadcasts;

/// <summary>What the registry announces to many: two officers publish and withdraw it, its readers find it among their notices.</summary>
public static class BroadcastsModule
{
    /// <summary>Adds its slices.</summary>
    public static IServiceCollection AddBroadcasts(this IServiceCollection services) => services
        .AddSingleton<BroadcastRecipients>().AddSingleton<BroadcastRegister>()
        .AddAct<PublishBroadcast>()
        .AddAct<WithdrawBroadcast>();
}
