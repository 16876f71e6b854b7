using System.Text.Json;
using Registry.Kernel.Identity;
using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Identity.StepUp;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

/// <summary>Codes that confirm one step: each field of the step, each session and each login counts, and a code counts once.</summary>
public sealed class StepUpTests
{
    private static readonly Step Cancel = new("1313818298592399360", "use.voluntary-cancellation", ["1-100", "201-300"], "200", "own emissions", 7, "1313818298592399361", 3, "2024-03-06T00:00:00Z");

    private sealed record Step(string Id, string Type, string[] Blocks, string Amount, string Purpose, long From, string Initiator, int Version, string Expires);

    private static Operation Of(Step step) => Operation.Of(step, "voluntary cancellation of 200 t", "0317");

    private static async Task<(TestWorld World, SignedIn Clerk)> Signed(Engine engine)
    {
        var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        await Visitors.Clerk(world);
        return (world, await Seen(world, "clerk01"));
    }

    private static async Task<SignedIn> Seen(TestWorld world, string name) => (await world.The<SessionStore>().See(await Visitors.Enter(world, name))).SignedIn!;

    private static Task<string> Asked(TestWorld world, SignedIn who, Operation operation) => StepUps.Asked(world, who, operation);

    private static Task Do(TestWorld world, SignedIn who, Operation operation, string code) => Do(world, who, operation, operation, code);

    private static async Task Do(TestWorld world, SignedIn who, Operation seen, Operation stored, string code)
    {
        var proof = await world.The<StepUpCodes>().Verify(who, seen, code);
        await world.Db.Transaction(who.Actor, new ActionCode("test.step"), async tx =>
        {
            await proof.Use(tx, stored);
            await tx.Guarded($"insert into sign_in_attempt(subject, failures, last_at) values ({$"done {stored.Hash} {tx.NewId()}"}, 1, {tx.Now})");
        });
    }

    private static async Task<long> Done(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        return await reads.Scalar<long>($"select count(*) from sign_in_attempt where subject like 'done %'");
    }

    [Theory, BothDatabases]
    public async Task Code_opens_the_step_it_was_asked_for_and_once(Engine engine)
    {
        var (world, clerk) = await Signed(engine);
        await using var _ = world;
        var code = await Asked(world, clerk, Of(Cancel));
        await Do(world, clerk, Of(Cancel with { }), code);
        await SignInRules.StepUpNotAccepted.ShouldRefuse(() => Do(world, clerk, Of(Cancel), code));
        (await Done(world)).ShouldBe(1);
        await using var reads = await world.Db.Read();
        (await reads.Rows<string>($"select code_mac from step_up")).ShouldNotContain(m => m.Contains(code));
        (await reads.Rows<string>($"select coalesce(detail, '') || subjects || action from audit_entry")).ShouldNotContain(a => a.Contains(code));
    }

    [Theory, BothDatabases]
    public async Task SE_20_change_of_any_field_after_the_code_is_refused_at_the_look_and_at_the_step(Engine engine)
    {
        var (world, clerk) = await Signed(engine);
        await using var _ = world;
        foreach (var changed in (Step[])
        [
            Cancel with { Id = "1313818298592399362" }, Cancel with { Type = "use.other" }, Cancel with { Blocks = ["1-100", "201-301"] }, Cancel with { Blocks = ["201-300", "1-100"] },
            Cancel with { Amount = "2000" }, Cancel with { Purpose = "other" }, Cancel with { From = 8 }, Cancel with { Initiator = "1" }, Cancel with { Version = 4 }, Cancel with { Expires = "2024-03-07T00:00:00Z" },
        ])
        {
            var mine = Cancel with { Id = changed.Id + changed.Amount + changed.Type + changed.Expires + changed.Purpose + changed.From + changed.Initiator + changed.Version + changed.Blocks[0] + changed.Blocks[1] };
            world.Time.Advance(TimeSpan.FromMinutes(13));
            clerk = await Seen(world, "clerk01");
            var code = await Asked(world, clerk, Of(mine));
            await SignInRules.StepUpNotAccepted.ShouldRefuse(() => Do(world, clerk, Of(changed), code));
            await SignInRules.StepUpNotAccepted.ShouldRefuse(() => Do(world, clerk, Of(mine), Of(changed), code));
        }
        (await Done(world)).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Code_of_another_login_or_session_or_of_six_minutes_ago_opens_nothing(Engine engine)
    {
        var (world, clerk) = await Signed(engine);
        await using var _ = world;
        await Visitors.Login(world, (await A.Officers(world)).Reviewer, "reviewer01");
        var reviewer = await Seen(world, "reviewer01");
        var code = await Asked(world, clerk, Of(Cancel));
        await Asked(world, reviewer, Of(Cancel));
        await SignInRules.StepUpNotAccepted.ShouldRefuse(() => Do(world, reviewer, Of(Cancel), code));
        var again = await Seen(world, "clerk01");
        await SignInRules.StepUpNotAccepted.ShouldRefuse(() => Do(world, again, Of(Cancel), code));
        var late = await Asked(world, again, Of(Cancel));
        world.Time.Advance(TimeSpan.FromMinutes(5));
        await SignInRules.StepUpNotAccepted.ShouldRefuse(() => Do(world, again, Of(Cancel), late));
        var older = await Asked(world, again, Of(Cancel));
        var newer = await Asked(world, again, Of(Cancel));
        if (older != newer) await SignInRules.StepUpNotAccepted.ShouldRefuse(() => Do(world, again, Of(Cancel), older));
        await Do(world, again, Of(Cancel), newer);
        (await Done(world)).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Fifty_sendings_of_one_code_at_once_do_the_step_once(Engine engine)
    {
        var (world, clerk) = await Signed(engine);
        await using var _ = world;
        var code = await Asked(world, clerk, Of(Cancel));
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            try
            {
                await Do(world, clerk, Of(Cancel), code);
                return true;
            }
            catch (RefusalException refusal) when (refusal.Rule == SignInRules.StepUpNotAccepted || refusal.Rule == SignInRules.StepUpSpent)
            {
                return false;
            }
        }));
        answers.Count(a => a).ShouldBe(1);
        (await Done(world)).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Five_wrong_codes_spend_the_step_and_a_new_code_does_not_mend_it(Engine engine)
    {
        var (world, clerk) = await Signed(engine);
        await using var _ = world;
        var code = await Asked(world, clerk, Of(Cancel));
        var wrong = code == "000000" ? "000001" : "000000";
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => (await Should.ThrowAsync<RefusalException>(() => Do(world, clerk, Of(Cancel), wrong))).Rule));
        answers.ShouldAllBe(r => r == SignInRules.StepUpNotAccepted || r == SignInRules.StepUpSpent);
        await SignInRules.StepUpSpent.ShouldRefuse(() => Do(world, clerk, Of(Cancel), code));
        await SignInRules.StepUpSpent.ShouldRefuse(() => Asked(world, clerk, Of(Cancel)));
        var anew = Cancel with { Id = "1313818298592399399" };
        await Do(world, clerk, Of(anew), await Asked(world, clerk, Of(anew)));
    }

    [Theory, BothDatabases]
    public async Task Step_that_is_refused_leaves_its_code_unused(Engine engine)
    {
        var (world, clerk) = await Signed(engine);
        await using var _ = world;
        var code = await Asked(world, clerk, Of(Cancel));
        var proof = await world.The<StepUpCodes>().Verify(clerk, Of(Cancel), code);
        await GeneralRules.Absent.ShouldRefuse(() => world.Db.Transaction(clerk.Actor, new ActionCode("test.step"), async tx =>
        {
            await proof.Use(tx, Of(Cancel));
            throw GeneralRules.Absent.Refuse(("what", "test"));
        }));
        await Do(world, clerk, Of(Cancel), code);
        proof.Write(Of(Cancel), clerk.Actor, world.Clock.Now).Rows.ShouldBe(1);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<int>($"select tries from step_up")).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Sixth_code_within_an_hour_is_not_sent(Engine engine)
    {
        var (world, clerk) = await Signed(engine);
        await using var _ = world;
        for (var i = 0; i < 5; i++) await Asked(world, clerk, Of(Cancel with { Version = i }));
        await MessageRules.TooMany.ShouldRefuse(() => world.The<StepUpCodes>().Ask(clerk, Of(Cancel)));
    }

    [Theory, BothDatabases]
    public async Task Statement_that_breaks_a_guard_is_refused(Engine engine)
    {
        var (world, clerk) = await Signed(engine);
        await using var _ = world;
        await Do(world, clerk, Of(Cancel), await Asked(world, clerk, Of(Cancel)));
        await Asked(world, clerk, Of(Cancel with { Version = 9 }));
        foreach (var sql in (string[])
        [
            "delete from step_up",
            "update step_up set used_at = null where used_at is not null",
            "update step_up set op_hash = code_mac where used_at is null",
            "update step_up set code_mac = op_hash where used_at is null",
            "update step_up set expires_at = '2099-01-01T00:00:00.000000Z' where used_at is null",
            "update step_up set tries = 6 where used_at is null",
            "update step_up set tries = -1 where used_at is null",
            "update step_up set used_at = issued_at where used_at is null",
            "update step_up set tries = 1, used_at = expires_at where used_at is null",
            "insert into step_up select id + 1, session_id, login_id, op_hash, code_mac, issued_at, expires_at, 0, null, null from step_up where used_at is null",
        ]) await world.ShouldRefuse(sql);
    }

    [Fact]
    public void Canonical_JSON_is_one_text_for_one_value()
    {
        CanonicalJson.Of("""{"b":1,"a":{"d":[3,-2,true,null],"c":"x"},"\u20ac":"\u00f6","\r":"\u000f\n\u0022\\"}""")
            .ShouldBe("{\"\\r\":\"\\u000f\\n\\\"\\\\\",\"a\":{\"c\":\"x\",\"d\":[3,-2,true,null]},\"b\":1,\"\u20ac\":\"\u00f6\"}");
        CanonicalJson.Of("""{ "a" : 1 , "b" : "\u4f60" }""").ShouldBe(CanonicalJson.Of("{\"b\":\"\u4f60\",\"a\":1}"));
        foreach (var wrong in (string[])["""{"a":1.5}""", """{"a":1e2}""", """{"a":9007199254740992}""", """{"a":1,"a":2}""", "{"]) Should.Throw<JsonException>(() => CanonicalJson.Of(wrong), wrong);
    }
}
