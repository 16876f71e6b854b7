using System.Security.Cryptography;
using System.Text;

namespace Registry.Server.Platform.Personal;

/// <summary>
/// The keys of personal data, as their file holds them: one of them seals, all of them open. The file begins with 32 random bytes in base64, from which
/// the first key and the key of the blind index are derived, or, once that first key was retired, with <c>index</c> and the key of the index; further
/// lines are <c>key</c> with such bytes and <c>seal</c> with the id of the key that seals from there on. Lines are only added, so that a loss of power
/// costs at most the last one, and then nothing was sealed with it yet. Whoever loses the file loses the personal data.
/// </summary>
public sealed class PersonalKeys
{
    private PersonalKeys(byte[] index, IReadOnlyList<PersonalKey> all, string sealing)
    {
        Index = index;
        All = all;
        Sealing = all.Single(k => k.Id == sealing);
    }

    /// <summary>All keys, the oldest first.</summary>
    public IReadOnlyList<PersonalKey> All { get; }

    /// <summary>The key that seals.</summary>
    public PersonalKey Sealing { get; }

    internal byte[] Index { get; }

    /// <summary>Reads the keys.</summary>
    /// <exception cref="FormatException">The file holds no keys.</exception>
    /// <exception cref="PersonalKeyMismatchException">There is no such file.</exception>
    public static PersonalKeys Load(string path)
    {
        if (!File.Exists(path)) throw new PersonalKeyMismatchException($"The key of the personal data is not at {path}. Put it back, or name its place with --keys.");
        var text = File.ReadAllText(path);
        // A line that somebody is still adding, or that a loss of power cut off, does not count yet; the first may come from an editor.
        var whole = text.Contains('\n', StringComparison.Ordinal) ? text[..(text.LastIndexOf('\n') + 1)] : text;
        var lines = whole.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        byte[]? index = null;
        var keys = new List<PersonalKey>();
        var sealing = "";
        foreach (var (line, number) in lines.Select((line, n) => (line, n)))
        {
            var words = line.Split(' ');
            var bytes = Master(words[^1]);
            if (number == 0 && words.Length == 1 && bytes is not null) (index, sealing) = (PersonalKey.IndexOf(bytes), Add(keys, bytes));
            else if (number == 0 && words is ["index", _] && bytes is not null) index = bytes;
            else if (words is ["key", _] && bytes is not null) Add(keys, bytes);
            else if (words is ["seal", var id] && keys.Any(k => k.Id == id)) sealing = id;
            else throw NoKeys(path);
        }
        if (sealing.Length == 0 && keys.Count > 0) sealing = keys[0].Id;
        return index is null || keys.Count == 0 ? throw NoKeys(path) : new(index, keys, sealing);
    }

    /// <summary>Reads the keys, or makes one where there is no file yet.</summary>
    public static PersonalKeys LoadOrCreate(string path)
    {
        if (File.Exists(path)) return Load(path);
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = Beside(full, Convert.ToBase64String(RandomNumberGenerator.GetBytes(PersonalKey.Bytes)) + "\n");
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

    /// <summary>Adds a key that opens and does not seal yet.</summary>
    public static PersonalKeys Add(string path)
    {
        Append(path, $"key {Convert.ToBase64String(RandomNumberGenerator.GetBytes(PersonalKey.Bytes))}");
        return Load(path);
    }

    /// <summary>Makes the newest key the one that seals.</summary>
    public static PersonalKeys SealWithNewest(string path)
    {
        var keys = Load(path);
        if (keys.Sealing.Id != keys.All[^1].Id) Append(path, $"seal {keys.All[^1].Id}");
        return Load(path);
    }

    /// <summary>Leaves the key that seals alone in the file, with the key of the index.</summary>
    public static PersonalKeys KeepSealing(string path)
    {
        var keys = Load(path);
        var full = Path.GetFullPath(path);
        File.Move(Beside(full, $"index {Convert.ToBase64String(keys.Index)}\nkey {keys.Sealing.Text}\n"), full, overwrite: true);
        return Load(path);
    }

    internal PersonalKey? Find(ReadOnlySpan<char> id)
    {
        foreach (var key in All)
            if (id.SequenceEqual(key.Id)) return key;
        return null;
    }

    private static FormatException NoKeys(string path) => new($"{path} holds no personal key: 32 bytes in base64 are expected, then lines with 'key' or 'seal'.");

    private static string Add(List<PersonalKey> keys, byte[] master)
    {
        var key = new PersonalKey(master);
        if (keys.All(k => k.Id != key.Id)) keys.Add(key);
        return key.Id;
    }

    private static byte[]? Master(string text)
    {
        var master = new byte[PersonalKey.Bytes];
        return Convert.TryFromBase64String(text, master, out var written) && written == PersonalKey.Bytes ? master : null;
    }

    private static void Append(string path, string line)
    {
        var text = File.ReadAllText(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        // What was cut off goes; a single line without its end gets one.
        file.SetLength(text.Contains('\n', StringComparison.Ordinal) ? Encoding.UTF8.GetByteCount(text[..(text.LastIndexOf('\n') + 1)]) : file.Length);
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.ASCII.GetBytes((text.Contains('\n', StringComparison.Ordinal) ? "" : "\n") + line + "\n"));
        file.Flush(flushToDisk: true);
    }

    private static string Beside(string full, string content)
    {
        var temporary = $"{full}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(temporary, options);
        file.Write(Encoding.ASCII.GetBytes(content));
        file.Flush(flushToDisk: true);
        return temporary;
    }
}
