using System.Buffers.Text;
using System.Security.Cryptography;
using Registry.Server.Platform.Data;

namespace Registry.Server.Platform.Identity;

/// <summary>Random words of 256 bits that open something once or for a while. Only their hash is kept.</summary>
public static class OneTimeSecret
{
    private const int Bytes = 32;

    /// <summary>A new one: 43 letters, digits, hyphens and underscores.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is kept of it.</summary>
    public static string Hash(string secret) => Json.Hash(secret);
}
