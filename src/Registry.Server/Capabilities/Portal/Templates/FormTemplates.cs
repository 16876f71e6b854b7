using System.Text.RegularExpressions;
using Registry.Kernel.Accounts;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Accounts.Change;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Portal.Cases;
using Registry.Server.Capabilities.Portal.Openings;
using Registry.Server.Platform.Data;
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
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>Materials of an opening that have a form.</summary>
    private static readonly HashSet<string> OfOpenings = new(["application-form", "authorisation-letter", "right-to-reductions", "credit-statement", "trading-recommendation"], StringComparer.Ordinal);

    /// <summary>Kinds of documents of an application that have a form.</summary>
    private static readonly Dictionary<string, string> OfDocuments = new(StringComparer.Ordinal)
    {
        [DocumentKinds.ProjectForm] = "project-form",
        [DocumentKinds.ReductionForm] = "reduction-form",
        [DocumentKinds.Commitment] = "commitment",
        [DocumentKinds.ProjectDesign] = "project-design",
        [DocumentKinds.ValidationReport] = "validation-report",
        [DocumentKinds.AccountingReport] = "accounting-report",
        [DocumentKinds.VerificationReport] = "verification-report",
    };

    /// <summary>How the body writes what became of the comments; it goes into the report.</summary>
    private const string CommentStatement = "comment-statement";

    /// <summary>Every form.</summary>
    public static IEnumerable<string> Keys => OfOpenings.Concat(OfDocuments.Values).Append(CommentStatement);

    /// <summary>Where the form of a kind of document is; null where it has none.</summary>
    public static string? HrefOf(string documentKind) => OfDocuments.TryGetValue(documentKind, out var key) ? $"/templates/{key}" : null;

    /// <summary>The same, filled in from a case or a draft.</summary>
    public static string? HrefOf(string documentKind, long application) =>
        OfDocuments.TryGetValue(documentKind, out var key) ? $"/portal/applications/{application}/templates/{key}" : null;

    /// <summary>The forms that one side of a case has to fill in: what each is called, and where it is.</summary>
    public static IReadOnlyList<(string Title, string Href)> Of(CaseView view) => [.. KeysOf(view).Select(key => (Text["title." + key], $"/portal/applications/{view.Id}/templates/{key}"))];

    private static string[] KeysOf(CaseView view) => (view.Side, view.IsProject) switch
    {
        (CaseSide.Owner, true) => ["project-design", "project-form", "commitment"],
        (CaseSide.Owner, false) => ["accounting-report", "reduction-form", "commitment"],
        (CaseSide.Body, true) => ["validation-report", CommentStatement],
        (CaseSide.Body, false) => ["verification-report", CommentStatement],
        _ => [],
    };

    /// <summary>Where the form of a material of an opening is, filled in with what was typed; null where it has none.</summary>
    public static string? HrefOf(long opening, string material) => OfOpenings.Contains(material) ? $"/opening/{opening}/templates/{material}" : null;

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/templates/{key}", (string key, OpeningMaterials materials, RegistryClock clock) => Answer(key, materials, clock, Nothing)).ExcludeFromDescription();
        routes.MapGet("/opening/{id:long}/templates/{key}", async (long id, string key, HttpContext context, OpeningView view, OpeningMaterials materials, RegistryClock clock) =>
            Answer(key, materials, clock, Typed(await view.ReadOwn(context.SignedIn()!.Actor, id))))
            .RequireAuthorization(new DemandsAttribute(Permissions.Opening)).ExcludeFromDescription();
        routes.MapGet("/portal/applications/{id:long}/templates/{key}", async (long id, string key, HttpContext context, CaseReader cases, Db db, OpeningMaterials materials, RegistryClock clock) =>
            {
                var view = await cases.Read(context.SignedIn()!.Actor, id);
                await using var reads = await db.Read();
                return Answer(key, materials, clock, Typed(view, await AccountRegister.View(reads, new(view.Head.AccountId)), await LicenceEntry.Of(reads, new(view.Head.AccountId))));
            })
            .RequireAuthorization(new DemandsAttribute(Permissions.Cases)).ExcludeFromDescription();
    }

    private static IResult Answer(string key, OpeningMaterials materials, RegistryClock clock, IReadOnlyDictionary<string, string> typed)
    {
        GeneralRules.Absent.Require(Keys.Contains(key), ("what", "template"));
        var version = OfOpenings.Contains(key) ? materials.On(clock.Today).EffectiveFrom : new DateOnly(2024, 1, 22);
        return TypedResults.File(Write(key, version, typed), WordFile.MediaType, $"{key}.docx");
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

    /// <summary>What a case holds; the facts are those of the body's upload where there is one, or else those of the notice.</summary>
    private static Dictionary<string, string> Typed(CaseView view, AccountView owner, LicenceEntry licence)
    {
        var typed = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = owner.Name,
            ["code"] = owner.CreditCode ?? "",
            ["address"] = licence.Address ?? "",
            ["project"] = view.Head.Number is { } number ? $"{view.Head.Title} {number}" : view.Head.Title,
            ["body"] = view.Head.Body,
            ["approval"] = view.Head.ApprovalNumber,
            ["notice"] = view.Head.NoticeStart is null ? "" : Formats.Period(view.Head.NoticeStart, view.Head.NoticeEnd),
            ["comments"] = $"{view.Comments.Count + view.Head.OutsideComments}",
            ["each"] = string.Concat(view.Comments.Select((comment, i) => $"{NextParagraph}{Text["comment", i + 1, Formats.Time(comment.SubmittedAt), comment.Content, comment.Reply ?? Blank]}")),
        };
        if ((view.FinalProject ?? view.NoticeProject) is { } project)
        {
            typed["location"] = $"{Dictionaries.Provinces.Of(project.ProvinceCode)} {project.Location}";
            typed["methodology"] = project.MethodologyCode;
            typed["period"] = Formats.Period(project.CreditingFrom, project.CreditingTo);
            typed["tonnes"] = Formats.Number(project.AnnualTonnes);
        }
        if ((view.FinalReduction ?? view.NoticeReduction) is { } reduction)
        {
            typed["period"] = Formats.Period(reduction.PeriodFrom, reduction.PeriodTo);
            typed["tonnes"] = $"{Formats.Number(reduction.Tonnes)} ({string.Join(", ", reduction.Vintages.Select(v => $"{v.Year}: {Formats.Number(v.Tonnes)}"))})";
        }
        return typed;
    }

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Hole();
}
