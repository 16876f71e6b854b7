using System.Text.Json;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.PublicSite;

/// <summary>A list of thousands is searched in two ways, by walking it and through the index; both give the same pages.</summary>
public sealed class CommonNamesTests
{
    private const int First = 100_000;
    private const int Alphas = 1_100;
    private const int All = 3_400;

    [Theory, BothDatabases]
    public async Task Pages_of_a_common_name_are_those_of_the_whole_list_wherever_its_rows_lie(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await PublishedRecords.Insert(world);
        await Insert(world);
        var http = await world.Http();
        // The newest 2,300 are called beta: the walk meets them at once and never meets an alpha.
        foreach (var question in new[] { "alpha", "beta", "be", "field", "f", "field9", "gamma" })
        {
            var expected = Enumerable.Range(1, All).Where(n => Name(n).Contains(question, StringComparison.Ordinal)).Select(n => $"{First + n}").ToList();
            (await Everything(http, question, "registered")).ShouldBe(expected, question);
            expected.Reverse();
            (await Everything(http, question, "-registered")).ShouldBe(expected, question);
        }
    }

    private static async Task<List<string>> Everything(HttpClient http, string question, string sort)
    {
        var ids = new List<string>();
        string? after = null;
        do
        {
            var answer = JsonDocument.Parse(await http.Text($"/api/v1/public/projects?status=registered&pageSize=200&q={question}&sort={sort}&after={after}")).RootElement;
            ids.AddRange(answer.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetString()!));
            after = answer.GetProperty("nextCursor").GetString();
        }
        while (after is not null);
        return ids;
    }

    private static string Name(int n) => n <= Alphas ? $"alphafield{n}" : $"betafield{n}";

    private static async Task Insert(TestWorld world)
    {
        string Grams(int n) => string.Join(' ', SearchText.Grams(Name(n)).Select(gram => world.Db.Engine == Engine.Sqlite ? SearchText.Token(gram) : gram));
        foreach (var some in Enumerable.Range(1, All).Chunk(500))
        {
            var rows = string.Join(',', some.Select(n => $"({n}, '{Name(n)}', '{Grams(n)}')"));
            var (column, value) = world.Db.Engine == Engine.Sqlite ? ("", "") : (", grams", ", string_to_array(x.grams, ' ')");
            await world.Damage($"""
                with x(n, name, grams) as (values {rows})
                insert into application_listing(id, kind, project_id, project_application_id, number, status_code, project_status, name, owner, type_code, methodology_code, province_code,
                    body_id, body, period_from, period_to, annual_tonnes, tonnes, notice_start, notice_end, published_at, comments, registered_at, registered_on, words{column})
                select {First} + x.n, kind, project_id, {First} + x.n, 'B' || x.n, status_code, project_status, x.name, owner, type_code, methodology_code, province_code,
                    body_id, body, period_from, period_to, annual_tonnes, tonnes, notice_start, notice_end, published_at, comments, registered_at, registered_on, x.name{value}
                from application_listing l cross join x where l.id = {PublishedRecords.Registered};
                """);
            if (world.Db.Engine == Engine.Sqlite)
                await world.Damage($"insert into application_search(rowid, grams) select {First} + column1, column3 from (values {rows});");
        }
    }
}
