using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Registry.Server.Capabilities.Accounts.Change;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Ui;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Security;

/// <summary>S075: the key of personal data and the keys of cookies are changed while the registry is served.</summary>
public sealed class PersonalKeyRotationTests
{
    private const string Columns = "select table_name || '.' || column_name from information_schema.columns where table_schema = current_schema() and column_name like '%\\_cipher'";
    private const string SqliteColumns = "select m.name || '.' || c.name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and c.name like '%\\_cipher' escape '\\'";

    [Theory, BothDatabases]
    public async Task S075_everything_is_sealed_anew_while_the_registry_is_served_and_stopping_anywhere_costs_nothing(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true }, ownKeys: true);
        var browser = await Filled(world);
        var before = await Opened(world);
        before.Count.ShouldBeGreaterThan(20);
        before.Keys.Select(k => k.Split(' ')[0]).Distinct().Count().ShouldBe(SealedColumn.All.Count, "each column holds something");
        var old = PersonalKeys.Load(world.Settings.KeyFile).Sealing.Id;

        // Each round is another process that is stopped after one more column.
        KeyRotation? done = null;
        for (var round = 0; done is null; round++)
        {
            round.ShouldBeLessThan(40);
            await using var services = new ServiceCollection().AddLogging().AddRegistry(world.Settings).BuildServiceProvider();
            using var stop = new CancellationTokenSource();
            try
            {
                done = await services.GetRequiredService<PersonalKeyRotation>().Rotate((_, _) => stop.Cancel(), stop.Token);
            }
            catch (OperationCanceledException)
            {
                (await Opened(world)).ShouldBe(before, ignoreOrder: true);
                ((int)(await browser.Get("/me/sessions")).StatusCode).ShouldBe(200);
            }
        }

        (done.Left, done.Faults.Count).ShouldBe((0, 0));
        done.Key.ShouldNotBe(old);
        PersonalKeys.Load(world.Settings.KeyFile).All.Count.ShouldBe(2, "a change that was stopped goes on, and makes no third key");
        (await Opened(world)).ShouldBe(before, ignoreOrder: true);
        (await VerifyVerb.Check(world.Services)).ShouldBeEmpty();
        (await world.The<PersonalKeyRotation>().Retire()).Left.ShouldBe(0);
        PersonalKeys.Load(world.Settings.KeyFile).All.Select(k => k.Id).ShouldBe([done.Key]);

        // What was served all the time goes on, and so does a node that starts with the new file.
        ((int)(await browser.Get("/me/sessions")).StatusCode).ShouldBe(200);
        await Visitors.Enter(world, "reviewer01");
        (await world.The<MessageSender>().Tick()).ShouldBe(1);
        await using var node = Node(world);
        await node.StartAsync(TestContext.Current.CancellationToken);
        await node.Services.GetRequiredService<PersonalVault>().Require(node.Services.GetRequiredService<Db>());
        ((int)(await At(node, browser).Get("/me/sessions")).StatusCode).ShouldBe(200);
        var again = await world.Db.Transaction(Actor.Clock, new("test.find"), tx => node.Services.GetRequiredService<People>().FindOrAdd(tx, Registry.Kernel.Accounts.NaturalPerson.Read(A.Person(601), world.Clock.Today), invented: false));
        await using var reads = await world.Db.Read();
        again.Value.ShouldBe(await reads.Scalar<long>($"select person_id from account_representative where role = 'Initiator'"));
        (await reads.Scalar<long>($"select count(*) from audit_entry where action in ('personal-key.rotate', 'personal-key.retire')")).ShouldBeGreaterThan(2);
    }

    [Theory, BothDatabases]
    public async Task S075_value_that_does_not_open_is_named_and_the_old_key_is_kept_for_it(Engine engine)
    {
        await using var world = await TestWorld.On(engine, ownKeys: true);
        await A.EnterpriseAccount(world, 60);
        var rotation = world.The<PersonalKeyRotation>();
        await world.Damage("update person set name_cipher = email_cipher where id = (select person_id from account_representative where role = 'Initiator')");
        (await VerifyVerb.Check(world.Services)).Count(f => f.Check == "sealed").ShouldBe(1);

        var done = await rotation.Rotate(stopping: TestContext.Current.CancellationToken);
        (done.Left, done.Faults.Count).ShouldBe((1, 1));
        done.Faults[0].ShouldContain("name_cipher");
        (await rotation.Retire()).Left.ShouldBe(1);
        PersonalKeys.Load(world.Settings.KeyFile).All.Count.ShouldBe(2);

        // The door that lets values be sealed anew opens towards the database's own key alone.
        var key = done.Key;
        await (await world.Http()).GetAsync("https://localhost/sign-in", TestContext.Current.CancellationToken);
        await world.ShouldRefuse($"update sealing_key set element_cipher = '{key}:AAAA'");
        await world.ShouldRefuse("update sealing_key set element_cipher = 'other:AAAA'");
        await world.ShouldRefuse("update sealing_key set element_cipher = element_cipher");
        await world.ShouldRefuse("update sealing_key set id = id + 1");
    }

    [Theory, BothDatabases]
    public async Task S075_every_column_of_what_is_sealed_is_known(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await using var reads = await world.Db.Read();
        var columns = await reads.Rows<string>(System.Runtime.CompilerServices.FormattableStringFactory.Create(engine == Engine.Sqlite ? SqliteColumns : Columns));
        columns.Except(SealedColumn.All.Select(c => $"{c.Table}.{c.Column}")).ShouldBeEmpty();
        SealedColumn.All.Select(c => $"{c.Table}.{c.Column}").Except(columns).ShouldBeEmpty();
    }

    [Fact]
    public async Task S075_new_key_of_the_cookies_leaves_the_sessions_as_they_are()
    {
        await using var world = await TestWorld.On(Engine.Sqlite);
        var browser = await Visitors.SignedIn(world, (await A.Officers(world)).Clerk, "clerk01");
        var old = KeyOf(browser);
        world.The<IKeyManager>().CreateNewKey(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(90));

        await using var node = Node(world);
        await node.StartAsync(TestContext.Current.CancellationToken);
        var same = At(node, browser);
        ((int)(await same.Get("/me/sessions")).StatusCode).ShouldBe(200);
        var other = new Browser(node.GetTestClient());
        await Visitors.Login(world, (await A.Officers(world)).Reviewer, "reviewer01");
        await other.SignIn(world, "reviewer01");
        KeyOf(other).ShouldNotBe(old);
        ((int)(await browser.Get("/me/sessions")).StatusCode).ShouldBe(200);
    }

    [Fact]
    public void S075_file_keeps_every_key_until_it_is_retired_and_a_line_that_was_cut_off_does_not_count()
    {
        var folder = Directory.CreateTempSubdirectory("keys-").FullName;
        var path = Path.Combine(folder, "personal.key");
        var first = PersonalKeys.LoadOrCreate(path);
        var file = new PersonalKeyFile(path);
        var vault = new PersonalVault(file);
        var place = new Place("person", 1, "name_cipher");
        var (text, index) = (vault.Seal(place, "Zhang San"), vault.Index("phone", "1"));

        var prepared = PersonalKeys.Add(path);
        prepared.Sealing.Id.ShouldBe(first.Sealing.Id);
        vault.Seal(place, "Zhang San").ShouldStartWith(first.Sealing.Id + ":");
        File.AppendAllText(path, $"seal {prepared.All[1].Id}");
        vault.Seal(place, "Zhang San").ShouldStartWith(first.Sealing.Id + ":");
        PersonalKeys.SealWithNewest(path).Sealing.Id.ShouldBe(prepared.All[1].Id);
        var anew = vault.Seal(place, "Zhang San");
        anew.ShouldStartWith(prepared.All[1].Id + ":");
        (vault.Open(place, text), vault.Open(place, anew), vault.Index("phone", "1")).ShouldBe(("Zhang San", "Zhang San", index));

        var retired = PersonalKeys.KeepSealing(path);
        retired.All.Select(k => k.Id).ShouldBe([prepared.All[1].Id]);
        file.Newest();
        Should.Throw<CryptographicException>(() => vault.Open(place, text));
        (vault.Open(place, anew), vault.Index("phone", "1")).ShouldBe(("Zhang San", index));
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        // A spoilt file, a missing one and another registry's take the place of nothing.
        var good = File.ReadAllText(path);
        foreach (var spoilt in (string[])["", "key\n", "seal 00\n", good + "seal 0000000000000000\n", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n"])
        {
            File.WriteAllText(path, spoilt);
            vault.Open(place, vault.Seal(place, "Li Si")).ShouldBe("Li Si");
            vault.Index("phone", "1").ShouldBe(index);
        }
        File.Delete(path);
        vault.Open(place, anew).ShouldBe("Zhang San");
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A registry in which every sealed column holds something, and somebody who is signed in.</summary>
    private static async Task<Browser> Filled(TestWorld world)
    {
        var holder = await A.EnterpriseAccount(world, 60);
        var officers = await A.Officers(world);
        var browser = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        await Visitors.Login(world, officers.Reviewer, "reviewer01");
        await using (var reads = await world.Db.Read())
        {
            var login = (await Logins.Named(reads, "clerk01"))!.Id;
            await world.The<KeptForms>().Keep(login, "/opening", [new("name", "kept words")]);
            await world.The<KeptForms>().Keep(login, "/comments", [new("text", "other words")]);
        }
        await RegisterTests.Register(new Browser(await world.Http()), "newcomer1");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("Old-Harbour-1x")));
        (await world.The<ImportLegacyAccounts>().Import(new StringReader("user_name,password_hash,scheme,salt,email,opened_on,credit_code,name\n"
            + $"oldworks1,{hash},sha256,,oldworks1@example.com,2016-05-04,{A.Code(501)},Old Works\n"))).Imported.ShouldBe(1);
        await world.The<RequestAccountChange>().Request(holder.Initiator, new("Another Name Co., Ltd.", null, null, "Renamed"), A.New);
        return browser;
    }

    /// <summary>Everything that is sealed, opened.</summary>
    private static async Task<Dictionary<string, string>> Opened(TestWorld world)
    {
        var vault = new PersonalVault(new PersonalKeyFile(world.Settings.KeyFile));
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var reads = await world.Db.Read();
        foreach (var column in SealedColumn.All)
            foreach (var value in await column.SealedOtherwise(reads, "", long.MinValue, int.MaxValue))
            {
                var text = vault.Open(column.PlaceOf(value.RowKey), value.Text);
                all[$"{column.Table}.{column.Column} {value.RowKey} {text}"] = text;
            }
        return all;
    }

    private static WebApplication Node(TestWorld world) => ServeVerb.Build(world.Settings, [], builder =>
    {
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(world.Time);
    });

    private static Browser At(WebApplication node, Browser browser)
    {
        var same = new Browser(node.GetTestClient());
        foreach (var (name, value) in browser.Cookies) same.Cookies[name] = value;
        return same;
    }

    /// <summary>Which key sealed the cookie of the session: it stands behind four bytes.</summary>
    private static string KeyOf(Browser browser)
    {
        var cookie = browser.Cookies.Values.OrderByDescending(v => v.Length).First();
        return Convert.ToHexString(System.Buffers.Text.Base64Url.DecodeFromChars(cookie)[4..20]);
    }
}
