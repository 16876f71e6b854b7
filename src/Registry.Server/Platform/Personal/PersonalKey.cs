using System.Security.Cryptography;

namespace Registry.Server.Platform.Personal;

/// <summary>One key that seals personal data. What encrypts is derived from it (HKDF-SHA256).</summary>
public sealed class PersonalKey
{
    internal const int Bytes = 32;

    internal PersonalKey(byte[] master)
    {
        Encryption = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, Bytes, info: "personal encryption"u8.ToArray());
        Id = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 8, info: "personal key id"u8.ToArray()));
        Text = Convert.ToBase64String(master);
    }

    /// <summary>Names the key without giving it away.</summary>
    public string Id { get; }

    internal byte[] Encryption { get; }

    /// <summary>How it stands in its file.</summary>
    internal string Text { get; }

    /// <summary>The key of the blind index that belongs to the first key of a file.</summary>
    internal static byte[] IndexOf(byte[] master) => HKDF.DeriveKey(HashAlgorithmName.SHA256, master, Bytes, info: "personal index"u8.ToArray());
}
