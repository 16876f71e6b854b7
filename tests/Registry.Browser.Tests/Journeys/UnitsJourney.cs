using Registry.Browser.Tests.Fixtures;
using Registry.Kernel.Ledger;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Tests.Holdings;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Browser.Tests.Journeys;

/// <summary>Two representatives move and cancel issued tonnes, with a rejection, a wrong code and an expired proposal on the way, all without scripts.</summary>
public sealed class UnitsJourney(SystemBrowser browser)
{
    private const string Quantity = $"q.{Movements.Lot}";

    [Fact]
    public async Task Two_representatives_move_and_cancel_units_without_scripts()
    {
        await using var m = await Movements.In(await TestWorld.Listening(), 12_600, other: 40);
        await Visitors.Login(m.World, m.Holder.Initiator, "initiator01");
        await Visitors.Login(m.World, m.Holder.Confirmer, "confirmer01");
        var initiator = await Traveller.Of(browser, m.World, scripts: false);
        var confirmer = await Traveller.Of(browser, m.World, Screen.Phone, english: true, scripts: false);
        await initiator.SignIn("initiator01");
        await confirmer.SignIn("confirmer01");

        await Transfer(initiator);
        await Rejected(confirmer);
        (await m.In(Place.Holding)).ShouldBe((12_600, 0, 12_600));
        await Transfer(initiator);
        await confirmer.Open("/portal");
        await confirmer.Follow("/portal/proposals/");
        await confirmer.Sees("12,600", "12,530");
        await confirmer.Press("confirm");
        await initiator.Open("/portal/holdings");
        await initiator.Sees("12,530", "70");
        (await m.In(Place.Trading)).ShouldBe((70, 0, 70));

        await Cancellation(m, initiator);
        await confirmer.Open("/portal");
        await confirmer.Follow("/portal/proposals/");
        var lapsed = confirmer.Place;
        m.World.GoTo(m.World.Clock.Today.AddDays(1), 9);
        await m.World.Tick();
        await confirmer.SignIn("confirmer01");
        await confirmer.Open(lapsed);
        await confirmer.Sees("Lapsed");
        (await m.In(Place.Holding)).ShouldBe((12_530, 0, 12_530));

        await initiator.SignIn("initiator01");
        await Cancellation(m, initiator);
        await confirmer.Open("/portal");
        await confirmer.Follow("/portal/proposals/");
        await confirmer.Sees("City marathon 2024", "cancelled for good");
        var code = await Code(m, confirmer);
        await confirmer.Type("code", StepUps.Wrong(code), "confirm");
        await confirmer.Press("confirm");
        await confirmer.Sees("sign-in.step-up-not-accepted");
        (await m.In(Place.Holding)).Balance.ShouldBe(12_530);
        await confirmer.Type("code", code, "confirm");
        await confirmer.Press("confirm");
        (await m.In(Place.Holding)).ShouldBe((12_430, 0, 12_430));

        await confirmer.Follow("/cancellations/");
        await confirmer.Sees($"{Movements.Lot}-0000000071-0000000170", "City marathon 2024");
        await m.ShouldBeWhole();
    }

    private static async Task Transfer(Traveller initiator)
    {
        await initiator.Open("/portal/holdings");
        await initiator.Follow("/portal/transfers/new");
        await initiator.Type(Quantity, "12601");
        await initiator.Press("transfer");
        await initiator.Sees("ledger.not-enough-available");
        await initiator.Type(Quantity, "70");
        await initiator.Press("transfer");
        await initiator.Sees("12,530");
        await initiator.Press("propose");
        initiator.Place.ShouldStartWith("/portal/proposals/");
    }

    private static async Task Rejected(Traveller confirmer)
    {
        await confirmer.Open("/portal");
        await confirmer.Follow("/portal/proposals/");
        await confirmer.Press("reject");
        await confirmer.Sees("dual-control.reason-missing");
        await confirmer.Type("reason", "Not this week.");
        await confirmer.Press("reject");
        await confirmer.Sees("Declined", "Not this week.");
    }

    /// <summary>Writes a cancellation down, signs it and proposes it.</summary>
    private static async Task Cancellation(Movements m, Traveller initiator)
    {
        await initiator.Open("/portal/holdings");
        await initiator.Follow("/portal/cancellations/new");
        await initiator.Type(Quantity, "100");
        await initiator.Press("cancel");
        await initiator.Sees("use.purpose-unknown", "use.beneficiary-missing");
        await initiator.Choose("purpose", "LargeEvent");
        await initiator.Type("beneficiary", "City marathon 2024");
        await initiator.Press("cancel");
        initiator.Place.ShouldStartWith("/portal/movements/");
        await initiator.Type("code", await Code(m, initiator), "propose");
        await initiator.Press("propose");
        initiator.Place.ShouldStartWith("/portal/proposals/");
    }

    /// <summary>Has a code sent and reads it on one's telephone.</summary>
    private static async Task<string> Code(Movements m, Traveller by)
    {
        await by.Press("code");
        by.Place.ShouldContain("sent=1");
        await m.World.The<MessageSender>().Tick();
        var code = StepUps.CodeIn(m.World.The<DevelopmentInbox>().Messages.First(message => message.Kind == MessageKind.StepUp).Text);
        code.Length.ShouldBe(6);
        return code;
    }
}
