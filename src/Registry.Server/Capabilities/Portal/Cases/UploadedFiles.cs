using System.Globalization;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Files;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>A file that was stored with a form that was not taken yet.</summary>
public sealed record KeptFile
{
    /// <summary>The stored document.</summary>
    public long Id { get; init; }

    /// <summary>Its kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Its name.</summary>
    public string FileName { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>Its hash.</summary>
    public string Sha256 { get; init; } = "";
}

/// <summary>What came of the files of a form.</summary>
/// <param name="Documents">Those that are stored, also from an earlier try.</param>
/// <param name="Refused">Why others are not.</param>
internal sealed record TakenFiles(IReadOnlyList<FiledDocument> Documents, IReadOnlyList<Finding> Refused);

/// <summary>The files of a form, stored, by the names of their fields; and why others are not.</summary>
internal sealed record HeldFiles(IReadOnlyDictionary<string, KeptFile> Files, IReadOnlyList<Finding> Refused);

/// <summary>Stores the files of a form as they come, so that they survive a refusal of the rest.</summary>
public sealed class UploadedFiles(Documents documents, Db db)
{
    /// <summary>Name of the fields that carry what is stored already.</summary>
    internal static string KeptName(ActField field) => KeptName(field.DocumentKind);

    /// <summary>The same for a form whose fields are told apart by their names.</summary>
    internal static string KeptName(string field) => $"kept.{field}";

    /// <summary>Name of the box that takes back what is stored already.</summary>
    internal static string DropName(string keptName) => $"drop.{keptName}";

    /// <summary>Stores what is new of a form. What was stored with an earlier try stays until a new file takes its place, or it is taken back.</summary>
    internal async Task<HeldFiles> Hold(Actor actor, IFormCollection form, IReadOnlyList<(string Field, string Kind)> fields, string once)
    {
        var kept = fields.ToDictionary(f => f.Field, f => form[DropName(KeptName(f.Field))].Count > 0 ? null : form[KeptName(f.Field)].ToString(), StringComparer.Ordinal);
        List<Finding> refused = [];
        foreach (var (field, kind) in fields)
        {
            if (form.Files.GetFile(field) is not { } fresh || (fresh.Length == 0 && fresh.FileName.Length == 0)) continue;
            try
            {
                kept[field] = $"{(await Uploads.Store(documents, actor, fresh, kind, $"{once}-{field}")).Id}";
            }
            catch (RefusalException refusal)
            {
                refused.AddRange(refusal.Findings.Select(f => f with { Facts = [.. f.Facts, new Fact("field", field)] }));
            }
        }
        return new(await Held(actor, kept), refused);
    }

    /// <summary>The files behind the ids that a form carries; only what this person has stored is one.</summary>
    internal async Task<IReadOnlyDictionary<string, KeptFile>> Held(Actor actor, IReadOnlyDictionary<string, string?> ids)
    {
        var wanted = ids.Where(i => long.TryParse(i.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _)).ToDictionary(i => i.Key, i => long.Parse(i.Value!, CultureInfo.InvariantCulture));
        if (wanted.Count == 0) return new Dictionary<string, KeptFile>();
        await using var reads = await db.Read();
        var found = (await reads.Rows<KeptFile>($"""
            select d.id, d.kind, d.file_name, d.sha256, c.size from document d join document_content c on c.sha256 = d.sha256
            where d.id in {wanted.Values.ToList()} and d.uploaded_by_person_id = {actor.Person} and d.account_id = {actor.Account} and d.status = 'Clean'
            """)).ToDictionary(f => f.Id);
        return wanted.Where(w => found.ContainsKey(w.Value)).ToDictionary(w => w.Key, w => found[w.Value], StringComparer.Ordinal);
    }

    /// <summary>Stores what is new; a new file takes the place of the one that was kept.</summary>
    internal async Task<TakenFiles> Take(Actor actor, IFormCollection form, IReadOnlyList<ActField> fields, string once)
    {
        List<FiledDocument> taken = [];
        List<Finding> refused = [];
        foreach (var field in fields.Where(f => f.Kind == FieldKind.File))
        {
            var fresh = form.Files.GetFile(field.Name);
            if (fresh is null || (fresh.Length == 0 && fresh.FileName.Length == 0))
            {
                if (form[DropName(KeptName(field))].Count > 0) continue;
                foreach (var kept in form[KeptName(field)])
                    if (long.TryParse(kept, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) taken.Add(new(id, field.DocumentKind));
                continue;
            }
            try
            {
                taken.Add(new((await Uploads.Store(documents, actor, fresh, field.DocumentKind, $"{once}-{field.DocumentKind}")).Id, field.DocumentKind));
            }
            catch (RefusalException refusal)
            {
                refused.AddRange(refusal.Findings.Select(f => f with { Facts = [.. f.Facts, new Fact("field", field.Name)] }));
            }
        }
        return new(taken, refused);
    }
}
