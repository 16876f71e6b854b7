using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

/// <summary>What the database itself refuses, whoever writes to it: each guard is attacked by SQL.</summary>
public sealed class SignInGuardsTests
{
    private static readonly string[] Attacks =
    [
        "delete from login",
        "update login set person_id = (select person_id from officer where role = 'Reviewer')",
        "update login set role = 'Reviewer'",
        "update login set account_id = 5",
        "update login set name_key = 'other'",
        "update login set totp_step = totp_step - 1",
        "update login set totp_confirmed_at = null",
        "update login set password_set_at = created_at, created_at = password_set_at, totp_step = 0",
        "update login set password_hash = 'plain'",
        "insert into login(id, name, name_key, person_id, account_id, role, password_hash, password_set_at, totp_cipher, totp_confirmed_at, totp_step, created_at) select id + 1, name, name_key || 'x', person_id, account_id, role, password_hash, password_set_at, totp_cipher, totp_confirmed_at, totp_step, created_at from login",
        "insert into login(id, name, name_key, person_id, account_id, role, password_hash, password_set_at, totp_cipher, totp_confirmed_at, totp_step, created_at) select id + 1, name, name_key, person_id, account_id, 'Auditor', password_hash, password_set_at, totp_cipher, totp_confirmed_at, totp_step, created_at from login",
        "insert into login(id, name, name_key, person_id, account_id, role, password_hash, password_set_at, totp_cipher, totp_confirmed_at, totp_step, created_at) select id + 1, name, name_key || 'x', person_id, account_id, 'Initiator', password_hash, password_set_at, totp_cipher, totp_confirmed_at, totp_step, created_at from login",
        "delete from password_history",
        "update password_history set password_hash = '$argon2id$v=19$x'",
        "delete from sign_in_session",
        "update sign_in_session set ended_at = null, end_reason = null where ended_at is not null",
        "update sign_in_session set end_reason = 'SignedOut' where ended_at is not null",
        "update sign_in_session set ended_at = began_at where ended_at is null",
        "update sign_in_session set strength = 'TwoFactors' where strength = 'Password'",
        "update sign_in_session set token_hash = '0000000000000000000000000000000000000000000000000000000000000000' where ended_at is null",
        "update sign_in_session set expires_at = '2099-01-01T00:00:00.000000Z' where ended_at is null",
        "insert into sign_in_session select id + 1, '0000000000000000000000000000000000000000000000000000000000000000', login_id, strength, began_at, seen_at, expires_at, neighbourhood, null, null, null from sign_in_session where strength = 'TwoFactors' and ended_at is null",
        "insert into sign_in_session select s.id + 1, '1000000000000000000000000000000000000000000000000000000000000000', l.id, s.strength, s.began_at, s.seen_at, s.expires_at, s.neighbourhood, null, null, null from sign_in_session s, login l where s.strength = 'TwoFactors' and l.totp_confirmed_at is null",
        "delete from one_time_code",
        "update one_time_code set used_at = null where used_at is not null",
        "update one_time_code set role = 'Reviewer' where role = 'Clerk'",
        "update one_time_code set expires_at = '2099-01-01T00:00:00.000000Z'",
        "insert into one_time_code(id, purpose, code_hash, issued_at, expires_at) select 1, 'Activation', '2000000000000000000000000000000000000000000000000000000000000000', issued_at, expires_at from one_time_code limit 1",
        "delete from sealing_key",
        "update sealing_key set element_cipher = 'x'",
    ];

    [Theory, BothDatabases]
    public async Task Statement_that_breaks_a_guard_is_refused(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        await Visitors.Enter(world, "clerk01");
        await Visitors.Login(world, (await A.Officers(world)).Reviewer, "reviewer01");
        await world.The<Registry.Server.Capabilities.Identity.Enter.EnterPassword>().Enter("clerk01", Visitors.Password, Visitors.Place);
        await (await world.Http()).GetAsync("https://localhost/sign-in", TestContext.Current.CancellationToken);

        foreach (var sql in Attacks)
            await world.ShouldRefuse(sql);
    }

    [Theory, BothDatabases]
    public async Task Only_one_code_for_setting_up_is_good_at_a_time(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await world.The<Registry.Server.Capabilities.Identity.SetUp.SetUpRegistry>().Offer();
        await world.ShouldRefuse("insert into one_time_code(id, purpose, code_hash, issued_at, expires_at) select 1, purpose, '2000000000000000000000000000000000000000000000000000000000000000', issued_at, expires_at from one_time_code");
    }

    [Theory, BothDatabases]
    public async Task What_opens_something_is_not_found_at_rest(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        var session = await Visitors.Enter(world, "clerk01");
        await using var reads = await world.Db.Read();
        (await reads.Rows<string>($"select token_hash from sign_in_session")).ShouldNotContain(session);
        (await reads.Rows<string>($"select totp_cipher from login")).ShouldAllBe(c => c.Contains(':'));
        (await reads.Rows<string>($"select subject from sign_in_attempt")).ShouldAllBe(s => !s.Contains("clerk"));
    }
}
