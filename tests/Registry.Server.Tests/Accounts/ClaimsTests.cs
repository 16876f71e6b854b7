using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Accounts;

/// <summary>A1 and A4 under attack: many at once, and across pending, open and closed.</summary>
public sealed class ClaimsTests
{
    private const int Many = 50;

    [Theory, BothDatabases]
    public async Task A1_Fifty_applications_for_one_subject_at_once_leave_one(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var commands = new List<SubmitOpening.Command>();
        for (var i = 0; i < Many; i++)
        {
            var form = await A.EnterpriseForm(world, 10, A.Visitor(100 + i));
            commands.Add(new(null, form, A.EnterprisePersons(20 + i)));
        }

        var outcomes = await AtOnce(commands, (command, i) => world.The<SubmitOpening>().Submit(A.Visitor(100 + i), command, A.New));

        outcomes.Count(o => o is null).ShouldBe(1);
        outcomes.OfType<RefusalException>().ShouldAllBe(r => r.Rule == AccountRules.SubjectHasAccount);
        outcomes.OfType<RefusalException>().Count().ShouldBe(Many - 1);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from account_opening where status = 'AwaitingReview'")).ShouldBe(1);
        (await reads.Scalar<long>($"select count(*) from representation_claim where subject_key like 'credit-code:%'")).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task A4_Fifty_subjects_that_name_one_person_at_once_leave_one(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var commands = new List<SubmitOpening.Command>();
        for (var i = 0; i < Many; i++)
        {
            var form = await A.EnterpriseForm(world, 20 + i, A.Visitor(100 + i));
            commands.Add(new(null, form, A.EnterprisePersons(20 + i) with { Confirmer = A.Person(999) }));
        }

        var outcomes = await AtOnce(commands, (command, i) => world.The<SubmitOpening>().Submit(A.Visitor(100 + i), command, A.New));

        outcomes.Count(o => o is null).ShouldBe(1);
        outcomes.OfType<RefusalException>().ShouldAllBe(r => r.Rule == AccountRules.RepresentsAnotherSubject);
        outcomes.OfType<RefusalException>().Count().ShouldBe(Many - 1);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from subject_claim")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Fifty_confirmations_of_one_approval_open_one_account(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var submitted = await A.Opening(world, 10);
        var officers = await A.Officers(world);
        var proposals = world.The<Proposals>();
        var proposed = await proposals.Propose<ApproveOpening, ApproveOpening.Command>(officers.Clerk, new(submitted.Opening, submitted.Version), A.New);

        var outcomes = await AtOnce(Enumerable.Range(0, Many).ToList(), (_, _) => proposals.Confirm(officers.Reviewer, new ProposalId(proposed.Id), proposed.PayloadHash, A.New));

        outcomes.Count(o => o is null).ShouldBe(1);
        outcomes.Where(o => o is not null).ShouldAllBe(o => o is RefusalException);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from account")).ShouldBe(1);
        (await reads.Scalar<long>($"select last_no from number_sequence where name = 'account:1:32'")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Subject_with_an_open_account_cannot_apply_again(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await A.EnterpriseAccount(world, 10);
        var form = await A.EnterpriseForm(world, 10, A.Visitor(30));

        (await AccountRules.SubjectHasAccount.ShouldRefuse(() => world.The<SubmitOpening>().Submit(A.Visitor(30), new(null, form, A.EnterprisePersons(30)), A.New)))
            .Facts.Single(f => f.Name == "what").Value.ShouldBe("account");
    }

    [Theory, BothDatabases]
    public async Task Same_instruction_sent_again_is_answered_and_done_once(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var command = new SubmitOpening.Command(null, await A.EnterpriseForm(world, 10, A.Visitor(10)), A.EnterprisePersons(10));
        var once = await world.The<SubmitOpening>().Submit(A.Visitor(10), command, "one");

        (await world.The<SubmitOpening>().Submit(A.Visitor(10), command, "one")).ShouldBe(once);
        await GeneralRules.InstructionReused.ShouldRefuse(() => world.The<SubmitOpening>().Submit(A.Visitor(10), command with { Invented = true }, "one"));
    }

    private static async Task<Exception?[]> AtOnce<T>(IReadOnlyList<T> commands, Func<T, int, Task> act)
    {
        using var gate = new SemaphoreSlim(0);
        var tasks = commands.Select((command, i) => Task.Run(async () =>
        {
            await gate.WaitAsync();
            try
            {
                await act(command, i);
                return null;
            }
            catch (RefusalException refusal)
            {
                return (Exception)refusal;
            }
        })).ToArray();
        gate.Release(commands.Count);
        return await Task.WhenAll(tasks);
    }
}
