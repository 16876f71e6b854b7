using System.Security.Cryptography;
using System.Text;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Platform.Personal;

/// <summary>Where an encrypted value stands. It is bound to this place: moved to another row or column it does not open.</summary>
/// <param name="Table">Table.</param>
/// <param name="Row">Key of the row.</param>
/// <param name="Column">Column.</param>
public readonly record struct Place(string Table, string Row, string Column)
{
    /// <summary>A place in a row that is known by its id.</summary>
    public Place(string table, long row, string column) : this(table, row.ToString(System.Globalization.CultureInfo.InvariantCulture), column) { }

    internal byte[] Bound => Encoding.UTF8.GetBytes($"{Table}|{Row}|{Column}");
}

/// <summary>Encrypts personal data at rest (AES-256-GCM, a nonce of its own for each value) and makes the keyed hashes by which equal values are found.</summary>
public sealed class PersonalVault(PersonalKeyFile file)
{
    private const string Sample = "personal key";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private static readonly Place SamplePlace = new("personal_key_check", 1, "sample");

    /// <summary>Encrypts a value for its place.</summary>
    public string Seal(Place place, string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        var sealedBytes = new byte[NonceBytes + text.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        var key = file.Newest().Sealing;
        using var cipher = new AesGcm(key.Encryption, TagBytes);
        cipher.Encrypt(nonce, text, sealedBytes.AsSpan(NonceBytes, text.Length), sealedBytes.AsSpan(NonceBytes + text.Length), place.Bound);
        return $"{key.Id}:{Convert.ToBase64String(sealedBytes)}";
    }

    /// <summary>Decrypts the value of a place.</summary>
    /// <exception cref="CryptographicException">Another key sealed it, or it was changed or moved.</exception>
    public string Open(Place place, string sealedText)
    {
        var colon = sealedText.IndexOf(':', StringComparison.Ordinal);
        var id = sealedText.AsSpan(0, Math.Max(colon, 0));
        var key = file.Keys.Find(id) ?? file.Newest().Find(id) ?? throw new CryptographicException($"{place.Table}.{place.Column} was sealed with another key.");
        var bytes = Bytes(sealedText[(colon + 1)..]);
        if (bytes.Length < NonceBytes + TagBytes) throw new CryptographicException($"{place.Table}.{place.Column} is cut short.");
        var text = new byte[bytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key.Encryption, TagBytes);
        cipher.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, text.Length), bytes.AsSpan(NonceBytes + text.Length), text, place.Bound);
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>The keyed hash by which equal values are found without being readable.</summary>
    /// <param name="kind">What is hashed, so that equal texts of different kinds differ.</param>
    /// <param name="value">The value in its one written form.</param>
    public string Index(string kind, string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(file.Keys.Index, Encoding.UTF8.GetBytes($"{kind}|{value}")));

    /// <summary>Binds an unbound database to the key; refuses a database that is bound to another.</summary>
    /// <exception cref="PersonalKeyMismatchException">The database belongs to another key.</exception>
    public async Task Bind(Db db)
    {
        await using (var reads = await db.Read())
            if (await IsBound(reads)) return;
        file.CreateIfMissing();
        await db.Transaction(Actor.Setup, new ActionCode("personal-key.bind"), async tx =>
        {
            await tx.Execute($"""
                insert into personal_key_check(id, key_id, sample) values (1, {file.Keys.Sealing.Id}, {Seal(SamplePlace, Sample)}) on conflict do nothing
                """);
            if (!await IsBound(tx)) throw new InvalidOperationException("The personal key could not be bound.");
        }, Instruction.For("setup", "personal-key", Sample));
    }

    /// <summary>Refuses a database that is bound to another key or to none.</summary>
    /// <exception cref="PersonalKeyMismatchException">The database belongs to another key, or to none.</exception>
    public async Task Require(Db db)
    {
        await using var reads = await db.Read();
        if (!await IsBound(reads)) throw new PersonalKeyMismatchException("The database has no personal key yet: run migrate first.");
    }

    /// <summary>Binds a bound database to the key that seals now; what is sealed is changed only towards that key.</summary>
    internal async Task BindAnew(Tx tx)
    {
        await IsBound(tx);
        var key = file.Newest().Sealing.Id;
        await tx.Execute($"update personal_key_check set key_id = {key}, sample = {Seal(SamplePlace, Sample)} where id = 1 and key_id <> {key}");
    }

    /// <summary>Seals a value anew with the key that seals now.</summary>
    /// <returns>Null where it does not open.</returns>
    internal string? SealAnew(Place place, string sealedText)
    {
        try
        {
            return Seal(place, Open(place, sealedText));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) ? bytes[..written] : [];
    }

    private async Task<bool> IsBound(Reads reads)
    {
        var check = await reads.Find<Check>($"select key_id, sample from personal_key_check where id = 1");
        if (check is null) return false;
        if (file.Newest().Find(check.KeyId) is null)
            throw new PersonalKeyMismatchException($"The personal data of this database was sealed with key {check.KeyId}, but key {file.Keys.Sealing.Id} was given. Name the right file with --keys.");
        try
        {
            if (Open(SamplePlace, check.Sample) == Sample) return true;
        }
        catch (CryptographicException)
        {
            // Said below: the sample is not what this key sealed.
        }
        throw new PersonalKeyMismatchException("The check of the personal key does not open: somebody changed it in the database.");
    }

    private sealed record Check
    {
        public string KeyId { get; init; } = "";
        public string Sample { get; init; } = "";
    }
}

/// <summary>The key does not belong to the database; the message says what to do.</summary>
public sealed class PersonalKeyMismatchException(string message) : Exception(message);
