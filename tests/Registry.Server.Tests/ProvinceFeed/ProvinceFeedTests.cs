using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.ProvinceFeed;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Status;
using Registry.Server.Capabilities.ProvinceFeed;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.ProvinceFeed;

/// <summary>A provincial site pulls the public data of its province with a key, and nothing else.</summary>
public sealed class ProvinceFeedTests
{
    private const string Shandong = "370000";
    private const string Jiangsu = "320000";

    private static async Task<(TestWorld World, A.Holder Department)> Filled(Engine engine, string province = Shandong)
    {
        var world = await TestWorld.On(engine);
        await PublishedRecords.Insert(world);
        return (world, await Departments.Department(world, province, 31));
    }

    private static async Task ShouldBeProblem(HttpResponseMessage answer, HttpStatusCode status, Rule rule)
    {
        answer.StatusCode.ShouldBe(status, rule.Code);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(await answer.Text());
        problem.RootElement.GetProperty("code").GetString().ShouldBe(rule.Code);
        problem.RootElement.GetProperty("article").GetString().ShouldNotBeNullOrEmpty();
        if (status == HttpStatusCode.Unauthorized) answer.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
    }

    [Theory, BothDatabases]
    public async Task PB_07_site_pulls_with_its_key_what_is_public_of_its_province(Engine engine)
    {
        var (world, department) = await Filled(engine);
        await using var _ = world;
        var (_, key) = await Departments.Key(world, department);

        var projects = await Departments.Pulled(world, "projects", key);
        projects.GetProperty("province").GetString().ShouldBe(Shandong);
        projects.Ids().Count.ShouldBe(PublishedRecords.RegisteredProjects + 2);
        projects.Ids().ShouldNotContain($"{PublishedRecords.Draft}");
        (await Departments.Pulled(world, "reductions", key)).Ids().ShouldBe([$"{PublishedRecords.Reduction}"]);
        (await Departments.Pulled(world, "lots", key)).GetProperty("items")[0].GetProperty("serialBlock").GetString().ShouldBe("CCER-A210001-2022-01-0000000001-0000000120");
        (await Departments.Pulled(world, "notices", key)).EnumerateArray().Single().GetProperty("id").GetString().ShouldBe($"{PublishedRecords.Running}");
        var answer = await Departments.Pull(world, "projects", key);
        answer.Headers.CacheControl!.Private.ShouldBeTrue();
        answer.Headers.Vary.ShouldContain("Authorization");
    }

    [Theory, BothDatabases]
    public async Task PB_07_key_of_another_province_sees_nothing_of_this_one_whatever_it_asks(Engine engine)
    {
        var (world, department) = await Filled(engine, Jiangsu);
        await using var _ = world;
        var (_, key) = await Departments.Key(world, department);

        foreach (var resource in (string[])["projects", "reductions", "lots"])
            foreach (var query in (string[])["", "?Province=&since=0", "?q=coast", "?since=0&pageSize=200", "?provinceCode=370000", "?id=9010"])
                (await Departments.Pulled(world, resource + query, key)).GetProperty("items").GetArrayLength().ShouldBe(0, resource + query);
        (await Departments.Pulled(world, "notices", key)).GetArrayLength().ShouldBe(0);
        foreach (var attack in (string[])["projects?province=370000", "projects?PROVINCE=370000", "lots?province=320000&province=370000", "notices?province=37%25"])
            await ShouldBeProblem(await Departments.Pull(world, attack, key), HttpStatusCode.Forbidden, FeedRules.OtherProvince);
        foreach (var malformed in (string[])["projects?since=-1", "projects?since=1%27%20or%201=1", "reductions?pageSize=201", "lots?pageSize=0", "projects?since=99999999999999999999"])
            await ShouldBeProblem(await Departments.Pull(world, malformed, key), HttpStatusCode.BadRequest, GeneralRules.ValueMalformed);
    }

    [Theory, BothDatabases]
    public async Task Missing_wrong_revoked_early_and_expired_key_are_refused_with_rule_and_article(Engine engine)
    {
        var (world, department) = await Filled(engine);
        await using var _ = world;
        var (revoked, key) = await Departments.Key(world, department);
        (await Departments.Pull(world, "projects", key)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await ShouldBeProblem(await Departments.Pull(world, "projects", null), HttpStatusCode.Unauthorized, FeedRules.KeyMissing);
        await ShouldBeProblem(await Departments.Pull(world, "projects", key[..^1] + (key[^1] == 'A' ? 'B' : 'A')), HttpStatusCode.Unauthorized, FeedRules.KeyUnknown);
        await ShouldBeProblem(await Departments.Pull(world, "projects", ProvinceKeys.Hash(key)), HttpStatusCode.Unauthorized, FeedRules.KeyUnknown);
        await A.OfficersAct<RevokeProvinceKey, RevokeProvinceKey.Command>(world, new(revoked, "It was seen in a log."));
        await ShouldBeProblem(await Departments.Pull(world, "lots", key), HttpStatusCode.Unauthorized, FeedRules.KeyRevoked);
        await FeedRules.KeyEnded.ShouldRefuse(() => A.OfficersAct<RevokeProvinceKey, RevokeProvinceKey.Command>(world, new(revoked, "Again.")));
        var (_, early) = await Departments.Key(world, department, world.Clock.Today.AddDays(2), days: 1);
        await ShouldBeProblem(await Departments.Pull(world, "projects", early), HttpStatusCode.Unauthorized, FeedRules.KeyExpired);
        world.GoTo(world.Clock.Today.AddDays(2), 23, 59);
        (await Departments.Pull(world, "projects", early)).StatusCode.ShouldBe(HttpStatusCode.OK);
        world.GoTo(world.Clock.Today.AddDays(1), 0);
        await ShouldBeProblem(await Departments.Pull(world, "projects", early), HttpStatusCode.Unauthorized, FeedRules.KeyExpired);
    }

    [Theory, BothDatabases]
    public async Task Key_in_the_address_is_refused_even_beside_a_good_header(Engine engine)
    {
        var (world, department) = await Filled(engine);
        await using var _ = world;
        var (_, key) = await Departments.Key(world, department);

        foreach (var attack in (string[])[$"projects?key={key}", $"projects?access_token={key}", $"lots?API_KEY=x", $"projects?since={key}"])
            await ShouldBeProblem(await Departments.Pull(world, attack, key), HttpStatusCode.BadRequest, FeedRules.KeyInAddress);
    }

    [Theory, BothDatabases]
    public async Task Key_is_granted_by_two_officers_collected_once_by_its_holder_and_nowhere_at_rest(Engine engine)
    {
        var (world, department) = await Filled(engine);
        await using var _ = world;
        var stranger = await A.EnterpriseAccount(world, 10);
        var id = await Departments.Granted(world, department);

        await GeneralRules.Absent.ShouldRefuse(() => world.The<CollectProvinceKey>().Collect(stranger.Initiator, id));
        await GeneralRules.NotEntitled.ShouldRefuse(() => world.The<CollectProvinceKey>().Collect(stranger.Initiator with { Account = department.Account }, id));
        var tries = await A.AtOnce(6, _ => world.The<CollectProvinceKey>().Collect(department.Confirmer, id));
        var key = tries.Single(t => t.Refused is null).Answer!;
        tries.Where(t => t.Refused is not null).ShouldAllBe(t => t.Refused == FeedRules.KeyCollected);
        await Departments.Pulled(world, "projects", key);

        key.Length.ShouldBe(ProvinceKeys.Prefix.Length + 43);
        var secret = key[ProvinceKeys.Prefix.Length..];
        await using var reads = await world.Db.Read();
        foreach (var table in new FormattableString[]
        {
            $"select coalesce(reply, '') || coalesce(refusal, '') from instruction", $"select payload || coalesce(result, '') from proposal", $"select coalesce(key_hash, '') from province_key",
            $"select subjects || coalesce(detail, '') || coalesce(instruction, '') from audit_entry", $"select body from outbox_message",
        })
            (await reads.Rows<string>(table)).ShouldAllBe(text => !text.Contains(secret));
        await AccountRules.NotForThisType.ShouldRefuse(() => Departments.Granted(world, stranger));
        await FeedRules.KeyDays.ShouldRefuse(() => Departments.Granted(world, department, days: 367));
        await FeedRules.KeyDays.ShouldRefuse(() => Departments.Granted(world, department, days: 0));
        await FeedRules.KeyDays.ShouldRefuse(() => Departments.Granted(world, department, world.Clock.Today.AddDays(-9), days: 9));
    }

    [Theory, BothDatabases]
    public async Task Site_pulls_only_what_changed_and_an_unchanged_answer_has_no_body(Engine engine)
    {
        var (world, department) = await Filled(engine);
        await using var _ = world;
        var (_, key) = await Departments.Key(world, department);
        var taken = new List<string>();
        string since = "";
        bool more;
        do
        {
            var page = await Departments.Pulled(world, $"projects?pageSize=2&since={since}", key);
            taken.AddRange(page.Ids());
            (since, more) = (page.GetProperty("since").GetString()!, page.GetProperty("more").GetBoolean());
        }
        while (more);
        taken.Distinct().Count().ShouldBe(PublishedRecords.RegisteredProjects + 2);
        taken.Count.ShouldBe(PublishedRecords.RegisteredProjects + 2);

        var same = await Departments.Pull(world, $"projects?since={since}", key);
        (await same.Text()).ShouldContain("\"items\":[]");
        var again = await Departments.Pull(world, $"projects?since={since}", key, same.Headers.ETag);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Text()).ShouldBeEmpty();

        await world.Damage($"update application set outside_comments = 9 where id = {PublishedRecords.Running}");
        var changed = await Departments.Pull(world, $"projects?since={since}", key, same.Headers.ETag);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var document = JsonDocument.Parse(await changed.Text());
        document.RootElement.Ids().ShouldBe([$"{PublishedRecords.Running}"]);
        document.RootElement.GetProperty("items")[0].GetProperty("comments").GetInt32().ShouldBe(9);
        var next = document.RootElement.GetProperty("since").GetString();
        await world.Damage($"update application set outside_comments = 10 where id = {PublishedRecords.Running}");
        (await Departments.Pulled(world, $"projects?since={next}", key)).Ids().ShouldBe([$"{PublishedRecords.Running}"]);
    }

    [Fact]
    public async Task Change_whose_transaction_is_open_is_waited_for_and_never_passed()
    {
        var (world, department) = await Filled(Engine.Postgres);
        await using var _ = world;
        var (_, key) = await Departments.Key(world, department);
        await using var slow = new Npgsql.NpgsqlConnection(world.Settings.Database.ConnectionString);
        await slow.OpenAsync(TestContext.Current.CancellationToken);
        await using var open = await slow.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var write = new Npgsql.NpgsqlCommand($"update application set outside_comments = 1 where id = {PublishedRecords.Running}", slow, open))
            await write.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await world.Damage("update project set status = 'DeregistrationRequested' where number = 'A210003'");

        var pull = Departments.Pulled(world, "projects", key);
        (await Task.WhenAny(pull, Task.Delay(300, TestContext.Current.CancellationToken))).ShouldNotBe(pull);
        await open.CommitAsync(TestContext.Current.CancellationToken);
        var first = await pull;

        var rest = await Departments.Pulled(world, $"projects?since={first.GetProperty("since").GetString()}", key);
        var seen = first.GetProperty("items").EnumerateArray().Concat(rest.GetProperty("items").EnumerateArray()).ToList();
        seen.Last(i => i.GetProperty("id").GetString() == $"{PublishedRecords.Running}").GetProperty("comments").GetInt32().ShouldBe(1);
        seen.Last(i => i.GetProperty("number").GetString() == "A210003").GetProperty("projectStatus").GetString().ShouldBe("DeregistrationRequested");
    }

    [Theory, BothDatabases]
    public async Task Pulls_are_counted_and_every_pull_and_refusal_is_recorded_without_the_key(Engine engine)
    {
        var (world, department) = await Filled(engine);
        await using var _ = world;
        var (id, key) = await Departments.Key(world, department);

        for (var i = 0; i < FeedRate.Pulls; i++) (await Departments.Pull(world, "notices", key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeProblem(await Departments.Pull(world, "notices", key), HttpStatusCode.TooManyRequests, FeedRules.TooOften);
        world.GoTo(world.Clock.Now.AddMinutes(1));
        (await Departments.Pull(world, "notices", key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < FeedRate.Refusals; i++) await ShouldBeProblem(await Departments.Pull(world, "notices", $"{ProvinceKeys.Prefix}{i}"), HttpStatusCode.Unauthorized, FeedRules.KeyUnknown);
        await ShouldBeProblem(await Departments.Pull(world, "notices", $"{ProvinceKeys.Prefix}x"), HttpStatusCode.TooManyRequests, FeedRules.TooOften);

        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'feed.pull-notices' and result = 'done' and subjects = {$"province-key:{id}"} and account_id = {department.Account}"))
            .ShouldBe(FeedRate.Pulls + 1);
        (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'feed.pull-notices' and rule_code = {FeedRules.KeyUnknown.Code}")).ShouldBe(FeedRate.Refusals);
        (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'feed.pull-notices' and rule_code = {FeedRules.TooOften.Code}")).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Requests_without_a_key_or_with_one_in_the_address_are_recorded_with_where_they_came_from(Engine engine)
    {
        var (world, department) = await Filled(engine);
        await using var _ = world;
        var (id, key) = await Departments.Key(world, department);

        await ShouldBeProblem(await Departments.Pull(world, "lots", null), HttpStatusCode.Unauthorized, FeedRules.KeyMissing);
        await ShouldBeProblem(await Departments.Pull(world, $"lots?key={key}", null), HttpStatusCode.BadRequest, FeedRules.KeyInAddress);
        await ShouldBeProblem(await Departments.Pull(world, $"lots?key={key}", key), HttpStatusCode.BadRequest, FeedRules.KeyInAddress);

        await using var reads = await world.Db.Read();
        var rows = await reads.Rows<string>($"select rule_code || ' ' || account_id || ' ' || detail from audit_entry where action = 'feed.pull-lots' and result = 'refused' order by at, id");
        rows.Count.ShouldBe(3);
        rows.ShouldContain(row => row.StartsWith($"{FeedRules.KeyMissing.Code} {AccountId.None.Value} caller=address:"));
        rows.ShouldContain(row => row.StartsWith($"{FeedRules.KeyInAddress.Code} {AccountId.None.Value} caller=address:"));
        rows.ShouldContain(row => row.StartsWith($"{FeedRules.KeyInAddress.Code} {department.Account.Value} caller=address:") && row.Contains($"key={id}"));
        rows.ShouldAllBe(row => !row.Contains(key));
    }

    [Theory, BothDatabases]
    public async Task Flood_of_strangers_leaves_few_rows_and_shuts_no_key_out(Engine engine)
    {
        var (world, department) = await Filled(engine);
        await using var _ = world;
        var (_, key) = await Departments.Key(world, department);
        var door = world.The<FeedDoor>();
        DefaultHttpContext From(string address, string? sent = null)
        {
            var context = new DefaultHttpContext();
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
            if (sent is not null) context.Request.Headers.Authorization = $"Bearer {sent}";
            return context;
        }

        var one = await A.AtOnce(40, n => door.Open(From("192.0.2.1", n % 2 == 0 ? null : "x"), "lots"));
        one.Count(t => t.Refused == FeedRules.TooOften).ShouldBe(40 - FeedRate.Refusals);
        (await Rows()).ShouldBe(FeedRate.Refusals + 1);
        await FeedRules.TooOften.ShouldRefuse(() => door.Open(From("192.0.2.1", key), "lots"));
        var network = await A.AtOnce(40, n => door.Open(From($"2001:db8::{n + 1:x}"), "lots"));
        network.Count(t => t.Refused == FeedRules.KeyMissing).ShouldBe(FeedRate.Refusals);

        world.GoTo(world.Clock.Now.AddMinutes(1));
        var before = await Rows();
        for (var n = 0; n < FeedRate.Strangers + 40; n++)
            await (n < FeedRate.Strangers ? FeedRules.KeyMissing : FeedRules.TooOften).ShouldRefuse(() => door.Open(From($"198.51.{n / 250}.{n % 250}"), "lots"));
        (await Rows()).ShouldBe(before + FeedRate.Strangers + 1);
        (await door.Open(From("203.0.113.9", key), "lots")).ShouldBe(Shandong);
        world.GoTo(world.Clock.Now.AddMinutes(1));
        await FeedRules.KeyMissing.ShouldRefuse(() => door.Open(From("198.51.1.99"), "lots"));

        async Task<long> Rows()
        {
            await using var reads = await world.Db.Read();
            return await reads.Scalar<long>($"select count(*) from audit_entry where action = 'feed.pull-lots' and result = 'refused'");
        }
    }

    [Theory, BothDatabases]
    public async Task Row_8_representative_of_a_province_reads_the_own_province_and_nobody_else_does(Engine engine)
    {
        var (world, department) = await Filled(engine);
        await using var _ = world;
        var other = await Departments.Department(world, Jiangsu, 32);
        var enterprise = await A.EnterpriseAccount(world, 10);
        var read = world.The<ReadOwnProvince>();

        (await read.Projects(department.Confirmer)).Items.Count.ShouldBe(PublishedRecords.RegisteredProjects + 2);
        (await read.Reductions(department.Initiator)).Items.Single().Id.ShouldBe($"{PublishedRecords.Reduction}");
        (await read.Lots(department.Initiator)).Items.Count.ShouldBe(1);
        (await read.Projects(other.Initiator)).Items.ShouldBeEmpty();
        await AccountRules.NotForThisType.ShouldRefuse(() => read.Projects(enterprise.Initiator));
        await GeneralRules.NotEntitled.ShouldRefuse(() => read.Projects(other.Initiator with { Account = department.Account }));
        await A.OfficersAct<SuspendAccount, SuspendAccount.Command>(world, new(department.Account.Value, "Letter 9"));
        await GeneralRules.NotEntitled.ShouldRefuse(() => read.Projects(department.Initiator));
    }

    [Theory, BothDatabases]
    public async Task Feed_stands_in_the_description_of_the_api(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        using var description = JsonDocument.Parse(await (await world.Http()).Text("/openapi/v1.json"));
        foreach (var path in (string[])["projects", "reductions", "lots", "notices"])
            description.RootElement.GetProperty("paths").GetProperty($"/api/v1/province/{path}").GetProperty("get").GetProperty("responses").TryGetProperty("401", out _).ShouldBeTrue(path);
    }

    [Theory, BothDatabases]
    public async Task Database_refuses_a_key_that_breaks_a_guard(Engine engine)
    {
        var (world, department) = await Filled(engine);
        await using var _ = world;
        var (id, _) = await Departments.Key(world, department);
        var granted = await Departments.Granted(world, department);

        foreach (var attack in (string[])
        [
            $"update province_key set key_hash = '{new string('a', 64)}' where id = {id}",
            $"update province_key set ends_on = '2099-01-01' where id = {id}",
            $"update province_key set account_id = 71 where id = {granted}",
            $"update province_key set key_hash = '{new string('a', 64)}' where id = {granted}",
            $"update province_key set revoked_at = issued_at where id = {id}",
            $"delete from province_key where id = {id}",
            $"insert into province_key(id, account_id, begins_on, ends_on, issued_at, issued_by_proposal) select 1, account_id, begins_on, ends_on, issued_at, issued_by_proposal from province_key where id = {id}",
            $"insert into province_key(id, account_id, begins_on, ends_on, issued_at, issued_by_proposal) select 1, 71, k.begins_on, k.ends_on, k.issued_at, p.id from province_key k, proposal p where k.id = {id} and p.id not in (select issued_by_proposal from province_key)",
        ])
            await world.ShouldRefuse(attack);
    }
}
