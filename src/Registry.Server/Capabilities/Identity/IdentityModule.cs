using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Registry.Server.Capabilities.Identity.Activation;
using Registry.Server.Capabilities.Identity.Demonstration;
using Registry.Server.Capabilities.Identity.Dormancy;
using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Capabilities.Identity.Factors;
using Registry.Server.Capabilities.Identity.Forgotten;
using Registry.Server.Capabilities.Identity.Lost;
using Registry.Server.Capabilities.Identity.Passwords;
using Registry.Server.Capabilities.Identity.PersonalRecords;
using Registry.Server.Capabilities.Identity.Register;
using Registry.Server.Capabilities.Identity.Sessions;
using Registry.Server.Capabilities.Identity.SetUp;
using Registry.Server.Capabilities.Identity.StepUp;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Identity;

/// <summary>Signing in and out, sessions, passwords, and how the first logins come to be.</summary>
public static class IdentityModule
{
    /// <summary>Adds its slices and the mechanisms beneath them.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services) => services
        .AddSingleton(static provider => provider.GetRequiredService<RegistrySettings>().Passwords)
        .AddSingleton(static provider => RefusedPasswords.Load(provider.GetRequiredService<RegistrySettings>().DataFolder))
        .AddSingleton<Argon2Passwords>()
        .AddSingleton<LegacyPasswords>()
        .AddSingleton<Attempts>()
        .AddSingleton<SessionStore>()
        .AddSingleton<PasswordChoice>()
        .AddSingleton<LegacyActivation>()
        .AddSingleton<EnterPassword>()
        .AddSingleton<EnterCode>()
        .AddSingleton<PasskeyCeremonies>()
        .AddSingleton<EnterPasskey>()
        .AddSingleton<ProveFactor>().AddSingleton<PasskeyAlarm>()
        .AddSingleton<ChangeFactors>()
        .AddSingleton<EndSession>()
        .AddSingleton<PersonalRecord>().AddSingleton<ErasePersonalRecord>().AddSingleton<ITick>(static provider => provider.GetRequiredService<ErasePersonalRecord>())
        .AddSingleton<ITick, ManyLoginsAlarm>()
        .AddSingleton<ChangePassword>()
        .AddSingleton<ActivateLogin>()
        .AddSingleton<StepUpCodes>()
        .AddSingleton<LostDevice>()
        .AddSingleton<ForgottenPassword>()
        .AddSingleton<ITick>(static provider => provider.GetRequiredService<ForgottenPassword>())
        .AddSingleton<ActivationPost>()
        .AddSingleton<ITick>(static provider => provider.GetRequiredService<ActivationPost>())
        .AddSingleton<Challenge>()
        .AddSingleton<RegisterVisitor>()
        .AddSingleton<DemoLogins>()
        .AddSingleton<SetUpRegistry>()
        .AddSingleton<DormantLogins>()
        .AddSingleton<ITick>(static provider => provider.GetRequiredService<DormantLogins>())
        .AddAct<EnableLogin>();

    /// <summary>Maps signing out, and what a browser asks before it asks for a passkey; the pages are found by themselves.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        PasskeyChallenges.Map(routes);
        PersonalRecordFile.Map(routes);
        routes.MapPost("/sign-out", async (HttpContext context, IAntiforgery forms, EndSession end) =>
        {
            if (!await forms.IsRequestValidAsync(context)) return Results.BadRequest();
            if (context.SignedIn() is { } signedIn) await end.End(signedIn, signedIn.Session, SessionEnd.SignedOut);
            await context.SignOutAsync(SessionCookies.Full);
            context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
            context.Response.Headers.Location = "/sign-in?ended=SignedOut";
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        }).ExcludeFromDescription();
    }
}
