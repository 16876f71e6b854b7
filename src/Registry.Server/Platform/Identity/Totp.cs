using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Registry.Server.Platform.Identity;

/// <summary>
/// Codes of an authenticator, RFC 6238: SHA-1, six digits, thirty seconds, as every authenticator has them. The code before and the one after are
/// accepted for clocks that differ.
/// </summary>
public static class Totp
{
    private const int StepSeconds = 30;
    private const int Modulus = 1_000_000;
    private const int KeyBytes = 20;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret, in base32 as it is typed into an authenticator.</summary>
    public static string NewSecret() => Base32(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Number of the code that belongs to an instant.</summary>
    public static long StepOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a number.</summary>
    public static string Code(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(Key(secret), counter, hash);
        var offset = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        return (number % Modulus).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>Number of the code that was typed, where it is one of now; blanks are let pass.</summary>
    public static long? Match(string secret, string typed, DateTimeOffset now)
    {
        var code = Encoding.UTF8.GetBytes(typed.Replace(" ", "", StringComparison.Ordinal));
        long? match = null;
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(code, Encoding.ASCII.GetBytes(Code(secret, step)))) match = step;
        return match;
    }

    /// <summary>What an authenticator reads to add the login.</summary>
    public static string Address(string issuer, string name, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(name)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}";

    private static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            var value = 0;
            for (var i = bit; i < bit + 5; i++) value = value << 1 | bytes[i / 8] >> 7 - i % 8 & 1;
            text.Append(Alphabet[value]);
        }
        return text.ToString();
    }

    private static byte[] Key(string secret)
    {
        var bytes = new byte[secret.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
            if ((Alphabet.IndexOf(secret[bit / 5], StringComparison.Ordinal) >> 4 - bit % 5 & 1) == 1) bytes[bit / 8] |= (byte)(1 << 7 - bit % 8);
        return bytes;
    }
}
