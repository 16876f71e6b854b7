using Registry.Kernel.DualControl;
using Registry.Kernel.Identity;
using Registry.Kernel.Ledger;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Identity.StepUp;
using Registry.Server.Capabilities.Use;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Holdings;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Use;

/// <summary>Nobody cancels without two codes: one of each representative, each for exactly what happens. Every other way is tried here.</summary>
public sealed class SignedCancellationTests
{
    private static readonly VoluntaryCancellation.Command Hundred = Movements.Cancel(Movements.Of("100"));

    private static string Set(Engine engine, string column, string value) => $"{column} = {(engine == Engine.Postgres && column is "expires_at" ? value + "::timestamptz" : value)}";

    /// <summary>What somebody with the database in hand could write into a row, and which nobody signed.</summary>
    private static IEnumerable<string> Edits(Movements m, Engine engine) =>
    [
        "payload = replace(payload, '\"100\"', '\"101\"')",
        "payload = replace(payload, '2023-01', '2024-01')",
        "payload = replace(payload, 'LargeEvent', 'PublicWelfare')",
        "payload = replace(payload, 'City marathon 2024', 'Somebody else')",
        "payload = replace(payload, 'Run green', 'Run')",
        "account_version = account_version + 1",
        Set(engine, "expires_at", "'2024-03-05T15:59:59.000000Z'"),
        $"initiator_person_id = {m.Holder.Confirmer.Person}",
        "op_hash = replace(op_hash, substr(op_hash, 1, 1), case substr(op_hash, 1, 1) when '0' then '1' else '0' end)",
    ];

    private static string Restored(string table) => $"""
        update {table} set payload = k.payload, account_version = k.account_version, expires_at = k.expires_at, initiator_person_id = k.initiator_person_id, op_hash = k.op_hash
        from kept k where k.id = {table}.id; drop table kept
        """;

    private static async Task ShouldBeUntouched(Movements m, long reserved = 0)
    {
        (await m.In(Place.Holding)).ShouldBe((120, reserved, 120 - reserved));
        (await m.Ask<long>($"select count(*) from cancellation")).ShouldBe(0);
    }

    private static Task<Proposed> Propose(Movements m, Intent intent, ISignature? signature, string? instruction = null) =>
        m.Proposals.Propose(m.Holder.Initiator, intent.Id, signature, instruction ?? A.New);

    private static Task<ConfirmedReply> Confirm(Movements m, Proposed proposed, ISignature? signature) =>
        m.Proposals.Confirm(m.Holder.Confirmer, new ProposalId(proposed.Id), proposed.PayloadHash, A.New, signature);

    private static async Task<ISignature> Signs(Movements m, Intent intent) => await m.Signs(m.Holder.Initiator, await m.Proposals.ToSign(m.Holder.Initiator, intent));

    [Theory, BothDatabases]
    public async Task Without_a_code_nothing_is_proposed_and_nothing_confirmed(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        await DualControlRules.CodeMissing.ShouldRefuse(() => m.Proposals.Propose(m.Holder.Initiator, m.World.The<VoluntaryCancellation>(), Hundred, A.New));
        var intent = await m.Write(Hundred);
        await DualControlRules.CodeMissing.ShouldRefuse(() => Propose(m, intent, null));
        await ShouldBeUntouched(m);

        var proposed = await Propose(m, intent, await Signs(m, intent));
        await DualControlRules.CodeMissing.ShouldRefuse(() => Confirm(m, proposed, null));
        await ShouldBeUntouched(m, 100);

        await m.Confirm(proposed);
        (await m.In(Place.Holding)).Balance.ShouldBe(20);
        (await m.Ask<long>($"select count(*) from step_up where used_at is not null and op_hash = {intent.OpHash}")).ShouldBe(2);
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Transfers_between_own_places_need_no_code(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        await m.Both(m.ToTrading("20"));
        (await m.Ask<long>($"select count(*) from step_up")).ShouldBe(0);
        m.Proposals.Codes.Where(m.Proposals.NeedsCode).ShouldBe(["use.voluntary-cancellation"]);
        await using var reads = await m.World.Db.Read();
        (await reads.Rows<string>($"select action from signed_act order by action")).ShouldBe(m.Proposals.Codes.Where(m.Proposals.NeedsCode).Order());
    }

    [Theory, BothDatabases]
    public async Task SE_20_what_was_written_down_and_then_edited_is_not_proposed(Engine engine)
    {
        await using var m = await Movements.On(engine, 120, other: 120);
        var intent = await m.Write(Hundred);
        var signature = await Signs(m, intent);
        foreach (var edit in Edits(m, engine))
        {
            await Damages.Unguarded(m.World.Settings.Database, "intent", $"create table kept as select * from intent; update intent set {edit}");
            await Should.ThrowAsync<RefusalException>(() => Propose(m, intent, signature), edit);
            await Damages.Unguarded(m.World.Settings.Database, "intent", Restored("intent"));
        }
        (await m.Ask<long>($"select count(*) from proposal where action = 'use.voluntary-cancellation'")).ShouldBe(0);
        await Propose(m, intent, signature);
    }

    [Theory, BothDatabases]
    public async Task SE_20_proposal_that_was_edited_after_the_first_code_is_not_confirmed(Engine engine)
    {
        await using var m = await Movements.On(engine, 120, other: 120);
        var proposed = await m.Cancellation(Hundred);
        var signature = await m.Signature(proposed);
        foreach (var edit in Edits(m, engine))
        {
            await Damages.Unguarded(m.World.Settings.Database, "proposal", $"create table kept as select * from proposal; update proposal set {edit} where id = {proposed.Id}");
            await Should.ThrowAsync<RefusalException>(() => Confirm(m, proposed, signature), edit);
            // Whoever can compute the hash as well has it signed by nobody.
            var operation = await m.Proposals.ToSign(m.Holder.Confirmer, new ProposalId(proposed.Id));
            await Damages.Unguarded(m.World.Settings.Database, "proposal", $"update proposal set op_hash = '{operation.Hash}' where id = {proposed.Id}");
            if (!edit.StartsWith("op_hash", StringComparison.Ordinal)) await Should.ThrowAsync<RefusalException>(() => Confirm(m, proposed, signature), edit);
            await Damages.Unguarded(m.World.Settings.Database, "proposal", Restored("proposal"));
        }
        await ShouldBeUntouched(m, 100);
        await Confirm(m, proposed, signature);
        (await m.In(Place.Holding)).Balance.ShouldBe(20);
    }

    [Theory, BothDatabases]
    public async Task SE_21_code_of_another_person_session_or_act_and_an_old_one_propose_nothing(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var codes = m.World.The<StepUpCodes>();
        var (intent, other) = (await m.Write(Hundred), await m.Write(Movements.Cancel(Movements.Of("7"))));
        var operation = await m.Proposals.ToSign(m.Holder.Initiator, intent);
        var (initiator, confirmer) = (await m.Session(m.Holder.Initiator), await m.Session(m.Holder.Confirmer));

        await Refused(await m.Signs(m.Holder.Confirmer, operation), "signed by the other representative");
        await Refused(await Signs(m, other), "for another act");
        var code = await StepUps.Asked(m.World, initiator, operation);
        await Refused(codes.Typed(confirmer, code), "typed by the other representative");
        var again = await StepUps.Session(m.World, m.Holder.Initiator);
        await Refused(codes.Typed(again, code), "in another session");
        await Refused(codes.Typed(initiator, code), "in a session that has ended");
        var late = codes.Typed(again, await StepUps.Asked(m.World, again, operation));
        m.World.Time.Advance(SignInLimits.StepUp.Value);
        await Refused(late, "after five minutes");

        await ShouldBeUntouched(m);
        await Propose(m, intent, codes.Typed(again, await StepUps.Asked(m.World, again, operation)));

        async Task Refused(ISignature signature, string why) => (await Should.ThrowAsync<RefusalException>(() => Propose(m, intent, signature), why)).Rule.ShouldBe(SignInRules.StepUpNotAccepted, why);
    }

    [Theory, BothDatabases]
    public async Task SE_22_one_code_sent_fifty_times_at_once_proposes_once_and_never_again(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var intent = await m.Write(Movements.Cancel(Movements.Of("50")));
        var signature = await Signs(m, intent);
        var answers = await A.AtOnce(50, _ => Propose(m, intent, signature));
        answers.Count(a => a.Answer is not null).ShouldBe(1);
        await ShouldBeUntouched(m, 50);
        await DualControlRules.AlreadyProposed.ShouldRefuse(() => Propose(m, intent, signature));
        await DualControlRules.AlreadyProposed.ShouldRefuse(() => m.Proposals.ToSign(m.Holder.Initiator, intent));
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task SE_23_five_wrong_codes_spend_what_was_written_down(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var intent = await m.Write(Hundred);
        var who = await m.Session(m.Holder.Initiator);
        var operation = await m.Proposals.ToSign(m.Holder.Initiator, intent);
        var code = await StepUps.Asked(m.World, who, operation);
        var codes = m.World.The<StepUpCodes>();
        for (var i = 0; i < 5; i++) await SignInRules.StepUpNotAccepted.ShouldRefuse(() => Propose(m, intent, codes.Typed(who, StepUps.Wrong(code))));
        await SignInRules.StepUpSpent.ShouldRefuse(() => Propose(m, intent, codes.Typed(who, code)));
        await SignInRules.StepUpSpent.ShouldRefuse(() => codes.Ask(who, operation));
        await ShouldBeUntouched(m);
        await m.Cancellation(Hundred);
    }

    [Theory, BothDatabases]
    public async Task Mistyped_code_is_typed_again_under_the_same_instruction_and_the_answer_is_kept(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var intent = await m.Write(Hundred);
        var who = await m.Session(m.Holder.Initiator);
        var code = await StepUps.Asked(m.World, who, await m.Proposals.ToSign(m.Holder.Initiator, intent));
        var codes = m.World.The<StepUpCodes>();
        await SignInRules.StepUpNotAccepted.ShouldRefuse(() => Propose(m, intent, codes.Typed(who, StepUps.Wrong(code)), "once"));
        var proposed = await Propose(m, intent, codes.Typed(who, code), "once");
        (await Propose(m, intent, codes.Typed(who, code), "once")).ShouldBe(proposed);
        await ShouldBeUntouched(m, 100);
    }

    [Theory, BothDatabases]
    public async Task What_was_written_down_is_its_writers_alone_and_lapses_with_its_day(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var intent = await m.Write(Hundred);
        var stranger = await A.EnterpriseAccount(m.World, 20);
        foreach (var actor in (Actor[])[m.Holder.Confirmer, stranger.Initiator, stranger.Initiator with { Account = m.Holder.Account }])
        {
            await GeneralRules.Absent.ShouldRefuse(() => m.Proposals.ReadIntent(actor, intent.Id));
            await GeneralRules.Absent.ShouldRefuse(() => m.Proposals.Propose(actor, intent.Id, null, A.New));
        }
        var proposed = await m.Cancellation(Movements.Cancel(Movements.Of("7")));
        await GeneralRules.Absent.ShouldRefuse(() => m.Proposals.ToSign(stranger.Confirmer, new ProposalId(proposed.Id)));
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => m.Proposals.ToSign(m.Holder.Initiator, new ProposalId(proposed.Id)));
        await DualControlRules.NotEntitledToPropose.ShouldRefuse(() => m.Proposals.Write(m.Holder.Confirmer, m.World.The<VoluntaryCancellation>(), Hundred, A.New));
        m.World.GoTo(intent.ExpiresAt);
        await DualControlRules.Expired.ShouldRefuse(() => Propose(m, intent, null));
    }

    [Theory, BothDatabases]
    public async Task Database_refuses_a_proposal_and_a_confirmation_without_the_code_of_the_person(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var intent = await m.Write(Hundred);
        var proposed = await m.Cancellation(Movements.Cancel(Movements.Of("7")));
        const string columns = "id, action, account_id, subject, payload, payload_hash, initiator_person_id, proposed_at, expires_at, status, account_version, op_hash";
        string From(string hash, string id = "id") =>
            $"insert into proposal({columns}) select {id}, action, account_id, '', payload, payload_hash, initiator_person_id, written_at, expires_at, 'Pending', account_version, {hash} from intent where id = {intent.Id}";
        foreach (var attack in (string[])
        [
            From("op_hash"), From("null"), From($"(select op_hash from proposal where id = {proposed.Id})"), From("op_hash", "id + 1"),
            $"update proposal set status = 'Confirmed', decided_by_person_id = {m.Holder.Confirmer.Person}, decided_at = proposed_at where id = {proposed.Id}",
            $"update proposal set op_hash = null where id = {proposed.Id}",
            $"update proposal set account_version = 9 where id = {proposed.Id}",
            "update intent set payload = '{}'", "update intent set op_hash = null", "delete from intent", "delete from signed_act", "update signed_act set action = 'x'",
        ]) await m.World.ShouldRefuse(attack);
        if (engine == Engine.Sqlite) await m.World.ShouldRefuse("insert or replace into intent select * from intent");
        await m.Confirm(proposed);
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => m.Confirm(proposed));
    }

    [Theory, BothDatabases]
    public async Task SE_31_no_mixture_of_persons_acts_and_codes_gets_past_the_two_signatures(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var stranger = await A.EnterpriseAccount(m.World, 20);
        var officers = await A.Officers(m.World);
        var waiting = await m.Cancellation(Movements.Cancel(Movements.Of("20")));
        var intent = await m.Write(Hundred);
        var (first, second) = (await m.Proposals.ToSign(m.Holder.Initiator, intent), await m.Proposals.ToSign(m.Holder.Confirmer, new ProposalId(waiting.Id)));
        ISignature?[] signatures =
        [
            null, await m.Signs(m.Holder.Initiator, first), await m.Signs(m.Holder.Confirmer, second), await m.Signs(m.Holder.Confirmer, first), await m.Signs(stranger.Initiator, first),
            await m.Signs(stranger.Confirmer, second), await m.Signs(officers.Clerk, second),
        ];
        Actor[] actors = [m.Holder.Initiator, m.Holder.Confirmer, stranger.Initiator, stranger.Confirmer, officers.Clerk, officers.Reviewer,
            m.Holder.Initiator with { Role = ActorRole.Confirmer }, m.Holder.Confirmer with { Role = ActorRole.Initiator }, stranger.Confirmer with { Account = m.Holder.Account }];
        var random = new Random(31);
        for (var i = 0; i < 400; i++)
        {
            var (actor, signature) = (random.Next(actors.Length), random.Next(signatures.Length));
            var proposes = random.Next(2) == 0;
            if ((actor, signature, proposes) is (0, 1, true) or (1, 2, false)) continue;
            await Should.ThrowAsync<RefusalException>(() => proposes
                ? m.Proposals.Propose(actors[actor], intent.Id, signatures[signature], A.New)
                : m.Proposals.Confirm(actors[actor], new ProposalId(waiting.Id), waiting.PayloadHash, A.New, signatures[signature]), $"{actor} {signature} {proposes}");
        }
        await ShouldBeUntouched(m, 20);
        (await m.Faults()).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Verification_finds_a_proposal_that_nobody_signed_or_that_was_edited(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var proposed = await m.Cancellation(Hundred);
        await m.Confirm(proposed);
        (await m.Faults()).ShouldBeEmpty();
        await Damages.Unguarded(m.World.Settings.Database, "proposal", $"update proposal set payload = replace(payload, 'Run green', 'Run') where id = {proposed.Id}");
        (await m.Faults()).ShouldHaveSingleItem().Row.ShouldBe($"proposal:{proposed.Id}");
        await Damages.Unguarded(m.World.Settings.Database, "proposal", $"update proposal set payload = replace(payload, '\"Run\"', '\"Run green\"') where id = {proposed.Id}");
        await Damages.Unguarded(m.World.Settings.Database, "step_up", $"update step_up set used_at = null where login_id in (select id from login where person_id = {m.Holder.Confirmer.Person})");
        (await m.Faults()).ShouldHaveSingleItem().Detail.ShouldContain("without the code");
    }
}
