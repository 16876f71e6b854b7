using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Verifiers;

/// <summary>The register of validation and verification bodies.</summary>
public static class VerifiersModule
{
    /// <summary>Adds its slices.</summary>
    public static IServiceCollection AddVerifiers(this IServiceCollection services) => services
        .AddSingleton<ISeed, BodySeed>()
        .AddAct<ReviseVerificationBody>()
        .AddAct<SuspendVerificationBody>()
        .AddAct<ReinstateVerificationBody>()
        .AddAct<RevokeVerificationBody>();

    /// <summary>The body of an approval number gets its account; for the opening of that account alone.</summary>
    public static Task BindAccount(Tx tx, long body, long account) => BodyWrites.Bind(tx, body, account);
}
