using Microsoft.AspNetCore.Components;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Identity.StepUp;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Portal;

/// <summary>A page on which somebody signs with a code: it shows to which number the code goes, has it sent, and takes it.</summary>
public abstract class SigningPage : PortalPage
{
    [Inject] private StepUpCodes Codes { get; set; } = null!;

    [Inject] private People People { get; set; } = null!;

    [Inject] private Db Db { get; set; } = null!;

    /// <summary>Whether a code was just sent.</summary>
    [SupplyParameterFromQuery(Name = "sent")] protected string? JustSent { get; set; }

    /// <summary>One's own number, masked.</summary>
    protected string Phone { get; private set; } = "";

    /// <summary>Reads to which number a code would go.</summary>
    protected async Task ReadPhone()
    {
        await using var reads = await Db.Read();
        Phone = (await People.Shown(reads, Actor.Person)).Phone;
    }

    /// <summary>Has a code sent, and leads back to the field for it.</summary>
    protected Task SendCode(Operation operation, string back) => Try(async () =>
    {
        await Codes.Ask(SignedIn, operation);
        GoTo($"{back}?sent=1#f-code");
    });

    /// <summary>The code that was typed.</summary>
    protected ISignature Typed() => Codes.Typed(SignedIn, Context.Request.Form["code"].ToString());
}
