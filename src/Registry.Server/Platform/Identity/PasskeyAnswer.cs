using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Registry.Kernel.Identity;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Platform.Identity;

/// <summary>An answer of a passkey that was right, and is entered in the transaction of what it opens.</summary>
public sealed record PasskeyAnswer
{
    private readonly long login;
    private readonly string credential;
    private readonly uint signCount;
    private readonly bool backedUp;

    internal PasskeyAnswer(long login, string credential, uint signCount, bool backedUp) =>
        (this.login, this.credential, this.signCount, this.backedUp) = (login, credential, signCount, backedUp);

    /// <summary>Counts the use. Of two answers with one counter only the first is taken.</summary>
    /// <exception cref="RefusalException"><c>sign-in.passkey-copied</c>.</exception>
    public async Task Use(Tx tx)
    {
        SignInRules.PasskeyCopied.Require(await tx.Execute($"""
            update passkey set sign_count = {(long)signCount}, backed_up = {backedUp}, last_used_at = {tx.Now}
            where login_id = {login} and credential_id = {credential} and removed_at is null and (sign_count < {(long)signCount} or (sign_count = 0 and {(long)signCount} = 0))
            """) == 1);
        tx.About("login", login);
    }
}

/// <summary>A passkey that a device made and the framework verified.</summary>
public sealed record NewPasskey
{
    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 40;

    private readonly UserPasskeyInfo made;

    internal NewPasskey(UserPasskeyInfo made) => this.made = made;

    /// <summary>A name as it is kept.</summary>
    /// <exception cref="RefusalException">There is none, or it is too long.</exception>
    public static string Named(string? name)
    {
        var trimmed = (name ?? "").Trim();
        SignInRules.PasskeyUnnamed.Require(trimmed.Length is > 0 and <= LongestName && !trimmed.Any(char.IsControl), ("field", "name"), ("most", LongestName));
        return trimmed;
    }

    /// <summary>Enters it among those of a login.</summary>
    /// <exception cref="RefusalException">The login has as many as it may.</exception>
    public async Task Enter(Tx tx, long login, string name)
    {
        var credential = Base64Url.EncodeToString(made.CredentialId);
        var taken = await tx.Rows<int>($"select slot from passkey where login_id = {login} and removed_at is null");
        var most = SignInLimits.Passkeys.Value;
        SignInRules.PasskeysMany.Require(taken.Count < most, ("most", most));
        var slot = Enumerable.Range(1, most).Except(taken).First();
        var entered = await tx.Execute($"""
            insert into passkey(id, login_id, slot, credential_id, public_key, sign_count, backup_eligible, backed_up, transports, name, made_at)
            values ({tx.NewId()}, {login}, {slot}, {credential}, {Base64Url.EncodeToString(made.PublicKey)}, {(long)made.SignCount}, {made.IsBackupEligible}, {made.IsBackedUp},
                    {string.Join(' ', (made.Transports ?? []).Where(t => t.All(c => char.IsAsciiLetter(c) || c == '-')).Take(8))}, {name}, {tx.Now})
            on conflict do nothing
            """);
        SignInRules.PasskeyNotAccepted.Require(entered == 1);
        tx.About("login", login);
    }
}
