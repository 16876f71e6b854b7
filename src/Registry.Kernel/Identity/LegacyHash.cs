using System.Collections.Frozen;
using System.Globalization;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Identity;

/// <summary>How the old system made the hash of a password.</summary>
public enum LegacyDigest
{
    /// <summary>MD5, 16 bytes.</summary>
    Md5,

    /// <summary>SHA-1, 20 bytes.</summary>
    Sha1,

    /// <summary>SHA-256, 32 bytes.</summary>
    Sha256,

    /// <summary>bcrypt, which brings its own salt.</summary>
    Bcrypt,
}

/// <summary>Where the salt stood when the hash was made.</summary>
public enum LegacySalt
{
    /// <summary>There is none, or the hash brings it.</summary>
    None,

    /// <summary>Before the password.</summary>
    Before,

    /// <summary>After the password.</summary>
    After,
}

/// <summary>The hash of a password as the old system kept it. It is good for one comparison and erased with it.</summary>
/// <param name="Digest">By what it was made.</param>
/// <param name="Place">Where the salt stood.</param>
/// <param name="Salt">The salt, as text; empty where there is none.</param>
/// <param name="Hash">The hash: hexadecimal in small letters, or bcrypt's own writing.</param>
public sealed record LegacyHash(LegacyDigest Digest, LegacySalt Place, string Salt, string Hash)
{
    /// <summary>Least rounds of bcrypt, as a power of two.</summary>
    public const int LeastWork = 4;

    /// <summary>Most rounds of bcrypt, as a power of two; more would let one attempt stop the machine.</summary>
    public const int MostWork = 13;

    private const int BcryptLength = 60;
    private const int BcryptSign = 7;
    private const string BcryptSigns = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly FrozenDictionary<string, (LegacyDigest Digest, LegacySalt Place)> Schemes = new Dictionary<string, (LegacyDigest, LegacySalt)>
    {
        ["md5"] = (LegacyDigest.Md5, LegacySalt.None),
        ["md5-salt-before"] = (LegacyDigest.Md5, LegacySalt.Before),
        ["md5-salt-after"] = (LegacyDigest.Md5, LegacySalt.After),
        ["sha1"] = (LegacyDigest.Sha1, LegacySalt.None),
        ["sha1-salt-before"] = (LegacyDigest.Sha1, LegacySalt.Before),
        ["sha1-salt-after"] = (LegacyDigest.Sha1, LegacySalt.After),
        ["sha256"] = (LegacyDigest.Sha256, LegacySalt.None),
        ["sha256-salt-before"] = (LegacyDigest.Sha256, LegacySalt.Before),
        ["sha256-salt-after"] = (LegacyDigest.Sha256, LegacySalt.After),
        ["bcrypt"] = (LegacyDigest.Bcrypt, LegacySalt.None),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of the schemes, in order.</summary>
    public static IReadOnlyList<string> SchemeNames { get; } = [.. Schemes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Rounds of bcrypt as a power of two; zero for the others, which cost nothing.</summary>
    public int Work => Digest == LegacyDigest.Bcrypt ? int.Parse(Hash.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    /// <summary>Reads scheme, salt and hash of a row.</summary>
    /// <exception cref="RefusalException">The scheme is unknown, or salt or hash do not fit it.</exception>
    public static LegacyHash Parse(string scheme, string salt, string hash)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(salt);
        ArgumentNullException.ThrowIfNull(hash);
        SignInRules.LegacySchemeUnknown.Require(Schemes.TryGetValue(scheme.Trim().ToLowerInvariant(), out var known), ("scheme", scheme.Trim()), ("known", string.Join(", ", SchemeNames)));
        var written = hash.Trim();
        SignInRules.LegacyHashMalformed.Require((known.Place == LegacySalt.None) == (salt.Length == 0), ("scheme", scheme.Trim()), ("what", "salt"));
        if (known.Digest == LegacyDigest.Bcrypt)
        {
            SignInRules.LegacyHashMalformed.Require(IsBcrypt(written), ("scheme", scheme.Trim()), ("what", "password_hash"));
            return new(known.Digest, known.Place, "", written);
        }
        SignInRules.LegacyHashMalformed.Require(written.Length == LengthOf(known.Digest) && written.All(char.IsAsciiHexDigit), ("scheme", scheme.Trim()), ("what", "password_hash"));
        return new(known.Digest, known.Place, salt, written.ToLowerInvariant());
    }

    /// <summary>Nothing of it: a log that prints it by accident gives nothing away.</summary>
    public override string ToString() => nameof(LegacyHash);

    private static int LengthOf(LegacyDigest digest) => digest switch
    {
        LegacyDigest.Md5 => 32,
        LegacyDigest.Sha1 => 40,
        LegacyDigest.Sha256 => 64,
        LegacyDigest.Bcrypt => BcryptLength,
    };

    private static bool IsBcrypt(string text) =>
        text.Length == BcryptLength && text[0] == '$' && text[1] == '2' && (text[2] is 'a' or 'b' or 'y') && text[3] == '$' && text[6] == '$'
        && int.TryParse(text.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var work) && work is >= LeastWork and <= MostWork
        && text.Skip(BcryptSign).All(BcryptSigns.Contains);
}
