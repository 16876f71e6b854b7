using System.Net;
using System.Text.RegularExpressions;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Security.Matrix;
using Registry.Server.Tests.Tidy;

namespace Registry.Server.Tests.Security;

/// <summary>
/// S012, S027, S028, S029: every address and every form, tried by every kind of person on what is theirs, another's and nobody's, as it must stand and as it
/// must not, against the table <c>docs/security/authz.csv</c>. <c>docs/security/authz.md</c> says how to read it.
/// </summary>
public sealed partial class AuthorizationMatrixTests
{
    /// <summary>Pages that several kinds of persons share: what each sees of them is approved field by field.</summary>
    private static readonly (string Name, string Path)[] Shared =
        [("case", "/portal/applications/{own.reduction}"), ("own account", "/portal/account"), ("account", "/portal/accounts/{own.account}"), ("holdings", "/portal/holdings"), ("proposal", "/portal/proposals/{own.proposal}")];

    private static bool Approving => Environment.GetEnvironmentVariable("REGISTRY_APPROVE") == "1";

    [Fact]
    public async Task S012_S027_S028_S029_everybody_is_answered_at_every_address_and_form_as_the_reviewed_table_says()
    {
        await using var world = await MatrixWorld.On(Engine.Sqlite);
        var endpoints = Endpoint.Of(world.World);
        var subjects = new MatrixSubjects(world).All();
        Forgotten(endpoints, subjects).ShouldBeEmpty();
        var fields = await Fields(world);
        await using var changes = await MatrixChanges.Of(world.World.Settings.Database.ConnectionString);
        var foreign = await MatrixForeign.Of(world);
        foreign.In("other-enterprise", "/portal", $"<a href=\"/portal/drafts/{world["own.draft"]}\">").ShouldBe(world["own.draft"]);
        foreign.In("enterprise-initiator", "/portal", $"<a href=\"/portal/drafts/{world["own.draft"]}\">").ShouldBeNull();
        var walk = new MatrixWalk(world, foreign, subjects);
        await walk.Fetch(endpoints, changes);
        await walk.Send(endpoints, changes);
        if (Approving) MatrixTable.Write([.. world.People.Select(p => p.Column)], walk.Rows);
        walk.Faults.ShouldBeEmpty();
        MatrixTable.Differences(MatrixTable.Read(), walk.Rows).ShouldBeEmpty("docs/security/authz.csv differs; see docs/security/authz.md");
        Approved.ShouldEqual("fields.txt", fields);
    }

    [Fact]
    public async Task S028_what_is_not_ones_own_looks_absent_on_PostgreSQL_too()
    {
        await using var world = await MatrixWorld.On(Engine.Postgres);
        var walk = new MatrixWalk(world, await MatrixForeign.Of(world), new MatrixSubjects(world).All());
        await walk.Fetch(Endpoint.Of(world.World).Where(e => e.IsPrivate), null);
        walk.Faults.ShouldBeEmpty();
        var seen = walk.Rows.Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        MatrixTable.Differences(MatrixTable.Read().Where(r => seen.Contains(r.Key)).ToDictionary(r => r.Key, r => r.Value), walk.Rows).ShouldBeEmpty();
    }

    [Fact]
    public void Row_that_is_answered_otherwise_or_new_or_gone_is_found()
    {
        MatrixRow Row(string route, string cell) => new("GET", route, "-", "-", "-") { Cells = { ["clerk"] = cell } };
        var reviewed = new[] { Row("/a", "yes"), Row("/b", "absent"), Row("/c", "yes") }.ToDictionary(r => r.Key);
        MatrixTable.Differences(reviewed, [.. reviewed.Values]).ShouldBeEmpty();
        var found = MatrixTable.Differences(reviewed, [Row("/a", "yes"), Row("/b", "yes"), Row("/d", "yes")]).ToList();
        found.Count.ShouldBe(3);
        found.ShouldContain(f => f.Contains("/b", StringComparison.Ordinal) && f.Contains("clerk", StringComparison.Ordinal));
        found.ShouldContain(f => f.StartsWith("not in the table", StringComparison.Ordinal) && f.Contains("/d", StringComparison.Ordinal));
        found.ShouldContain(f => f.StartsWith("gone", StringComparison.Ordinal) && f.Contains("/c", StringComparison.Ordinal));
    }

    /// <summary>Addresses with something in them, and forms, that nobody has said how to try.</summary>
    private static IEnumerable<string> Forgotten(IReadOnlyList<Endpoint> endpoints, IReadOnlyList<MatrixSubject> subjects)
    {
        foreach (var route in endpoints.Where(e => e.NamesSomething).Select(e => e.Route).Distinct())
            if (subjects.All(s => s.Route != route)) yield return $"{route}: say in Security/Matrix/MatrixSubjects.cs what stands in its address: one's own, another's, nobody's (Shown(\"{route}\").At(...))";
        foreach (var (route, form) in NamedForms.All)
            if (!subjects.Any(s => s.Route == route && (form.EndsWith('*') ? s.Form.StartsWith(form[..^1], StringComparison.Ordinal) && s.Form != "-" : s.Form == form)))
                yield return $"form {form} of {route}: say in Security/Matrix/MatrixSubjects.cs who may send it, what is typed, and where it is tried (Form(\"{route}\", \"{form}\", \"clerk\", ...).At(...))";
        foreach (var subject in subjects)
            if (endpoints.All(e => e.Route != subject.Route)) yield return $"{subject.Route}: there is no such route any more; take it out of Security/Matrix/MatrixSubjects.cs";
    }

    /// <summary>What each person sees of the shared pages, by the words of its fields.</summary>
    private static async Task<IReadOnlyList<string>> Fields(MatrixWorld world)
    {
        var seen = new List<string>();
        foreach (var (name, path) in Shared)
            foreach (var person in world.People)
            {
                var answer = await person.Get(world.Http, Thing.Replace(path, m => world[m.Groups[1].Value]) + "?lang=en");
                if (answer.StatusCode != HttpStatusCode.OK) continue;
                var html = await answer.Text();
                var main = html[html.IndexOf("<h1", StringComparison.Ordinal)..html.IndexOf("<footer", StringComparison.Ordinal)];
                var words = Label.Matches(main).Select(m => WebUtility.HtmlDecode(Tag.Replace(m.Groups[2].Value, "").Trim())).Where(w => w.Length > 0).Distinct();
                seen.Add($"{name} | {person.Column} | {string.Join("; ", words)}");
            }
        return seen;
    }

    [GeneratedRegex(@"\{([a-z.-]+)\}")]
    private static partial Regex Thing { get; }

    [GeneratedRegex("<(dt|th scope=\"col\"|label|h2|button)[^>]*>(.*?)</", RegexOptions.Singleline)]
    private static partial Regex Label { get; }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag { get; }
}
