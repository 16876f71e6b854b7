using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.Ui;

/// <summary>
/// What was typed into a long form and not sent off: kept when its writer asks for it, and when the session had ended by the time the form came. It waits
/// for thirty days where it was typed, for the same login, sealed; files, codes and passwords are never kept.
/// </summary>
public sealed class KeptForms(Db db, PersonalVault vault, RegistryClock clock)
{
    private const int LongestPath = 200;
    private const int MostBytes = 200_000;
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);
    private static readonly HashSet<string> NeverKept = new(StringComparer.OrdinalIgnoreCase) { Once.Name, "_handler", "__RequestVerificationToken", "code", "credential", "password", "hash", "keep" };

    /// <summary>Keeps what a form holds; a later one of the same page takes its place. What is too large to be typed is not kept.</summary>
    public async Task Keep(long login, string path, IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        ArgumentNullException.ThrowIfNull(path);
        var typed = fields.Where(f => !NeverKept.Contains(f.Key)).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
        var json = Json.Write(typed);
        if (typed.Count == 0 || path.Length > LongestPath || json.Length > MostBytes) return;
        await db.Note($"""
            insert into kept_form(login_id, path, fields_cipher, kept_at) values ({login}, {path}, {vault.Seal(PlaceOf(login), json)}, {clock.Now})
            on conflict (login_id, path) do update set fields_cipher = excluded.fields_cipher, kept_at = excluded.kept_at
            """);
    }

    /// <summary>What is kept of a page; nothing where it is gone or older than thirty days.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> Find(long login, string path)
    {
        await using var reads = await db.Read();
        var sealedFields = await reads.Scalar<string>($"select fields_cipher from kept_form where login_id = {login} and path = {path} and kept_at > {clock.Now - Life}");
        try
        {
            return sealedFields is null ? null : Json.Read<Dictionary<string, string>>(vault.Open(PlaceOf(login), sealedFields));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Forgets what is kept of a page; it was sent off, or is not wanted.</summary>
    public Task Forget(long login, string path) => db.Note($"delete from kept_form where login_id = {login} and path = {path}");

    private static Place PlaceOf(long login) => new("kept_form", login, "fields_cipher");
}
