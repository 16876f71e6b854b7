using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Bodies;
using Registry.Server.Capabilities.Accounts.Members;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>
/// Whom the demonstration has beside the persons of its record: the department of the province with most projects, and a member of the public. They come into
/// being by the same slices as everybody's.
/// </summary>
internal sealed class DemoPeople(IServiceProvider services)
{
    private const int PersonOfProvince = 990;
    private const int PersonOfPublic = 995;
    private static readonly Texts Text = Texts.For<ReplayText>();

    /// <summary>Brings them into being.</summary>
    public async Task Add()
    {
        Officer[] officers;
        string province;
        await using (var reads = await services.GetRequiredService<Db>().Read())
        {
            officers = [.. await reads.Rows<Officer>($"select person_id, role from officer where left_at is null order by role")];
            province = await reads.Scalar<string>($"select province_code from public_listing where kind = 'Project' group by province_code order by count(*) desc, province_code limit 1")
                ?? throw new InvalidOperationException("The demonstration has no projects.");
        }
        var (clerk, reviewer) = (ActorOf(officers, ActorRole.Clerk), ActorOf(officers, ActorRole.Reviewer));
        var register = services.GetRequiredService<RegisterPerson>();
        var persons = new List<long>();
        for (var n = 0; n < 2; n++)
            persons.Add((await register.Register(clerk, new RegisterPerson.Command(InventedSubjects.Person(PersonOfProvince + n), Invented: true), $"demo:province:{n}")).Value);
        var proposals = services.GetRequiredService<Proposals>();
        var proposed = await proposals.Propose<OpenProvincialAccount, OpenProvincialAccount.Command>(clerk,
            new(Text.In(Language.Chinese, "department"), InventedSubjects.CreditCode(990_000, province), province, persons[0], persons[1], Text.In(Language.Chinese, "department.letter"), Invented: true),
            "demo:province:propose");
        await proposals.Confirm(reviewer, new ProposalId(proposed.Id), proposed.PayloadHash, "demo:province:confirm");
        await services.GetRequiredService<RegisterMember>().Register(Actor.Visitor(new PersonId(PersonOfPublic)),
            new(InventedSubjects.Person(PersonOfPublic), province, null, Invented: true), "demo:member");
    }

    private static Actor ActorOf(IEnumerable<Officer> officers, ActorRole role) => new(new PersonId(officers.First(o => o.Role == role).PersonId), AccountId.RegistryBody, role);

    private sealed record Officer
    {
        public long PersonId { get; init; }
        public ActorRole Role { get; init; }
    }
}
