using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

/// <summary>What the database itself refuses about passkeys and their challenges, whoever writes to it.</summary>
public sealed class PasskeyGuardsTests
{
    private const string Columns = "id, login_id, slot, credential_id, public_key, sign_count, backup_eligible, backed_up, transports, name, made_at";
    private const string Values = "id + 1, login_id, slot + 1, 'AAAAAAAAAAAAAAAAAAAAAAAA', public_key, sign_count, backup_eligible, backed_up, transports, name, made_at";
    private const string Challenge = "insert into passkey_challenge(id, session_id, login_id, purpose, state, issued_at, expires_at)";

    private static readonly string[] Attacks =
    [
        "delete from passkey",
        "update passkey set public_key = 'BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB'",
        "update passkey set credential_id = 'BBBBBBBBBBBBBBBBBBBBBBBB'",
        "update passkey set login_id = (select id from login where name_key = 'reviewer01')",
        "update passkey set id = id + 1",
        "update passkey set slot = 2",
        "update passkey set name = 'other'",
        "update passkey set transports = 'other'",
        "update passkey set made_at = last_used_at, last_used_at = made_at",
        "update passkey set backup_eligible = not backup_eligible",
        "update passkey set sign_count = sign_count - 1",
        "update passkey set sign_count = sign_count + 4294967296",
        "update passkey set last_used_at = null",
        "update passkey set last_used_at = '2099-01-01T00:00:00.000000Z'", // used again, and its counter stands still
        "update passkey set sign_count = sign_count + 1, last_used_at = made_at",
        "update passkey set removed_at = '2001-01-01T00:00:00.000000Z'",
        $"insert into passkey({Columns}) select {Values.Replace("'AAAAAAAAAAAAAAAAAAAAAAAA'", "credential_id", StringComparison.Ordinal)} from passkey",
        $"insert into passkey({Columns}) select {Values.Replace("slot + 1", "slot", StringComparison.Ordinal)} from passkey",
        $"insert into passkey({Columns}) select {Values.Replace("slot + 1", "6", StringComparison.Ordinal)} from passkey",
        $"insert into passkey({Columns}) select {Values.Replace("'AAAAAAAAAAAAAAAAAAAAAAAA'", "'A'", StringComparison.Ordinal)} from passkey",
        $"insert into passkey({Columns}) select {Values.Replace(" name,", " '',", StringComparison.Ordinal)} from passkey",
        $"insert into passkey({Columns}, last_used_at) select {Values}, made_at from passkey",
        $"insert into passkey({Columns}, removed_at) select {Values}, made_at from passkey",
        "delete from passkey_challenge",
        "update passkey_challenge set used_at = null where used_at is not null",
        "update passkey_challenge set state = 'other' where used_at is null",
        "update passkey_challenge set purpose = 'Prove' where used_at is null",
        "update passkey_challenge set expires_at = '2099-01-01T00:00:00.000000Z' where used_at is null",
        "update passkey_challenge set used_at = expires_at where used_at is null",
        "update passkey_challenge set used_at = issued_at, void_at = issued_at where used_at is null",
        "update passkey_challenge set session_id = (select max(id) from sign_in_session where ended_at is not null) where used_at is null",
        $"{Challenge} select id + 1, session_id, login_id, purpose, state, issued_at, expires_at from passkey_challenge where used_at is null",
        $"{Challenge} select id + 1, session_id, login_id, 'First', state, issued_at, issued_at from passkey_challenge where used_at is null",
        $"{Challenge} select id + 1, session_id, login_id, 'Other', state, issued_at, expires_at from passkey_challenge where used_at is null",
        $"{Challenge} select id + 1, session_id, login_id, 'Add', state, issued_at, expires_at from passkey_challenge where used_at is null",
        $"{Challenge} select id + 1, session_id, (select id from login where name_key = 'reviewer01'), 'First', state, issued_at, expires_at from passkey_challenge where used_at is null",
        $"{Challenge} select c.id + 1, s.id, c.login_id, case s.strength when 'Password' then 'Enter' else 'Prove' end, c.state, c.issued_at, c.expires_at from passkey_challenge c, sign_in_session s where c.used_at is null and s.ended_at is not null and s.login_id = c.login_id",
        "update sign_in_session set proved_at = began_at where strength = 'Password' and ended_at is null",
        "update sign_in_session set proved_at = began_at where ended_at is not null",
        "update sign_in_session set proved_at = '2001-01-01T00:00:00.000000Z' where strength = 'TwoFactors' and ended_at is null",
        "insert into sign_in_session select s.id + 1, '1000000000000000000000000000000000000000000000000000000000000000', l.id, s.strength, s.began_at, s.seen_at, s.expires_at, s.neighbourhood, null, null, null from sign_in_session s, login l where s.strength = 'TwoFactors' and s.ended_at is null and l.name_key = 'reviewer01'",
        "insert into sign_in_session select id + 1, '1000000000000000000000000000000000000000000000000000000000000000', login_id, strength, began_at, seen_at, expires_at, neighbourhood, null, null, began_at from sign_in_session where strength = 'Password' and ended_at is null",
    ];

    [Theory, BothDatabases]
    public async Task Statement_that_breaks_a_guard_is_refused(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        await Visitors.Login(world, (await A.Officers(world)).Reviewer, "reviewer01");
        using var key = new SoftKey();
        var (enter, password) = (world.The<EnterPasskey>(), world.The<EnterPassword>());
        var half = await password.Enter("clerk01", Visitors.Password, Visitors.Place);
        await enter.BeginWith(half, key.Make(await enter.Ask(half)), "key", Visitors.Place);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        half = await password.Enter("clerk01", Visitors.Password, Visitors.Place);
        await enter.Enter(half, key.Answer(await enter.Ask(half)), Visitors.Place);
        await enter.Ask(await password.Enter("clerk01", Visitors.Password, Visitors.Place));

        foreach (var sql in Attacks) await world.ShouldRefuse(sql);
        await world.ShouldRefuse("update passkey set removed_at = last_used_at"); // the last factor

        await world.Damage($"insert into passkey({Columns}) select {Values} from passkey");
        await world.Damage("update passkey set removed_at = last_used_at where slot = 1");
        await world.ShouldRefuse("update passkey set removed_at = null where slot = 1");
        await world.ShouldRefuse("update passkey set sign_count = sign_count + 1 where slot = 1");
        await world.ShouldRefuse("update passkey set removed_at = made_at where slot = 2");
        await world.Damage("update login set ended_at = created_at where name_key = 'reviewer01'");
        await world.ShouldRefuse($"insert into passkey({Columns}) select {Values.Replace("login_id", "(select id from login where name_key = 'reviewer01')", StringComparison.Ordinal).Replace("id + 1", "id + 7", StringComparison.Ordinal).Replace("AAAAAAAA'", "AAAACCCC'", StringComparison.Ordinal)} from passkey where slot = 1");
    }
}
