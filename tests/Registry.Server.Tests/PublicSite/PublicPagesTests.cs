using System.Net;
using System.Text.Json;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.PublicSite;

/// <summary>What everybody sees: pages, exports and downloads, on both databases.</summary>
public sealed class PublicPagesTests
{
    private static readonly string[] Pages =
    [
        "/", "/projects", "/projects/notice", "/projects/notice-over", "/projects/registered", "/projects/deregistered", "/reductions", "/reductions/notice",
        "/reductions/notice-over", "/reductions/registered", "/reductions/issued", "/cancellations", "/methodologies", "/bodies", "/statistics", "/rules", "/search?q=coast",
    ];

    private static async Task<(TestWorld World, HttpClient Http)> Filled(Engine engine)
    {
        var world = await TestWorld.On(engine);
        await PublishedRecords.Insert(world);
        return (world, await world.Http());
    }

    [Theory, BothDatabases]
    public async Task Every_page_answers_in_both_languages_also_when_the_registry_is_empty(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var http = await world.Http();
        foreach (var page in Pages)
            foreach (var (language, query) in new[] { ("zh-CN", ""), ("en", "lang=en") })
            {
                var answer = await http.Answer(page + (page.Contains('?') ? "&" : "?") + query);
                var html = await answer.Text();
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
                html.ShouldContain($"<html lang=\"{language}\"");
                html.ShouldContain("010-82268466");
                html.ShouldContain("010-82268490");
                html.ShouldNotContain(" style=");
            }
    }

    [Theory, BothDatabases]
    public async Task Draft_is_seen_nowhere(Engine engine)
    {
        var (world, http) = await Filled(engine);
        await using var _ = world;
        foreach (var page in Pages.Append("/search?q=secret").Append("/projects/registered.csv").Append("/projects/notice-over.json").Append("/api/v1/public/projects"))
            (await http.Text(page)).ShouldNotContain("Secret draft");
        (await http.Answer($"/projects/{PublishedRecords.Draft}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.Answer($"/api/v1/public/projects/{PublishedRecords.Draft}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.Answer($"/documents/{PublishedRecords.DraftDocument}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task Project_page_shows_its_facts_course_documents_published_comments_reductions_and_lots(Engine engine)
    {
        var (world, http) = await Filled(engine);
        await using var _ = world;
        var html = await http.Text("/projects/A210001?lang=en");
        foreach (var shown in (string[])["A210001", "Grid-connected offshore wind power", "Shandong", "2022-04-01", "10,010", "2024-01-02", "20 working days", "notice.pdf", "final.pdf",
            new('b', 64), "Published remark", "Our reply", "CCER-A210001-2022-01-0000000001-0000000120", $"/reductions/{PublishedRecords.Reduction}"])
            html.ShouldContain(shown);
        html.ShouldNotContain("Hidden remark");
        (await http.Text($"/projects/{PublishedRecords.Registered}")).ShouldContain("A210001");
    }

    [Theory, BothDatabases]
    public async Task Names_are_shown_as_text_never_as_markup(Engine engine)
    {
        var (world, http) = await Filled(engine);
        await using var _ = world;
        var html = await http.Text("/projects/A210001");
        html.ShouldContain("=Owner &amp; &lt;b&gt;Co&lt;/b&gt;");
        html.ShouldNotContain("<b>Co");
        html.ShouldContain(PublishedRecords.Wind);
    }

    [Theory, BothDatabases]
    public async Task Search_finds_two_characters_of_a_name_folded_in_width_and_case(Engine engine)
    {
        var (world, http) = await Filled(engine);
        await using var _ = world;
        (await Found(http, PublishedRecords.Forest)).ShouldBe(["9002"]);
        (await Found(http, PublishedRecords.Wind)).Count.ShouldBe(PublishedRecords.RegisteredProjects);
        (await Found(http, "\uFF21\uFF12\uFF11\uFF10\uFF10\uFF10\uFF13")).ShouldBe(["9012"]);
        (await Found(http, "COAST a210005")).ShouldBe(["9014"]);
        (await Found(http, "coast%")).ShouldBeEmpty();
        (await Found(http, "a210001", "reductions")).ShouldBe([$"{PublishedRecords.Reduction}"]);
        (await http.Text("/api/v1/public/lots?q=a210001")).ShouldContain("CCER-A210001-2022-01");
        (await http.Text("/api/v1/public/lots?q=a210002")).ShouldNotContain("CCER-");
        (await Found(http, "\" or grams:x")).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Pages_of_a_list_follow_each_other_forward_and_backward_without_loss(Engine engine)
    {
        var (world, http) = await Filled(engine);
        await using var _ = world;
        foreach (var sort in (string[])["registered", "-registered", "number", "-name", "annual", "province"])
        {
            var whole = await Numbers(http, $"sort={sort}&pageSize=200");
            var pieces = new List<string>();
            string? after = null;
            do
            {
                using var page = JsonDocument.Parse(await http.Text($"/api/v1/public/projects?status=registered&sort={sort}&pageSize=2&after={after}"));
                pieces.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetString()!));
                after = page.RootElement.GetProperty("nextCursor").GetString();
            }
            while (after is not null);
            pieces.ShouldBe(whole);
            whole.Count.ShouldBe(PublishedRecords.RegisteredProjects);
        }
    }

    [Theory, BothDatabases]
    public async Task Export_equals_the_page_and_carries_no_formula(Engine engine)
    {
        var (world, http) = await Filled(engine);
        await using var _ = world;
        var answer = await http.Answer("/projects/registered.csv?sort=number&lang=en");
        var bytes = await answer.Bytes();
        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(PublishedRecords.RegisteredProjects + 1);
        lines[0].ShouldStartWith("Number,Project,Owner");
        lines[1].ShouldContain("'=Owner");
        var html = await http.Text("/projects/registered?sort=number&lang=en");
        using var json = JsonDocument.Parse(await http.Text("/projects/registered.json?sort=number"));
        var rows = json.RootElement.EnumerateArray().Select(r => r.GetProperty("number").GetString()!).ToList();
        rows.ShouldBe(lines.Skip(1).Select(line => line.Split(',')[0]));
        rows.ShouldBe(rows.OrderBy(r => html.IndexOf($">{r}<", StringComparison.Ordinal)));
    }

    [Theory, BothDatabases]
    public async Task Published_document_is_downloaded_in_a_sandbox_and_kept_by_its_hash(Engine engine)
    {
        var (world, http) = await Filled(engine);
        await using var _ = world;
        var answer = await http.Answer($"/documents/{PublishedRecords.NoticeDocument}");
        (await answer.Text()).ShouldBe("notice");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        answer.Headers.ETag!.Tag.ShouldBe($"\"{new string('a', 64)}\"");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/documents/{PublishedRecords.NoticeDocument}");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag);
        (await http.Answer(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory, BothDatabases]
    public async Task Address_that_leads_nowhere_says_so_in_both_languages(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var http = await world.Http();
        foreach (var path in (string[])["/nothing", "/projects/Z999999", "/reductions/12", "/nothing?lang=en"])
        {
            var answer = await http.Answer(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await answer.Text()).ShouldContain("<h1");
        }
    }

    [Theory, BothDatabases]
    public async Task Question_that_cannot_be_read_is_refused_by_a_page_that_names_the_rule(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var http = await world.Http();
        foreach (var query in (string[])["sort=secret", "after=%%%", "from=yesterday", "body=x"])
        {
            var answer = await http.Answer($"/projects/registered?{query}");
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, query);
            (await answer.Text()).ShouldContain("general.value-malformed");
        }
    }

    private static async Task<List<string>> Found(HttpClient http, string question, string list = "projects")
    {
        using var page = JsonDocument.Parse(await http.Text($"/api/v1/public/{list}?q={Uri.EscapeDataString(question)}"));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];
    }

    private static async Task<List<string>> Numbers(HttpClient http, string query)
    {
        using var page = JsonDocument.Parse(await http.Text($"/api/v1/public/projects?status=registered&{query}"));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetString()!)];
    }
}
