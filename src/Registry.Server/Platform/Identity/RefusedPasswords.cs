using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Registry.Server.Platform.Identity;

/// <summary>
/// Passwords that are tried first by everybody, as the first 64 bits of the SHA-256 of their small letters. What the file is, its source
/// <c>docs/refused-passwords.txt</c> says. Without the file the registry does not start.
/// </summary>
public sealed class RefusedPasswords
{
    /// <summary>Name of the file in the folder of the data.</summary>
    public const string FileName = "refused-passwords.txt";

    private const int Fewest = 10_000;
    private const string Count = "# entries ";
    private readonly HashSet<ulong> entries;

    private RefusedPasswords(HashSet<ulong> entries) => this.entries = entries;

    /// <summary>How many.</summary>
    public int Entries => entries.Count;

    /// <summary>Reads the file.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="InvalidDataException">It is cut short or holds something else.</exception>
    public static RefusedPasswords Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new FileNotFoundException($"The list of refused passwords is not at {path}.", path);
        var said = -1;
        var entries = new HashSet<ulong>();
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith(Count, StringComparison.Ordinal)) said = int.Parse(line.AsSpan(Count.Length), NumberStyles.None, CultureInfo.InvariantCulture);
            if (line.StartsWith('#')) continue;
            if (line.Length != 16 || !ulong.TryParse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var entry))
                throw new InvalidDataException($"{path} holds a line that is no entry.");
            entries.Add(entry);
        }
        if (entries.Count != said || entries.Count < Fewest) throw new InvalidDataException($"{path} has {entries.Count} entries and says {said}; at least {Fewest} are needed.");
        return new(entries);
    }

    /// <summary>Whether a password stands in the list, whatever its case.</summary>
    public bool Has(string password) => entries.Contains(Entry(password));

    /// <summary>What stands in the list for a password.</summary>
    internal static ulong Entry(string password) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(password.ToLowerInvariant())));
}
