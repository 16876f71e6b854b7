using System.Text.RegularExpressions;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Capabilities.Identity.Passwords;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Identity.Activation;

/// <summary>
/// A person makes the login of one capacity with a one-time code, and chooses its name and password: nobody else ever knows them. The code gives
/// no capacity; who has none cannot sign in.
/// </summary>
public sealed partial class ActivateLogin(Db db, Attempts attempts, PasswordChoice choice, PersonalVault vault, RegistryClock clock)
{
    private static readonly ActionCode Code = new("sign-in.activate");

    /// <summary>Gives out a code for a person in a capacity; an older one that was not used is void.</summary>
    /// <returns>The code, told once.</returns>
    internal static async Task<string> Issue(Tx tx, PersonId person, AccountId account, ActorRole role)
    {
        await tx.Execute($"""
            update one_time_code set void_at = {tx.Now}
            where purpose = 'Activation' and person_id = {person} and account_id = {account} and role = {role} and used_at is null and void_at is null
            """);
        var secret = OneTimeSecret.NewTyped();
        await tx.Guarded($"""
            insert into one_time_code(id, purpose, code_hash, person_id, account_id, role, issued_at, expires_at)
            values ({tx.NewId()}, 'Activation', {OneTimeSecret.Hash(OneTimeSecret.Typed(secret))}, {person}, {account}, {role}, {tx.Now}, {tx.Now + SignInLimits.OneTimeCode.Value})
            on conflict do nothing
            """);
        tx.About("person", person.Value);
        return secret;
    }

    /// <summary>Makes the login.</summary>
    /// <exception cref="RefusalException">The code, the name or the password is not accepted.</exception>
    public async Task Activate(string code, string name, string password, string again, string neighbourhood)
    {
        var ofPlace = attempts.OfPlace(neighbourhood);
        await attempts.Count(ofPlace);
        CodeRow? row;
        await using (var reads = await db.Read())
            row = await reads.Find<CodeRow>($"""
                select id, person_id, account_id, role from one_time_code
                where code_hash = {OneTimeSecret.Hash(OneTimeSecret.Typed(code))} and purpose = 'Activation' and used_at is null and void_at is null and expires_at > {clock.Now}
                """);
        if (row is null) throw await attempts.Refused(null, Code, SignInRules.TokenNotAccepted);
        SignInRules.NameMalformed.Require(LoginName().IsMatch(name.Trim()));
        var hash = await choice.Accept(new PersonId(row.PersonId), row.AccountId, name.Trim(), password, again, null);
        await db.Transaction(new Actor(new PersonId(row.PersonId), new AccountId(row.AccountId), row.Role), Code, tx => Make(tx, row, name.Trim(), hash, ofPlace));
    }

    private async Task Make(Tx tx, CodeRow row, string name, string hash, Counter ofPlace)
    {
        SignInRules.TokenNotAccepted.Require(await tx.Execute($"update one_time_code set used_at = {tx.Now} where id = {row.Id} and used_at is null and void_at is null") == 1);
        SignInRules.LoginExists.Require(await tx.Scalar<long>($"""
            select count(*) from login where person_id = {row.PersonId} and account_id = {row.AccountId} and role = {row.Role} and ended_at is null
            """) == 0);
        var id = tx.NewId();
        var made = await tx.Execute($"""
            insert into login(id, name, name_key, person_id, account_id, role, password_hash, password_set_at, totp_cipher, totp_step, created_at)
            values ({id}, {name}, {Logins.Key(name)}, {row.PersonId}, {row.AccountId}, {row.Role}, {hash}, {tx.Now}, {vault.Seal(EnterCode.PlaceOf(id), Totp.NewSecret())}, 0, {tx.Now})
            on conflict do nothing
            """);
        SignInRules.NameTaken.Require(made == 1, ("name", name));
        await PasswordChoice.Remember(tx, id, hash);
        await Attempts.GiveBack(tx, ofPlace);
        tx.About("login", id);
    }

    [GeneratedRegex("^[A-Za-z0-9]{4,32}$")]
    private static partial Regex LoginName();

    private sealed record CodeRow
    {
        public long Id { get; init; }
        public long PersonId { get; init; }
        public long AccountId { get; init; }
        public ActorRole Role { get; init; }
    }
}
