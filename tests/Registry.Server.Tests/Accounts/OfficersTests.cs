using Registry.Kernel.Accounts;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Officers;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Accounts;

public sealed class OfficersTests
{
    [Theory, BothDatabases]
    public async Task First_officers_are_appointed_once_by_whoever_sets_up_and_are_two_persons(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var appoint = world.The<AppointFirstOfficers>();
        await GeneralRules.NotEntitled.ShouldRefuse(() => appoint.Appoint(A.Visitor(1), new(A.Person(1), A.Person(2)), A.New));
        await AccountRules.OfficersAreOnePerson.ShouldRefuse(() => appoint.Appoint(Actor.Setup, new(A.Person(1), A.Person(1) with { Name = "Other" }), A.New));

        var officers = await A.Officers(world);

        officers.Clerk.Person.ShouldNotBe(officers.Reviewer.Person);
        await AccountRules.OfficersExist.ShouldRefuse(() => appoint.Appoint(Actor.Setup, new(A.Person(3), A.Person(4)), A.New));
    }

    [Theory, BothDatabases]
    public async Task Officer_is_appointed_and_retired_by_two_officers_and_the_last_ones_stay(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var officers = await A.Officers(world);
        var third = await A.KnownPerson(world, 3);
        await AccountRules.LastOfficer.ShouldRefuse(() => A.OfficersAct<RetireOfficer, RetireOfficer.Command>(world, new(officers.Reviewer.Person.Value, ActorRole.Reviewer)));

        await A.OfficersAct<AppointOfficer, AppointOfficer.Command>(world, new(third.Value, ActorRole.Reviewer));
        await AccountRules.OfficerUnchanged.ShouldRefuse(() => A.OfficersAct<AppointOfficer, AppointOfficer.Command>(world, new(third.Value, ActorRole.Reviewer)));
        await A.OfficersAct<RetireOfficer, RetireOfficer.Command>(world, new(officers.Reviewer.Person.Value, ActorRole.Reviewer));

        var command = new AppointOfficer.Command(officers.Reviewer.Person.Value, ActorRole.Clerk);
        var proposed = await world.The<Proposals>().Propose<AppointOfficer, AppointOfficer.Command>(officers.Clerk, command, A.New);
        await Should.ThrowAsync<RefusalException>(() => world.The<Proposals>().Confirm(officers.Reviewer, new(proposed.Id), proposed.PayloadHash, A.New));
        await world.The<Proposals>().Confirm(new(third, officers.Clerk.Account, ActorRole.Reviewer), new(proposed.Id), proposed.PayloadHash, A.New);
    }

    [Theory, BothDatabases]
    public async Task Officer_represents_no_account_and_no_representative_becomes_an_officer(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await A.Officers(world);
        var holder = await A.EnterpriseAccount(world, 10);

        await AccountRules.RepresentsAnotherSubject.ShouldRefuse(() => A.OfficersAct<AppointOfficer, AppointOfficer.Command>(world, new(holder.Initiator.Person.Value, ActorRole.Clerk)));
        var form = await A.EnterpriseForm(world, 11, A.Visitor(11));
        await AccountRules.RepresentsAnotherSubject.ShouldRefuse(() => world.The<SubmitOpening>().Submit(A.Visitor(11),
            new(null, form, A.EnterprisePersons(11) with { Initiator = A.Person(1) }), A.New));
    }

    [Theory, BothDatabases]
    public async Task Person_is_entered_once_and_another_name_on_the_same_document_is_refused(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var first = await A.KnownPerson(world, 7);

        (await A.KnownPerson(world, 7)).ShouldBe(first);
        var clerk = (await A.Officers(world)).Clerk;
        await AccountRules.PersonNameDiffers.ShouldRefuse(() => world.The<RegisterPerson>().Register(clerk, new(A.Person(7) with { Name = "Somebody Else" }), A.New));
        await GeneralRules.NotEntitled.ShouldRefuse(() => world.The<RegisterPerson>().Register(A.Visitor(1), new(A.Person(8)), A.New));
    }
}
