using System.Net;
using System.Text.Json;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.PublicSite;

/// <summary>The scenarios of the public side: the old addresses, a project by its number, and what is asked in vain.</summary>
public sealed class PublicScenarios
{
    private const string Trader = "Quiet Trader of Units";

    private static readonly string[] Pages =
    [
        "/", "/projects", "/projects/notice", "/projects/notice-over", "/projects/registered", "/projects/deregistered", "/reductions", "/reductions/notice", "/reductions/notice-over",
        "/reductions/registered", "/reductions/issued", "/cancellations", "/methodologies", "/bodies", "/statistics", "/rules", "/search", "/projects/A210001", "/reductions/9100",
        "/projects/registered.csv", "/projects/registered.json", "/reductions/registered.csv", "/reductions/issued.json", "/reductions/issued.csv",
    ];

    private static readonly string[] WordsOfHoldings = ["holding", "balance", "position", "reserved", "frozen", "available", "received", "accountNumber", "creditCode"];

    [Theory, BothDatabases]
    public async Task PB_01_old_address_of_the_home_page_leads_to_notices_entrances_and_figures_without_login(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await PublishedRecords.Insert(world);
        var http = await world.Http();

        var moved = await http.Answer("/client/home");
        moved.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        var home = await http.Answer(moved.Headers.Location!.OriginalString);

        home.StatusCode.ShouldBe(HttpStatusCode.OK);
        home.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var html = await home.Text();
        html.ShouldContain($"Spring {PublishedRecords.Forest}");
        foreach (var entrance in (string[])["/projects", "/reductions", "/methodologies", "/bodies", "/statistics", "/rules", "/projects/notice", "/reductions/issued", "/search"])
            html.ShouldContain($"\"{entrance}\"");
        html.ShouldContain($">{PublishedRecords.RegisteredProjects}<");
        html.ShouldContain(">300<");
        html.ShouldContain(">120<");
    }

    [Theory, BothDatabases]
    public async Task Old_permalinks_lead_for_good_to_the_page_of_the_same_application(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await PublishedRecords.Insert(world);
        var http = await world.Http();
        foreach (var (old, now) in new[]
        {
            ("/projectPublicity/projectPublicityList?dataType=2", "/projects"),
            ($"/projectPublicity/projectPublicityDetail?applyId={PublishedRecords.Registered}&dataType=2&applyStatus=14", $"/projects/{PublishedRecords.Registered}"),
            ($"/projectPublicity/projectPublicityDetail?applyId={PublishedRecords.Reduction}&certificationId=1", $"/reductions/{PublishedRecords.Reduction}"),
        })
        {
            var moved = await http.Answer(old);
            moved.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently, old);
            moved.Headers.Location!.OriginalString.ShouldBe(now);
            (await http.Answer(now)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        foreach (var applyId in (string[])["", "x", "-1", "12345678901234567890", "//evil.example", $"{PublishedRecords.Draft}", "404"])
            (await http.Answer($"/projectPublicity/projectPublicityDetail?applyId={Uri.EscapeDataString(applyId)}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, applyId);
    }

    [Theory, BothDatabases]
    public async Task PB_03_detail_by_number_has_every_field_and_its_ids_are_text(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);

        using var document = JsonDocument.Parse(await (await world.Http()).Text("/api/v1/public/projects/A210001?lang=en"));
        var detail = document.RootElement;

        foreach (var id in (string[])["id", "ownerId", "validationBodyId"]) detail.GetProperty(id).ValueKind.ShouldBe(JsonValueKind.String, id);
        detail.GetProperty("id").GetString().ShouldBe($"{project.Id}");
        detail.GetProperty("id").GetString()!.Length.ShouldBe(19);
        detail.GetProperty("ownerId").GetString().ShouldBe($"{project.Owner.Account}");
        detail.GetProperty("documents")[0].GetProperty("id").ValueKind.ShouldBe(JsonValueKind.String);
        var shown = new Dictionary<string, string>
        {
            ["name"] = "Offshore wind project 1",
            ["number"] = "A210001",
            ["owner"] = "Enterprise 10",
            ["sectorCode"] = "A",
            ["typeCode"] = "A0201",
            ["typeName"] = "Grid-connected offshore wind power",
            ["methodologyCode"] = "CCER-01-002-V01",
            ["provinceCode"] = "320000",
            ["provinceName"] = "Jiangsu",
            ["location"] = "Off the coast of Jiangsu",
            ["longitude"] = "121.474282",
            ["latitude"] = "33.123456",
            ["constructionOn"] = "2020-07-08",
            ["gridConnectionOn"] = "2022-03-31",
            ["creditingFrom"] = "2022-04-01",
            ["creditingTo"] = "2032-03-31",
            ["annualTonnes"] = "500000",
            ["totalTonnes"] = "5000000",
            ["noticeAnnualTonnes"] = "500000",
            ["additionality"] = "Exempt",
            ["archiveCode"] = "PWS00000000000001",
            ["summary"] = "Wind at sea",
            ["technology"] = "Turbines",
            ["remark"] = "Second phase of three",
            ["noticeStart"] = "2024-09-03",
            ["noticeEnd"] = "2024-09-30",
            ["statusCode"] = "14",
            ["projectStatus"] = "Registered",
        };
        foreach (var (field, value) in shown) detail.GetProperty(field).GetString().ShouldBe(value, field);
        detail.GetProperty("lifetimeYears").GetInt32().ShouldBe(25);
        detail.GetProperty("comments").ValueKind.ShouldBe(JsonValueKind.Number);
        foreach (var told in (string[])["sectorName", "statusName", "additionalityName", "methodologyName", "validationBody", "conclusion", "publishedAt", "uploadedAt", "filedAt", "acceptedAt", "registeredAt", "registeredOn"])
            detail.GetProperty(told).GetString().ShouldNotBeNullOrEmpty(told);
        foreach (var there in (string[])["subtypeCode", "modificationNote", "commentStatement", "applicationEndedAt", "endedOn", "endReason", "publishedComments", "reductions", "lots"])
            detail.TryGetProperty(there, out _).ShouldBeTrue(there);
        var documents = detail.GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("kind").GetString()).ToList();
        documents.ShouldContain("E01");
        documents.ShouldContain("E03");
    }

    [Theory, BothDatabases]
    public async Task PB_05_holdings_of_a_named_company_are_told_by_no_page_and_no_interface(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await PublishedRecords.Insert(world);
        await world.Damage($"""
            insert into account(id, number, type, name, name_key, credit_code, province_code, status, version, opened_at, opened_on, invented)
              values (72, '111000000072', 'Enterprise', '{Trader}', 'quiet trader', 'X72', '370000', 'Open', 0, '2024-01-22T01:00:00.000000Z', '2024-01-22', true);
            insert into position(id, lot_id, account_id, place, received, sent, reserved, frozen, version) values (501, 61, 72, 'holding', 77913, 0, 0, 0, 1);
            """);
        var http = await world.Http();
        using var description = JsonDocument.Parse(await http.Text("/openapi/v1.json"));

        Named(description.RootElement.GetProperty("components").GetProperty("schemas")).ShouldBeEmpty();
        var paths = description.RootElement.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToList();
        paths.Count.ShouldBeGreaterThanOrEqualTo(9);
        foreach (var path in paths.Select(p => p.Replace("{id}", "72", StringComparison.Ordinal)).Concat(Pages))
            foreach (var query in (string[])["", "owner=Quiet", "account=72", "accountId=72", "holder=X72", "owner=111000000072"])
            {
                var text = await (await http.Answer($"{path}?{query}&lang=en")).Text();
                text.ShouldNotContain(Trader, Case.Insensitive, $"{path}?{query}");
                foreach (var units in (string[])["77913", "77,913"]) text.ShouldNotContain(units, Case.Insensitive, $"{path}?{query}");
            }
        foreach (var address in (string[])["/holdings", "/accounts", "/accounts/72", "/api/v1/public/accounts", "/api/v1/public/holdings?owner=Quiet", "/api/v1/public/accounts/72/holdings", "/api/v1/accounts/72"])
            (await http.Answer(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        await using var reads = await world.Db.PublicRead();
        if (engine == Engine.Postgres) await Should.ThrowAsync<System.Data.Common.DbException>(async () => await reads.Scalar<long>($"select count(*) from position"));
    }

    [Fact]
    public void Schema_that_tells_holdings_is_found()
    {
        using var schemas = JsonDocument.Parse("""{"X":{"properties":{"owner":{},"holdings":{}}},"Y":{"properties":{"name":{}}}}""");
        Named(schemas.RootElement).ShouldBe(["X.holdings"]);
    }

    private static IEnumerable<string> Named(JsonElement schemas) =>
        from schema in schemas.EnumerateObject()
        where schema.Value.TryGetProperty("properties", out _)
        from property in schema.Value.GetProperty("properties").EnumerateObject()
        where WordsOfHoldings.Any(word => property.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
        select $"{schema.Name}.{property.Name}";
}
