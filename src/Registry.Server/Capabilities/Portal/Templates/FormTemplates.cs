using System.Text.RegularExpressions;
using Registry.Kernel.Accounts;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Portal.Openings;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Portal.Templates;

/// <summary>
/// Forms to download, fill in, seal and hand in: those of the list of materials that is in force, and those of applications. The annexes of the notice are not
/// public, so their words are ours; each says which version it is. What an applicant has typed already stands in it.
/// </summary>
internal static partial class FormTemplates
{
    private const string Blank = "\uFF3F\uFF3F\uFF3F\uFF3F\uFF3F\uFF3F\uFF3F\uFF3F";
    private const char NextParagraph = '\u00B6';
    private static readonly Texts Text = Texts.For<TemplatesText>();

    /// <summary>Materials of an opening that have a form.</summary>
    private static readonly HashSet<string> OfOpenings = new(["application-form", "authorisation-letter", "right-to-reductions", "credit-statement", "trading-recommendation"], StringComparer.Ordinal);

    /// <summary>Kinds of documents of an application that have a form.</summary>
    private static readonly Dictionary<string, string> OfDocuments = new(StringComparer.Ordinal)
    {
        [DocumentKinds.ProjectForm] = "project-form",
        [DocumentKinds.ReductionForm] = "reduction-form",
        [DocumentKinds.Commitment] = "commitment",
    };

    /// <summary>Every form.</summary>
    public static IEnumerable<string> Keys => OfOpenings.Concat(OfDocuments.Values);

    /// <summary>Where the form of a kind of document is; null where it has none.</summary>
    public static string? HrefOf(string documentKind) => OfDocuments.TryGetValue(documentKind, out var key) ? $"/templates/{key}" : null;

    /// <summary>Where the form of a material of an opening is, filled in with what was typed; null where it has none.</summary>
    public static string? HrefOf(long opening, string material) => OfOpenings.Contains(material) ? $"/opening/{opening}/templates/{material}" : null;

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/templates/{key}", (string key, OpeningMaterials materials, RegistryClock clock) => Answer(key, materials, clock, null)).ExcludeFromDescription();
        routes.MapGet("/opening/{id:long}/templates/{key}", async (long id, string key, HttpContext context, OpeningView view, OpeningMaterials materials, RegistryClock clock) =>
            Answer(key, materials, clock, await view.ReadOwn(context.SignedIn()!.Actor, id)))
            .RequireAuthorization(new DemandsAttribute(Permissions.Opening)).ExcludeFromDescription();
    }

    private static IResult Answer(string key, OpeningMaterials materials, RegistryClock clock, OpeningCase? opening)
    {
        GeneralRules.Absent.Require(Keys.Contains(key), ("what", "template"));
        var version = OfOpenings.Contains(key) ? materials.On(clock.Today).EffectiveFrom : new DateOnly(2024, 1, 22);
        return TypedResults.File(Write(key, version, opening is null ? [] : Typed(opening)), WordFile.MediaType, $"{key}.docx");
    }

    /// <summary>The file of a form.</summary>
    /// <param name="key">Which form.</param>
    /// <param name="version">Since when the list that asks for it is in force.</param>
    /// <param name="typed">What is known of the applicant, by the names in the form; the rest stays blank.</param>
    public static byte[] Write(string key, DateOnly version, IReadOnlyDictionary<string, string> typed) => WordFile.Of(Text["title." + key],
        Hole().Replace(Text["body." + key], hole => typed.GetValueOrDefault(hole.Groups[1].Value) is { Length: > 0 } value ? value : Blank).Split(NextParagraph),
        Text["version", Formats.Date(version)]);

    private static Dictionary<string, string> Typed(OpeningCase opening)
    {
        var typed = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = opening.Form.Name,
            ["code"] = opening.Form.CreditCode,
            ["address"] = opening.Form.Address,
        };
        foreach (var (role, person) in opening.Parts.Where(p => p.Person is not null).DistinctBy(p => p.Role))
        {
            typed[$"{role}"] = person!.Name;
            typed[$"{role}Number"] = person.DocumentNumber;
            typed[$"{role}Phone"] = person.Phone;
        }
        return typed;
    }

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Hole();
}
