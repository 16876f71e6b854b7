using System.Net;
using System.Text.RegularExpressions;
using Registry.Server.Tests.PublicSite;

namespace Registry.Server.Tests.Security.Matrix;

/// <summary>Tries every row as every person, puts back what a mutation changed, and keeps what was answered.</summary>
internal sealed partial class MatrixWalk(MatrixWorld world, MatrixForeign foreign, IReadOnlyList<MatrixSubject> subjects)
{
    /// <summary>Changed by uploads before an act is refused: files have no effect until an act names them.</summary>
    private static readonly string[] Kept = ["document", "document_content", "storage_used", "audit_entry", "audit_subject"];

    /// <summary>What leaves a record of having been looked at.</summary>
    private static readonly string[] Noted = ["/portal/audit", "/portal/audit.csv", "/me/notices/broadcasts/{Id:long}"];

    private readonly ILookup<string, MatrixSubject> byRoute = subjects.ToLookup(s => s.Route, StringComparer.Ordinal);
    private readonly Dictionary<string, MatrixRow> rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> absent = new(StringComparer.Ordinal);

    /// <summary>What was seen.</summary>
    public IReadOnlyCollection<MatrixRow> Rows => rows.Values;

    /// <summary>What must never be: something changed although it was refused, another answer for what is not one's own than for what is not, a fault.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Fetches everything that can be fetched.</summary>
    /// <param name="endpoints">What there is.</param>
    /// <param name="changes">Watches the database; null where it is not watched.</param>
    public async Task Fetch(IEnumerable<Endpoint> endpoints, MatrixChanges? changes)
    {
        foreach (var endpoint in endpoints.Where(e => e.Method is "GET" or "*"))
        {
            if (!endpoint.NamesSomething) await Get(endpoint, "-", new("-", "-", endpoint.Route, []), changes);
            foreach (var subject in byRoute[endpoint.Route].Where(s => s.Form == "-" || endpoint.NamesSomething).DistinctBy(s => PageOf(endpoint, s)))
                foreach (var address in subject.Addresses.DistinctBy(a => (a.Whose, a.State))) await Get(endpoint, PageOf(endpoint, subject), address, changes);
        }
    }

    /// <summary>Sends every form.</summary>
    /// <param name="endpoints">What there is.</param>
    /// <param name="changes">Watches the database, and puts it back.</param>
    public async Task Send(IEnumerable<Endpoint> endpoints, MatrixChanges changes)
    {
        foreach (var endpoint in endpoints.Where(e => e.Method is "POST" or "*"))
        {
            await Post(endpoint, "-", new(endpoint.NamesSomething ? "absent" : "-", "-", endpoint.With(Endpoint.AbsentId), []), MatrixBody.Bare(null), changes);
            foreach (var subject in byRoute[endpoint.Route].Where(s => s.Form != "-")) await Post(endpoint, subject, changes);
        }
    }

    private static string PageOf(Endpoint endpoint, MatrixSubject subject) => endpoint.Route.Contains("{Slug}", StringComparison.Ordinal) || subject.Form == "-" ? subject.Variant : "-";

    private async Task Post(Endpoint endpoint, MatrixSubject subject, MatrixChanges changes)
    {
        MatrixBody? right = null;
        foreach (var address in subject.Addresses)
        {
            if (right is null)
            {
                var html = await (await world.The(subject.By).Get(world.Http, address.Path)).Text();
                right = MatrixBody.Read(html, subject.Form, subject.Typed, world.World.Clock.Today);
                if (right is null && subject.By is not ("anonymous" or "password-only")) Faults.Add($"{subject.Label} of {subject.Route} is not on {address.Path} as {subject.By} sees it; what is there: {string.Join(' ', Handler.Matches(html).Select(m => m.Groups[1].Value))}");
                right ??= MatrixBody.Bare(subject.Form, subject.Typed);
            }
            await Post(endpoint, subject.Label, address, right.But(address.Fields), changes);
        }
    }

    private async Task Get(Endpoint endpoint, string variant, MatrixAddress address, MatrixChanges? changes)
    {
        var row = Row("GET", endpoint, variant, address);
        foreach (var person in world.People)
        {
            var answer = await person.Get(world.Http, address.Path);
            var body = await answer.Text();
            var cell = Cell(answer, body);
            row.Cells[person.Column] = cell == "shown" ? "yes" : cell;
            Look(endpoint, person, row, address, answer, body);
            if (changes is not null && await changes.Any() is { Count: > 0 } changed)
            {
                if (!Noted.Contains(endpoint.Route)) Faults.Add($"{row.Key} changed {string.Join(' ', changed)} as {person.Column}");
                await changes.PutBack();
            }
        }
    }

    private async Task Post(Endpoint endpoint, string form, MatrixAddress address, MatrixBody body, MatrixChanges changes)
    {
        var row = Row("POST", endpoint, form, address);
        foreach (var person in world.People)
        {
            var answer = await person.Post(world.Http, address.Path, body);
            var html = await answer.Text();
            var cell = Cell(answer, html);
            var changed = await changes.Any();
            if (changed.Count > 0)
            {
                var refused = (int)answer.StatusCode >= 400;
                if (refused && changed.Except(Kept).Any()) Faults.Add($"{row.Key} was refused to {person.Column} ({cell}) and changed {string.Join(' ', changed)}");
                if (!refused) cell = "yes";
                await changes.PutBack();
            }
            row.Cells[person.Column] = cell;
            Look(endpoint, person, row, address, answer, html);
        }
    }

    private void Look(Endpoint endpoint, MatrixPerson person, MatrixRow row, MatrixAddress address, HttpResponseMessage answer, string body)
    {
        if ((int)answer.StatusCode >= 500) Faults.Add($"{row.Key} as {person.Column}: {(int)answer.StatusCode}");
        if (!endpoint.IsPrivate) return;
        if (answer.StatusCode != HttpStatusCode.NotFound && foreign.In(person.Column, address.Path, body) is { } found) Faults.Add($"{row.Key} names {found}, which {person.Column} must not see");
        if (answer.StatusCode != HttpStatusCode.NotFound) return;
        var key = $"{row.Method} {person.Column} {row.Route} {row.Form}";
        var normal = Varying.Replace(WebUtility.HtmlDecode(body).Replace(address.Path, "#", StringComparison.Ordinal).Replace(address.Path.Split('?')[0], "#", StringComparison.Ordinal), "#");
        if (!absent.TryAdd(key, normal) && absent[key] != normal) Faults.Add($"{row.Key} as {person.Column}: what is not there is told apart from other things that are not: {Difference(absent[key], normal)}");
    }

    private static string Difference(string one, string two)
    {
        var at = one.Zip(two).TakeWhile(c => c.First == c.Second).Count();
        return $"{one.Substring(Math.Max(0, at - 30), Math.Min(90, one.Length - Math.Max(0, at - 30)))} / {two.Substring(Math.Max(0, at - 30), Math.Min(90, two.Length - Math.Max(0, at - 30)))}";
    }

    private static string Cell(HttpResponseMessage answer, string body)
    {
        var status = (int)answer.StatusCode;
        if (status is >= 300 and < 400) return answer.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) ? "sign-in" : "led on";
        if (status < 300) return "shown";
        if (status == 404) return "absent";
        return Code.Matches(body).Select(m => m.Groups[1].Value).FirstOrDefault() is { Length: > 0 } code ? code : status == 400 ? "no form" : $"{status}";
    }

    private MatrixRow Row(string method, Endpoint endpoint, string form, MatrixAddress address)
    {
        var row = new MatrixRow(method, endpoint.Route, Varied(form), address.Whose, address.State);
        if (!rows.TryAdd(row.Key, row)) Faults.Add($"twice: {row.Key}");
        return row;
    }

    /// <summary>A form whose name holds an id, without it.</summary>
    private static string Varied(string form) => Long.Replace(form, "ID");

    [GeneratedRegex("[0-9]{12,}")]
    private static partial Regex Long { get; }

    [GeneratedRegex("name=\"_handler\" value=\"([^\"]+)\"")]
    private static partial Regex Handler { get; }

    [GeneratedRegex("<code>([a-z-]+\\.[a-z.-]+)</code>|\"code\":\"([a-z-]+\\.[a-z.-]+)\"")]
    private static partial Regex Code { get; }

    /// <summary>What differs from answer to answer: numbers of traces, tokens, ids in addresses.</summary>
    [GeneratedRegex("[0-9a-f]{32}|[0-9]{19}|CfDJ8[A-Za-z0-9_-]+|href=\"[^\"]*lang=[^\"]*\"|/sign-in\\?[^\"]*")]
    private static partial Regex Varying { get; }
}
