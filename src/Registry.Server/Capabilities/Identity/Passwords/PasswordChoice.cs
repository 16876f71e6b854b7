using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Identity.Passwords;

/// <summary>Looks at a new password by the profile in force, and makes its hash.</summary>
public sealed class PasswordChoice(Db db, PasswordProfile profile, RefusedPasswords refused, Argon2Passwords passwords, People people, Post post, AccessNotice notice)
{
    private static readonly Texts Text = Texts.For<IdentityText>();
    private static readonly string[] Field = ["ccer", "registry"];

    /// <summary>The profile in force.</summary>
    public PasswordProfile Profile => profile;

    /// <summary>The hash of a new password that may be used.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="account">Of which account; zero for the registry body.</param>
    /// <param name="loginName">Name of the login.</param>
    /// <param name="password">As typed.</param>
    /// <param name="again">As typed the second time.</param>
    /// <param name="login">The login whose history counts; null for a new one.</param>
    /// <exception cref="RefusalException">Everything that is wrong with it.</exception>
    public async Task<string> Accept(PersonId person, long account, string loginName, string password, string again, long? login)
    {
        IReadOnlyList<string> words;
        IReadOnlyList<string> history;
        await using (var reads = await db.Read())
        {
            words = await WordsOf(reads, person, account);
            history = await reads.Rows<string>($"select password_hash from password_history where login_id = {login ?? 0} order by seq desc limit {profile.History.Value}");
        }
        return await Accept(loginName, password, again, words, history);
    }

    /// <summary>The same for somebody of whom nothing is on record yet.</summary>
    /// <param name="loginName">Name of the login.</param>
    /// <param name="password">As typed.</param>
    /// <param name="again">As typed the second time.</param>
    /// <param name="words">What it must not hold, beside the name.</param>
    /// <param name="history">Hashes of earlier passwords.</param>
    public async Task<string> Accept(string loginName, string password, string again, IReadOnlyList<string> words, IReadOnlyList<string> history)
    {
        SignInRules.PasswordsDiffer.Require(string.Equals(password, again, StringComparison.Ordinal));
        var findings = profile.Check(password, refused.Has(password), [.. Field, loginName, .. words]).ToList();
        RefusalException.ThrowIfAny(findings);
        foreach (var old in history)
            SignInRules.PasswordUsedBefore.Require(await passwords.Verify(old, password) == PasswordVerificationResult.Failed, ("count", profile.History.Value));
        return await passwords.Hash(password);
    }

    /// <summary>Whether a password that is in use satisfies the profile in force; its age and history are not looked at.</summary>
    internal async Task<bool> Fits(Login login, string password)
    {
        IReadOnlyList<string> words;
        await using (var reads = await db.Read()) words = await WordsOf(reads, new PersonId(login.PersonId), login.LegacyAccountId ?? login.AccountId);
        return profile.Check(password, refused.Has(password), [.. Field, login.Name, .. words]).Count == 0;
    }

    /// <summary>Tells the holder of a login that its password was changed, and the other representative of the account.</summary>
    public async Task Tell(Tx tx, Login login)
    {
        var person = new PersonId(login.PersonId);
        await post.Send(tx, await people.ReachOf(tx, person), MessageKind.PasswordChanged, SignInLimits.OneTimeCode.Value,
            ("login", login.Name), ("time", Formats.Time(tx.Now)));
        if (login.IsStaff || login.Actor.IsVisitor) return;
        var account = new AccountId(login.AccountId);
        await notice.Tell(tx, account, Wording.Of(Text, "what.password", login.Name),
            (await AccessNotice.Representatives(tx, account)).Where(other => other != person));
    }

    private async Task<IReadOnlyList<string>> WordsOf(Reads reads, PersonId person, long account)
    {
        var ofAccount = await reads.Rows<string>($"select name from account where id = {account} union all select credit_code from account where id = {account} and credit_code is not null");
        return [.. ofAccount, .. await people.WordsOf(reads, person)];
    }

    /// <summary>Enters a hash in the history of a login.</summary>
    public static Task Remember(Tx tx, long login, string hash) => tx.Guarded($"""
        insert into password_history(login_id, seq, password_hash, set_at)
        select {login}, coalesce(max(seq), -1) + 1, {hash}, {tx.Now} from password_history where login_id = {login}
        """);
}
