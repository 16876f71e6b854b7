namespace Registry.Server.Platform.Personal;

/// <summary>
/// Where the keys lie. They are read when first needed, and again when the file was changed, so that a running server seals with a new key as soon as
/// its file names one. A file that is gone or spoilt never takes the place of keys that were read.
/// </summary>
public sealed class PersonalKeyFile(string path)
{
    private readonly Lock reading = new();
    private volatile Read? read;

    private sealed record Read(PersonalKeys Keys, DateTime Written, long Length);

    /// <summary>Where they lie.</summary>
    public string Path => path;

    /// <summary>The keys as they were read last.</summary>
    public PersonalKeys Keys => (read ?? Again()).Keys;

    /// <summary>The keys as the file has them now.</summary>
    public PersonalKeys Newest()
    {
        if (read is not { } known) return Again().Keys;
        var file = new FileInfo(path);
        return file.Exists && (file.LastWriteTimeUtc != known.Written || file.Length != known.Length) ? Again().Keys : known.Keys;
    }

    /// <summary>Makes the key where there is no file yet; only for a database that belongs to no key.</summary>
    public void CreateIfMissing() => PersonalKeys.LoadOrCreate(path);

    private Read Again()
    {
        lock (reading)
        {
            var known = read;
            try
            {
                var file = new FileInfo(path);
                var (written, length) = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
                var keys = PersonalKeys.Load(path);
                // Another index would find nobody again: that is another registry's file.
                if (known is null || keys.Index.AsSpan().SequenceEqual(known.Keys.Index)) return read = new(keys, written, length);
                return known;
            }
            catch (Exception e) when (known is not null && e is (IOException or UnauthorizedAccessException or FormatException or PersonalKeyMismatchException))
            {
                return known;
            }
        }
    }
}
