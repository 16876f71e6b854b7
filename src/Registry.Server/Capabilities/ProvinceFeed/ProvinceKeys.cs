using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Registry.Kernel.ProvinceFeed;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.ProvinceFeed;

/// <summary>A key as it is kept: its hash, never itself.</summary>
internal sealed record ProvinceKey
{
    public long Id { get; init; }
    public long AccountId { get; init; }
    public string ProvinceCode { get; init; } = "";
    public DateOnly BeginsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public string? KeyHash { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Refuses unless the key opens the feed now.</summary>
    public void Require(DateTimeOffset now)
    {
        var today = RegistryClock.DateOf(now);
        FeedRules.KeyRevoked.Require(RevokedAt is null, ("key", Id));
        FeedRules.KeyExpired.Require(today >= BeginsOn && today <= EndsOn, ("key", Id), ("beginsOn", BeginsOn), ("endsOn", EndsOn));
    }
}

/// <summary>The keys of provincial sites: 256 random bits behind a prefix by which a leaked one is recognised; only the SHA-256 is kept.</summary>
internal static class ProvinceKeys
{
    /// <summary>How every key begins.</summary>
    public const string Prefix = "ccer_province_";

    private const int Bytes = 32;

    private static readonly Sql Columns = Sql.Of($"k.id, k.account_id, a.province_code, k.begins_on, k.ends_on, k.key_hash, k.revoked_at");

    /// <summary>A new key and its hash.</summary>
    public static (string Key, string Hash) Make()
    {
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (key, Hash(key));
    }

    /// <summary>SHA-256, lower-case hex.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>A key by its id.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static Task<ProvinceKey> Get(Reads reads, long id) =>
        reads.Get<ProvinceKey>($"select {Columns} from province_key k join account a on a.id = k.account_id where k.id = {id}");

    /// <summary>The key that was sent, found by its hash and compared in a time that tells nothing; null where it is not ours.</summary>
    public static async Task<ProvinceKey?> Find(Reads reads, string sent)
    {
        var hash = Hash(sent);
        var found = await reads.Find<ProvinceKey>($"select {Columns} from province_key k join account a on a.id = k.account_id where k.key_hash = {hash}");
        return found?.KeyHash is { } kept && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(kept), Encoding.ASCII.GetBytes(hash)) ? found : null;
    }
}
