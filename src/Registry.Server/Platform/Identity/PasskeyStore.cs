using System.Buffers.Text;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Registry.Server.Platform.Data;

namespace Registry.Server.Platform.Identity;

/// <summary>
/// Reads passkeys for the framework, which verifies their answers. It writes nothing: what came of an answer is written by the slice, in the transaction of its act.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="counters">Whether counters are told; without them an answer is verified in every other respect.</param>
internal sealed class PasskeyStore(Db db, bool counters) : IUserPasskeyStore<Login>
{
    public Task<string> GetUserIdAsync(Login user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString(CultureInfo.InvariantCulture));

    public Task<string?> GetUserNameAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(Logins.Key(user.Name));

    public async Task<Login?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        await using var reads = await db.Read();
        return await Logins.Get(reads, long.Parse(userId, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    public async Task<Login?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        await using var reads = await db.Read();
        return await Logins.Named(reads, normalizedUserName);
    }

    /// <summary>Also of one that was removed: an id is taken for ever.</summary>
    public async Task<Login?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var reads = await db.Read();
        var login = await reads.Scalar<long?>($"select login_id from passkey where credential_id = {Base64Url.EncodeToString(credentialId)}");
        return login is { } id ? await Logins.Get(reads, id) : null;
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Login user, CancellationToken cancellationToken)
    {
        await using var reads = await db.Read();
        return [.. (await Passkeys.Of(reads, user.Id)).Select(Told)];
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Login user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var reads = await db.Read();
        return await Passkeys.Find(reads, user.Id, credentialId) is { } passkey ? Told(passkey) : null;
    }

    public Task AddOrUpdatePasskeyAsync(Login user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemovePasskeyAsync(Login user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetUserNameAsync(Login user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(Login user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(Login user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(Login user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(Login user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
        // It holds nothing.
    }

    private UserPasskeyInfo Told(Passkey passkey) => new(
        Base64Url.DecodeFromChars(passkey.CredentialId), Base64Url.DecodeFromChars(passkey.PublicKey), passkey.MadeAt, counters ? (uint)passkey.SignCount : 0,
        passkey.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries), isUserVerified: true, passkey.BackupEligible, passkey.BackedUp, [], []);
}
