using Registry.Kernel.Rules;
using Registry.Server.Capabilities.ProvinceFeed;
using Registry.Server.Capabilities.PublicSite.Cancellations;
using Registry.Server.Capabilities.PublicSite.Lists;
using Registry.Server.Capabilities.PublicSite.Lots;
using Registry.Server.Capabilities.PublicSite.Projects;
using Registry.Server.Capabilities.PublicSite.Reductions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Province;

/// <summary>
/// What a provincial department reads: the published projects, reductions, issued lots and cancellations of its own province, by the lists of the public site
/// with the province of its account in their question. Whatever the address asks for, another province is not found. Measures, article 34.
/// </summary>
internal static class ProvinceLists
{
    /// <summary>Issued lots.</summary>
    public const string Lots = "lots";

    /// <summary>Cancellations of units of the province's projects.</summary>
    public const string Cancellations = "cancellations";

    private const string Projects = "projects-";
    private const string Reductions = "reductions-";
    private static readonly Texts Text = Texts.For<ProvinceText>();

    /// <summary>The lists by the last part of their address, in the order of the page.</summary>
    public static readonly IReadOnlyList<string> Keys = [.. ProjectTabs.Tabs.Select(t => Projects + t.Key), .. ReductionTabs.Tabs.Select(t => Reductions + t.Key), Lots, Cancellations];

    /// <summary>The list of projects with this address; null where it is none.</summary>
    public static ListTab<ProjectRow>? ProjectsOf(string key) => key.StartsWith(Projects, StringComparison.Ordinal) ? ProjectTabs.Find(key[Projects.Length..]) : null;

    /// <summary>The list of reductions with this address; null where it is none.</summary>
    public static ListTab<ReductionRow>? ReductionsOf(string key) => key.StartsWith(Reductions, StringComparison.Ordinal) ? ReductionTabs.Find(key[Reductions.Length..]) : null;

    /// <summary>The province of the account for which somebody acts; to everybody else there is no such place.</summary>
    /// <exception cref="RefusalException">The account is none of a provincial department, or the person does not represent it now.</exception>
    public static async Task<string> Own(Db db, Actor actor)
    {
        await using var reads = await db.Read();
        GeneralRules.Absent.Require(await IsDepartment(reads, actor), ("what", "province"));
        return await OwnProvince.Of(reads, actor);
    }

    /// <summary>Whether somebody acts for a provincial department.</summary>
    private static async Task<bool> IsDepartment(Reads reads, Actor actor) =>
        await reads.Scalar<long>($"select count(*) from account where id = {actor.Account} and type = 'Provincial'") == 1;

    /// <summary>Maps the files: the rows, the order and the columns of the page, all pages together.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var form in (string[])["csv", "json"])
            routes.MapGet($"/portal/province/{{list}}.{form}", (string list, Db db, HttpContext context) => File(list, form, db, context))
                .RequireAuthorization(new DemandsAttribute(Permissions.Province)).ExcludeFromDescription();
    }

    private static async Task<IResult> File(string list, string form, Db db, HttpContext context)
    {
        var province = await Own(db, context.SignedIn()!.Actor);
        GeneralRules.Absent.Require(Keys.Contains(list), ("what", "list"));
        var asked = Asked.Of(context.Request.Query) with { Province = province };
        var name = $"{province}-{list}";
        await using var reads = await db.PublicRead();
        if (ProjectsOf(list) is { } projects) return ListExport.Answer(form, name, projects.Columns, await projects.Export(reads, asked));
        if (ReductionsOf(list) is { } reductions) return ListExport.Answer(form, name, reductions.Columns, await reductions.Export(reads, asked));
        return list == Lots
            ? ListExport.Answer(form, name, LotList.Columns, await LotList.Export(reads, asked))
            : ListExport.Answer(form, name, CancellationList.Columns, await CancellationList.Export(reads, asked));
    }

    /// <summary>What a list is called.</summary>
    public static string TitleOf(string key) => Text["list." + key];
}
