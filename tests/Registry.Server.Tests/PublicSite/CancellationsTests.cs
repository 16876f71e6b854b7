using System.Text.Json;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Holdings;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.PublicSite;

/// <summary>Everybody sees who cancelled what, for what and for whom, down to the serial numbers; and nothing else of a holder.</summary>
public sealed class CancellationsTests
{
    private const string Api = "/api/v1/public/cancellations";

    /// <summary>Three cancellations of 11, 3 and 50 tonnes, an hour apart.</summary>
    private static async Task<(Movements M, HttpClient Http, long[] Ids)> Three(Engine engine)
    {
        var m = await Movements.On(engine, 120, other: 30);
        var ids = new List<long>();
        foreach (var command in (Capabilities.Use.VoluntaryCancellation.Command[])
        [
            Movements.Cancel(new(Movements.Lot, "2"), new(Movements.Other, "9")),
            Movements.Cancel(Movements.Of("3")) with { Beneficiary = "Spring School", Purpose = "PublicWelfare", Remark = "Lessons <b>" },
            Movements.Cancel(Movements.Of("50")) with { Purpose = "EnterpriseEmissions", Beneficiary = "=Enterprise 10" },
        ])
        {
            var proposed = await m.Cancellation(command);
            await m.Confirm(proposed);
            ids.Add(proposed.Id);
            m.World.Time.Advance(TimeSpan.FromHours(1));
        }
        return (m, await m.World.Http(), [.. ids]);
    }

    private static async Task<int> Status(HttpClient http, string path) => (int)(await http.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode;

    private static async Task<JsonElement> Json(HttpClient http, string path) => JsonDocument.Parse(await http.Text(path)).RootElement;

    private static string[] Tonnes(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("tonnes").GetString()!)];

    [Theory, BothDatabases]
    public async Task List_is_searched_sorted_and_paged_and_leads_to_each_cancellation_with_its_serial_numbers(Engine engine)
    {
        var (m, http, ids) = await Three(engine);
        await using var _ = m;
        var list = await http.Text("/cancellations?lang=en");
        foreach (var seen in (string[])["Enterprise 10", "City marathon 2024", "Public welfare", "2023 2024", ">50<", $"/cancellations/{ids[0]}"])
            list.ShouldContain(seen);
        list.IndexOf($"/cancellations/{ids[2]}", StringComparison.Ordinal).ShouldBeLessThan(list.IndexOf($"/cancellations/{ids[0]}", StringComparison.Ordinal), "the newest first");
        var found = await http.Text("/cancellations?q=spring");
        found.ShouldContain($"/cancellations/{ids[1]}");
        found.ShouldNotContain($"/cancellations/{ids[0]}");
        (await http.Text("/cancellations?purpose=Other&lang=en")).ShouldContain("Nothing found");

        var page = await http.Text($"/cancellations/{ids[0]}?lang=en");
        foreach (var seen in (string[])["11", Movements.Lot, $"{Movements.Lot}-0000000001-0000000002", $"{Movements.Other}-0000000001-0000000009", "Carbon neutrality of a large event", "Run green", "2024-03-05"])
            page.ShouldContain(seen);
        (await http.Text($"/cancellations/{ids[1]}")).ShouldContain("Lessons &lt;b&gt;");
        (await Status(http, "/cancellations/1")).ShouldBe(404);
        (await Status(http, "/cancellations?sort=remark")).ShouldBe(400);
        (await http.Text("/?lang=en")).ShouldContain("3 cancellations");
    }

    [Theory, BothDatabases]
    public async Task Exports_have_the_rows_of_the_search_and_no_formula(Engine engine)
    {
        var (m, http, ids) = await Three(engine);
        await using var _ = m;
        var csv = (await http.Text("/cancellations.csv?lang=en&sort=tonnes")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        csv.Length.ShouldBe(4);
        csv[1].ShouldStartWith("2024-03-05,Enterprise 10,Spring School,Public welfare,");
        csv[3].ShouldContain("'=Enterprise 10");
        var json = await Json(http, "/cancellations.json?q=spring");
        json.GetArrayLength().ShouldBe(1);
        json[0].GetProperty("cancelledTonnes").GetString().ShouldBe("3");
        ids.Length.ShouldBe(3);
    }

    [Theory, BothDatabases]
    public async Task Public_interface_pages_through_cancellations_with_their_serial_blocks(Engine engine)
    {
        var (m, http, ids) = await Three(engine);
        await using var _ = m;
        var first = await Json(http, $"{Api}?sort=tonnes&pageSize=2");
        var second = await Json(http, $"{Api}?sort=tonnes&pageSize=2&after={Uri.EscapeDataString(first.GetProperty("nextCursor").GetString()!)}");
        Tonnes(first).Concat(Tonnes(second)).ShouldBe(["3", "11", "50"]);

        var one = await Json(http, $"{Api}/{ids[0]}");
        one.GetProperty("holder").GetString().ShouldBe("Enterprise 10");
        one.GetProperty("lots")[0].GetProperty("serialBlocks")[0].GetString().ShouldBe($"{Movements.Lot}-0000000001-0000000002");
        one.GetProperty("lots")[1].GetProperty("serialBlocks")[0].GetString().ShouldBe($"{Movements.Other}-0000000001-0000000009");
        one.EnumerateObject().Select(p => p.Name).ShouldBe(["id", "holder", "purpose", "beneficiary", "remark", "tonnes", "cancelledAt", "lots"], "an account or a person is not told");

        Tonnes(await Json(http, $"{Api}?owner=Nobody")).ShouldBeEmpty();
        Tonnes(await Json(http, $"{Api}?from=2024-03-06")).ShouldBeEmpty();
        Tonnes(await Json(http, $"{Api}?vintage=2024")).ShouldBe(["11"]);
        Tonnes(await Json(http, $"{Api}?purpose=PublicWelfare")).ShouldBe(["3"]);
        Tonnes(await Json(http, $"{Api}?sort=-cancelled")).ShouldBe(["50", "3", "11"]);
        (await Status(http, $"{Api}/1")).ShouldBe(404);
        (await Status(http, $"{Api}?pageSize=201")).ShouldBe(400);
    }
}
