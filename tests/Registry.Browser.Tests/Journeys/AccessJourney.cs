using Registry.Browser.Tests.Fixtures;
using Registry.Kernel.Identity;
using Registry.Server.Capabilities.Identity.Forgotten;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Tests;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Browser.Tests.Journeys;

/// <summary>Ways back in: a lost password, and a locked login that the other representative rescues with a new telephone for its owner.</summary>
public sealed class AccessJourney(SystemBrowser browser)
{
    private const string Chosen = "Other-Harbour-18";
    private const string NewPhone = "13712345678";

    [Fact]
    public async Task Lost_password_is_chosen_anew_and_a_locked_login_is_rescued_by_the_other_representative()
    {
        await using var world = await TestWorld.Listening();
        var holder = await A.EnterpriseAccount(world, 12);
        var officers = await A.Officers(world);
        // Nothing is sent to invented persons.
        await world.Damage("update person set invented = false");
        await Visitors.Login(world, holder.Initiator, "initiator01");
        await Visitors.Login(world, holder.Confirmer, "confirmer01");
        var confirmer = await Traveller.Of(browser, world, Screen.Phone);
        await Forgets(world, confirmer);

        var initiator = await Traveller.Of(browser, world, english: true);
        await initiator.Open("/sign-in");
        for (var i = 0; i < SignInLimits.Failures.Value; i++) await Tries(initiator, "Wrong-Harbour-17");
        await Tries(initiator, Visitors.Password);
        await initiator.Sees("sign-in.locked");
        await initiator.Follow("/locked");
        await initiator.Sees("010-82268466");

        await confirmer.Open("/portal/account");
        await confirmer.Follow("/portal/account/change");
        var person = A.Person(121);
        (string, string)[] fields =
        [
            ("reason", "Locked out, and a new telephone."), ("initiator.change", "on"), ("initiator.name", person.Name), ("initiator.number", person.DocumentNumber), ("initiator.phone", NewPhone),
        ];
        foreach (var (field, text) in fields) await confirmer.Enter(field, text);
        await confirmer.Press("change");
        confirmer.Place.ShouldBe("/portal/account?asked=1", await confirmer.Seen());

        await Visitors.Login(world, officers.Clerk, "clerk01");
        await Visitors.Login(world, officers.Reviewer, "reviewer01");
        var (clerk, reviewer) = (await Traveller.Of(browser, world), await Traveller.Of(browser, world, Screen.Phone, english: true));
        await clerk.SignIn("clerk01");
        await reviewer.SignIn("reviewer01");
        await clerk.Open("/portal/accounts");
        await clerk.Follow("/portal/account-changes/");
        await clerk.Press("reveal");
        await clerk.Sees(NewPhone);
        await clerk.Press("approve");
        await Case.Confirms(reviewer);

        await OpeningJourney.Activates(browser, world, NewPhone, "initiator02", Screen.Desk);
    }

    private static async Task Tries(Traveller person, string password)
    {
        await person.Type("name", "initiator01");
        await person.Type("password", password);
        await person.Press("sign-in");
    }

    private static async Task Forgets(TestWorld world, Traveller person)
    {
        await person.Open("/sign-in");
        await person.Follow("/forgotten");
        await person.Type("name", "confirmer01");
        await person.Press("forgotten");
        await world.The<ForgottenPassword>().Tick();
        foreach (var (field, text) in ((string, string)[])[("code", await OpeningJourney.Received(world, MessageKind.PasswordReset, A.Person(122).Phone)), ("password", Chosen), ("again", Chosen)]) await person.Type(field, text);
        await person.Press("reset");
        await person.SignIn("confirmer01", Chosen);
    }
}
