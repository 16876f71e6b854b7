using System.Net.Mime;
using Microsoft.AspNetCore.Antiforgery;
using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Identity.Factors;

/// <summary>What the script of a page asks before it asks the browser for a passkey. A question changes something, so it comes with the token of its form.</summary>
internal static class PasskeyChallenges
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in/passkey", async (HttpContext context, IAntiforgery forms, EnterPasskey enter) =>
            await Asked(context, forms, async () => await enter.Ask(await context.HalfSession()))).ExcludeFromDescription();
        routes.MapPost("/me/factors/proof", (HttpContext context, IAntiforgery forms, PasskeyCeremonies passkeys) =>
            Asked(context, forms, () => passkeys.Ask(context.SignedIn()!, PasskeyPurpose.Prove))).RequireAuthorization(new DemandsAttribute(Permissions.OwnLogin)).ExcludeFromDescription();
        routes.MapPost("/me/factors/passkey", (HttpContext context, IAntiforgery forms, ChangeFactors change) =>
            Asked(context, forms, () => change.AskForPasskey(context.SignedIn()!))).RequireAuthorization(new DemandsAttribute(Permissions.OwnLogin)).ExcludeFromDescription();
    }

    private static async Task<IResult> Asked(HttpContext context, IAntiforgery forms, Func<Task<string>> ask) =>
        await forms.IsRequestValidAsync(context) ? Results.Text(await ask(), MediaTypeNames.Application.Json) : Results.BadRequest();
}
