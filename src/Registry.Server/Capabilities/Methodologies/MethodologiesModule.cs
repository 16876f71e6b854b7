using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Methodologies;

/// <summary>The register of methodologies.</summary>
public static class MethodologiesModule
{
    /// <summary>Adds its slices.</summary>
    public static IServiceCollection AddMethodologies(this IServiceCollection services) =>
        services.AddSingleton<ISeed, MethodologySeed>().AddAct<ReviseMethodology>();
}
