using System.Security.Cryptography;
using System.Text;
using Registry.Kernel.Identity;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Platform.Identity;

/// <summary>
/// Compares passwords with the hashes of the old system. While a hash of bcrypt is left, every attempt on whatever name takes as long as the
/// dearest of them: what is missing to it is computed for nobody.
/// </summary>
public sealed class LegacyPasswords(PersonalVault vault, Argon2Passwords seats)
{
    private const string NobodysSalt = "abcdefghijklmnopqrstuu";

    /// <summary>The hash of a login as it was imported, and the dearest that is left of all.</summary>
    /// <param name="Hash">The hash; null where the login has none.</param>
    /// <param name="Most">Rounds of the dearest, as a power of two; zero where none is left.</param>
    internal sealed record Pending(LegacyHash? Hash, int Most);

    /// <summary>Seals a hash for its row.</summary>
    internal string Seal(long legacy, LegacyHash hash) => vault.Seal(PlaceOf(legacy), Json.Write(hash));

    /// <summary>What is left of the person of a login.</summary>
    internal async Task<Pending> Find(Reads reads, long? person)
    {
        var row = await reads.Get<Row>($"""
            select (select max(work) from legacy_password) as most, (select secret_cipher from legacy_password where legacy_id = {person ?? 0}) as secret_cipher
            """);
        return new(row.SecretCipher is null ? null : Json.Read<LegacyHash>(vault.Open(PlaceOf(person!.Value), row.SecretCipher)), row.Most ?? 0);
    }

    /// <summary>Compares; without a hash it takes as long and fails.</summary>
    internal Task<bool> Verify(Pending pending, string password) => pending.Most == 0
        ? Task.FromResult(pending.Hash is { } cheap && Matches(cheap, password))
        : seats.Seated(() =>
        {
            var matches = pending.Hash is { } hash && Matches(hash, password);
            // Rounds are powers of two: those from one's own up to below the most sum to what is missing.
            var own = pending.Hash?.Work ?? 0;
            if (own == 0) Waste(password, pending.Most);
            for (var work = own; own > 0 && work < pending.Most; work++) Waste(password, work);
            return matches;
        });

    /// <summary>Whether the password is the one of the hash.</summary>
    internal static bool Matches(LegacyHash hash, string password)
    {
        if (hash.Digest == LegacyDigest.Bcrypt) return BCrypt.Net.BCrypt.Verify(password, hash.Hash);
        var text = Encoding.UTF8.GetBytes(hash.Place switch
        {
            LegacySalt.None => password,
            LegacySalt.Before => hash.Salt + password,
            LegacySalt.After => password + hash.Salt,
        });
        var computed = hash.Digest switch
        {
            LegacyDigest.Md5 => MD5.HashData(text),
            LegacyDigest.Sha1 => SHA1.HashData(text),
            LegacyDigest.Sha256 => SHA256.HashData(text),
            LegacyDigest.Bcrypt => [],
        };
        return CryptographicOperations.FixedTimeEquals(computed, Convert.FromHexString(hash.Hash));
    }

    private static void Waste(string password, int work) =>
        BCrypt.Net.BCrypt.HashPassword(password, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"$2a${work:00}${NobodysSalt}"));

    private static Place PlaceOf(long legacy) => new("legacy_password", legacy, "secret_cipher");

    private sealed record Row
    {
        public int? Most { get; init; }
        public string? SecretCipher { get; init; }
    }
}
