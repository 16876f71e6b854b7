using System.Security.Cryptography;
using System.Text;

namespace Registry.Server.Platform.Personal;

/// <summary>
/// The key of personal data: one file with 32 random bytes in base64, readable by its owner alone. The keys for encryption and for the
/// blind index are derived from it (HKDF-SHA256). Whoever loses the file loses the personal data.
/// </summary>
public sealed class PersonalKey
{
    private const int Bytes = 32;

    private PersonalKey(byte[] master)
    {
        Encryption = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, Bytes, info: "personal encryption"u8.ToArray());
        Index = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, Bytes, info: "personal index"u8.ToArray());
        Id = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 8, info: "personal key id"u8.ToArray()));
    }

    /// <summary>Names the key without giving it away.</summary>
    public string Id { get; }

    internal byte[] Encryption { get; }

    internal byte[] Index { get; }

    /// <summary>Reads the key.</summary>
    /// <exception cref="FormatException">The file holds no key.</exception>
    /// <exception cref="PersonalKeyMismatchException">There is no such file.</exception>
    public static PersonalKey Load(string path)
    {
        if (!File.Exists(path)) throw new PersonalKeyMismatchException($"The key of the personal data is not at {path}. Put it back, or name its place with --keys.");
        var text = File.ReadAllText(path).Trim();
        var master = new byte[Bytes];
        return Convert.TryFromBase64String(text, master, out var written) && written == Bytes
            ? new(master)
            : throw new FormatException($"{path} holds no personal key: 32 bytes in base64 are expected.");
    }

    /// <summary>Reads the key, or makes one where there is none yet.</summary>
    public static PersonalKey LoadOrCreate(string path)
    {
        if (File.Exists(path)) return Load(path);
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = $"{full}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)) + "\n"));
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(temporary, full, overwrite: false);
        }
        catch (IOException) when (File.Exists(full))
        {
            File.Delete(temporary);
        }
        return Load(path);
    }
}

/// <summary>Where the key lies; it is read when first needed.</summary>
public sealed class PersonalKeyFile(string path)
{
    private readonly Lazy<PersonalKey> key = new(() => PersonalKey.Load(path));

    /// <summary>The key.</summary>
    public PersonalKey Key => key.Value;

    /// <summary>Makes the key where there is no file yet; only for a database that belongs to no key.</summary>
    public void CreateIfMissing() => PersonalKey.LoadOrCreate(path);
}
