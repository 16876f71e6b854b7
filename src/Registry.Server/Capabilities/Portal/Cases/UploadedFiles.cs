using System.Globalization;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
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

/// <summary>Stores the files of a form as they come, so that they survive a refusal of the rest.</summary>
public sealed class UploadedFiles(Documents documents)
{
    /// <summary>Name of the fields that carry what is stored already.</summary>
    internal static string KeptName(ActField field) => $"kept.{field.DocumentKind}";

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
