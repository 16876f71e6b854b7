using System.Data.Common;
using System.Net;
using System.Text.Json;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Http;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.PublicSite;

/// <summary>The public JSON interface, its refusals, its description, and the wall behind it.</summary>
public sealed class PublicApiTests
{
    private static async Task<JsonElement> Get(HttpClient http, string path)
    {
        using var document = JsonDocument.Parse(await http.Text(path));
        return document.RootElement.Clone();
    }

    [Theory, BothDatabases]
    public async Task Quantities_and_long_numbers_are_strings_on_the_wire(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await PublishedRecords.Insert(world);
        var http = await world.Http();

        var project = await Get(http, "/api/v1/public/projects/A210001");
        project.GetProperty("id").GetString().ShouldBe($"{PublishedRecords.Registered}");
        project.GetProperty("annualTonnes").GetString().ShouldBe("10010");
        project.GetProperty("reductions")[0].GetProperty("tonnes").GetString().ShouldBe("300");
        project.GetProperty("documents").GetArrayLength().ShouldBe(2);
        project.GetProperty("comments").GetInt32().ShouldBe(1);

        var reduction = await Get(http, $"/api/v1/public/reductions/{PublishedRecords.Reduction}");
        reduction.GetProperty("vintages").EnumerateArray().Select(v => (v.GetProperty("vintage").GetInt32(), v.GetProperty("tonnes").GetString(), v.GetProperty("status").GetString()))
            .ShouldBe([(2022, "120", "Issued"), (2023, "180", "Registered")]);
        reduction.GetProperty("issuedTonnes").GetString().ShouldBe("120");

        var lots = await Get(http, "/api/v1/public/lots");
        lots.GetProperty("items")[0].GetProperty("serialBlock").GetString().ShouldBe("CCER-A210001-2022-01-0000000001-0000000120");
    }

    [Theory, BothDatabases]
    public async Task Figures_agree_with_the_lists(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await PublishedRecords.Insert(world);
        var http = await world.Http();

        var figures = await Get(http, "/api/v1/public/statistics");
        figures.GetProperty("projectApplications").GetInt32().ShouldBe(PublishedRecords.RegisteredProjects + 2);
        figures.GetProperty("registeredProjects").GetInt32().ShouldBe(PublishedRecords.RegisteredProjects);
        figures.GetProperty("registeredTonnes").GetString().ShouldBe("300");
        figures.GetProperty("issuedTonnes").GetString().ShouldBe("120");
        figures.GetProperty("byProvince")[0].GetProperty("count").GetInt32().ShouldBe(PublishedRecords.RegisteredProjects);
        figures.GetProperty("issuedByMonth")[0].GetProperty("key").GetString().ShouldBe("2024-04");
        (await Get(http, "/api/v1/public/projects?status=notice")).GetProperty("total").GetInt32().ShouldBe(1);
        (await Get(http, "/api/v1/public/projects?status=notice-over")).GetProperty("total").GetInt32().ShouldBe(PublishedRecords.RegisteredProjects + 1);
        (await Get(http, "/api/v1/public/notices")).GetArrayLength().ShouldBe(1);
        (await Get(http, "/api/v1/public/methodologies")).EnumerateArray().Sum(m => m.GetProperty("registeredProjects").GetInt32()).ShouldBe(PublishedRecords.RegisteredProjects);
        (await Get(http, "/api/v1/public/bodies")).EnumerateArray().Select(b => b.GetProperty("approvalNumber").GetString()).ShouldContain("CNCA-R-2002-001");
    }

    [Theory, BothDatabases]
    public async Task Refusal_is_a_problem_that_names_its_rule_in_the_language_asked_for(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var http = await world.Http();
        foreach (var (path, status, code) in new[]
        {
            ("/api/v1/public/projects/404?lang=en", HttpStatusCode.NotFound, "general.absent"),
            ("/api/v1/public/projects?pageSize=201", HttpStatusCode.BadRequest, "general.value-malformed"),
            ("/api/v1/public/projects?pageSize=0", HttpStatusCode.BadRequest, "general.value-malformed"),
            ("/api/v1/public/projects?status=secret", HttpStatusCode.BadRequest, "general.value-malformed"),
            ("/api/v1/public/lots?after=x", HttpStatusCode.BadRequest, "general.value-malformed"),
        })
        {
            var answer = await http.Answer(path);
            answer.StatusCode.ShouldBe(status, path);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            using var problem = JsonDocument.Parse(await answer.Text());
            problem.RootElement.GetProperty("code").GetString().ShouldBe(code);
            problem.RootElement.GetProperty("type").GetString().ShouldBe($"/rules#{code}");
            problem.RootElement.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        }

        (await http.Answer("/api/v1/public/nothing")).Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory, BothDatabases]
    public async Task Every_answer_carries_the_security_headers(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var http = await world.Http();
        foreach (var path in (string[])["/", "/nothing", "/app.css", "/api/v1/public/projects", "/api/v1/public/projects?status=x", "/openapi/v1.json", "/projects/registered.csv", "/projects?sort=x"])
        {
            var answer = await http.Answer(path);
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldBe(SecurityHeaders.ContentSecurityPolicy, path);
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldContain("max-age=31536000");
            answer.Headers.Contains("Referrer-Policy").ShouldBeTrue();
            answer.Headers.Contains("Cross-Origin-Opener-Policy").ShouldBeTrue();
            answer.Headers.Contains("Permissions-Policy").ShouldBeTrue();
        }
    }

    [Theory, BothDatabases]
    public async Task Lists_repeat_the_records_exactly_also_after_names_and_states_change(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await PublishedRecords.Insert(world);
        (await Differences(world)).ShouldBe(0);

        await world.Damage($"""
            update account set name = 'Renamed owner' where id = 71;
            update verification_body set name = 'Renamed body' where approval_number = 'CNCA-R-2002-001';
            update application set outside_comments = 9 where id = {PublishedRecords.Running};
            update notice_comment set status = 'Refused', refusal_reason = 'x', moderated_at = '2024-01-12T01:00:00.000000Z' where id = 2;
            update reduction_vintage set status = 'Issuing' where reduction_id = 95 and vintage = 2023;
            update project set status = 'DeregistrationRequested' where number = 'A210003';
            """);
        (await Differences(world)).ShouldBe(0);
        (await (await world.Http()).Text("/api/v1/public/projects")).ShouldContain("Renamed owner");

        await world.Damage($"update application_listing set comments = 77 where id = {PublishedRecords.Running}");
        (await Differences(world)).ShouldBe(2);
    }

    private static async Task<long> Differences(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        return await reads.Scalar<long>($"""
            select (select count(*) from (select id, number, status_code, project_status, name, owner, body, tonnes, issued_tonnes, comments, words from application_listing
                      except select id, number, status_code, project_status, name, owner, body, tonnes, issued_tonnes, comments, words from application_listing_source) as listed)
                 + (select count(*) from (select id, number, status_code, project_status, name, owner, body, tonnes, issued_tonnes, comments, words from application_listing_source
                      except select id, number, status_code, project_status, name, owner, body, tonnes, issued_tonnes, comments, words from application_listing) as recorded)
            """);
    }

    [Fact]
    public void Content_policy_allows_nothing_unsafe_and_no_foreign_origin()
    {
        SecurityHeaders.ContentSecurityPolicy.ShouldNotContain("unsafe");
        SecurityHeaders.ContentSecurityPolicy.ShouldNotContain("http");
        SecurityHeaders.ContentSecurityPolicy.ShouldStartWith("default-src 'none'");
    }

    [Theory, BothDatabases]
    public async Task Static_file_asked_for_by_its_fingerprint_may_be_kept_for_ever(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var http = await world.Http();
        var html = await http.Text("/");
        var start = html.IndexOf("/app.css?v=", StringComparison.Ordinal);
        var style = await http.Answer(html[start..html.IndexOf('"', start)]);
        style.Headers.CacheControl!.ToString().ShouldContain("immutable");
        (await http.Answer("/app.css?v=000000000000")).Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task Description_of_the_api_names_every_public_path(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var paths = (await Get(await world.Http(), "/openapi/v1.json")).GetProperty("paths");
        foreach (var path in (string[])["projects", "projects/{id}", "reductions", "reductions/{id}", "lots", "cancellations", "cancellations/{id}", "notices", "methodologies", "bodies", "statistics"])
            paths.TryGetProperty($"/api/v1/public/{path}", out _).ShouldBeTrue(path);
    }

    [Theory, BothDatabases]
    public async Task Public_connection_cannot_write(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await using var reads = await world.Db.PublicRead();
        await Should.ThrowAsync<DbException>(async () => await reads.Scalar<long>($"insert into number_sequence(name, last_no) values ('x', 1) returning last_no"));
    }

    [Fact]
    public async Task Public_role_of_PostgreSQL_reads_views_and_no_table()
    {
        await using var world = await TestWorld.On(Engine.Postgres);
        await using var reads = await world.Db.PublicRead();
        (await reads.Scalar<long>($"select count(*) from public_project")).ShouldBe(0);
        foreach (var refused in new FormattableString[] { $"select count(*) from application", $"select count(*) from person", $"select count(*) from account", $"select count(*) from document_content" })
            await Should.ThrowAsync<DbException>(async () => await reads.Scalar<long>(refused));
    }
}
