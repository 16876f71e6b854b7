using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Use;

/// <summary>The use of units: cancellation by their holder's own will.</summary>
public static class UseModule
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddUse(this IServiceCollection services) => services
        .AddSingleton<CancellationBlocks>()
        .AddSingleton<ITick>(provider => provider.GetRequiredService<CancellationBlocks>())
        .AddAct<VoluntaryCancellation>();
}
