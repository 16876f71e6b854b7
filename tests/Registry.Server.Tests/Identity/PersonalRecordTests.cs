using System.Text.Json;
using Registry.Kernel.Accounts;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Identity.PersonalRecords;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Ui;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

/// <summary>S083: everybody reads, takes along and corrects what is kept of oneself, and has deleted what no law keeps.</summary>
public sealed class PersonalRecordTests
{
    private const string Phone = "13800138071";

    private static async Task<Browser> Visitor(TestWorld world)
    {
        var browser = new Browser(await world.Http());
        var step = (await RegisterTests.Register(browser, "newcomer1", Phone)).Headers.Location!.OriginalString;
        await browser.Post(step, "register-code", ("code", await RegisterTests.Code(world)));
        await browser.SignIn(world, "newcomer1");
        return browser;
    }

    private static async Task Prove(TestWorld world, Browser browser, string name)
    {
        var proven = await browser.Post("/me/record?lang=en", "prove", ("code", await Visitors.Shown(world, name)));
        proven.Headers.Location?.OriginalString.ShouldBe("/me/record", await proven.Text());
        world.Time.Advance(TimeSpan.FromSeconds(30));
    }

    private static async Task<long> Count(TestWorld world, string action)
    {
        await using var reads = await world.Db.Read();
        return await reads.Scalar<long>($"select count(*) from audit_entry where action = {action} and result = 'done'");
    }

    [Theory, BothDatabases]
    public async Task S083_representative_reads_and_takes_along_everything_after_a_proof_and_keeps_what_the_law_keeps(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var holder = await A.EnterpriseAccount(world, 10);
        var browser = await Visitors.SignedIn(world, holder.Initiator, "holder01");
        var person = A.Person(101);

        // Without a proof nothing of it is told, on the page or as a file, and nothing is deleted.
        (await (await browser.Get("/me/record?lang=en")).Text()).ShouldNotContain(person.DocumentNumber);
        var refused = await browser.Get("/me/record.json");
        ((int)refused.StatusCode).ShouldBe(401);
        (await refused.Text()).ShouldContain("sign-in.factor-not-proven");
        (await Count(world, "personal-record.export")).ShouldBe(0);

        await Prove(world, browser, "holder01");
        var page = await (await browser.Get("/me/record?lang=en")).Text();
        foreach (var told in (string[])[person.DocumentNumber, person.Phone, person.Name, person.Email!, holder.Number, "/portal/account/change", "Measures, articles 6 and 39"]) page.ShouldContain(told);
        var file = await browser.Get("/me/record.json");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        file.Content.Headers.ContentDisposition!.FileName.ShouldBe("personal-record.json");
        file.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using (var json = JsonDocument.Parse(await file.Text()))
        {
            var sections = json.RootElement.GetProperty("sections");
            sections.GetProperty("person").EnumerateArray().Single(l => l.GetProperty("what").GetString() == "DocumentNumber").GetProperty("value").GetString().ShouldBe(person.DocumentNumber);
            sections.GetProperty("capacities").EnumerateArray().Single().GetProperty("note").GetString().ShouldBe(holder.Number);
            sections.GetProperty("acts").GetArrayLength().ShouldBeGreaterThan(2);
            // Of others nothing.
            (await file.Text()).ShouldNotContain(A.Person(102).Phone);
        }
        ((await Count(world, "personal-record.read")), (await Count(world, "personal-record.export"))).ShouldBe((1, 1));

        // Deleting: forms, choices and read notices go; the person, the account and the login stay.
        await using (var reads = await world.Db.Read())
            await world.The<KeptForms>().Keep(await reads.Scalar<long>($"select id from login where name = 'holder01'"), "/portal/projects/new", [new("name", "x")]);
        ((int)(await browser.Post("/me/record", "erase")).StatusCode).ShouldBe(400, "the box was not ticked");
        (await browser.Post("/me/record", "erase", ("sure", "on"))).Headers.Location!.OriginalString.ShouldBe("/me/record?done=1");
        await using (var reads = await world.Db.Read())
        {
            (await reads.Scalar<long>($"select count(*) from kept_form")).ShouldBe(0);
            (await world.The<People>().Known(reads, holder.Initiator.Person)).DocumentNumber.ShouldBe(person.DocumentNumber);
        }
        ((int)(await browser.Get("/me/record.json")).StatusCode).ShouldBe(401, "the proof was used up");
        (await VerifyVerb.Check(world.Services)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task S083_visitor_without_an_application_is_deleted_whole_and_what_was_handed_in_is_not(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var browser = await Visitor(world);
        Login login;
        await using (var reads = await world.Db.Read()) login = (await Logins.Named(reads, "newcomer1"))!;
        var form = await A.EnterpriseForm(world, 31, login.Actor);
        var draft = await world.The<SaveOpeningDraft>().Save(login.Actor, new(null, form, A.EnterprisePersons(31)), A.New);
        var sealedBefore = await Ciphers(world, login.PersonId);
        await using (var reads = await world.Db.Read()) (await reads.Scalar<long>($"select count(*) from document where uploaded_by_person_id = {login.PersonId}")).ShouldBeGreaterThan(0);
        // Before the erasure the database itself lets nothing go.
        await world.ShouldRefuse($"delete from document where uploaded_by_person_id = {login.PersonId}");
        await world.ShouldRefuse($"update login set name_key = 'erased', ended_at = '2034-03-05T01:00:00.000000Z' where id = {login.Id}");
        await world.ShouldRefuse($"delete from password_history where login_id = {login.Id}");
        await world.ShouldRefuse("delete from document_content where sha256 in (select sha256 from document)");

        await Prove(world, browser, "newcomer1");
        (await (await browser.Get("/me/record?lang=en")).Text()).ShouldContain("Delete everything about me");
        (await browser.Post("/me/record", "erase", ("sure", "on"))).Headers.Location!.OriginalString.ShouldBe("/sign-in?ended=Erased");
        (await browser.Get("/me/record")).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        var again = new Browser(await world.Http());
        ((int)(await again.Post("/sign-in", "sign-in", ("name", "newcomer1"), ("password", Visitors.Password))).StatusCode).ShouldBe(401);

        await using (var reads = await world.Db.Read())
        {
            (await reads.Scalar<long>($"select count(*) from document where uploaded_by_person_id = {login.PersonId}")).ShouldBe(0);
            (await reads.Scalar<long>($"select count(*) from password_history where login_id = {login.Id}")).ShouldBe(0);
            (await reads.Scalar<long>($"select count(*) from visitor_registration")).ShouldBe(0);
            (await reads.Scalar<long>($"select count(*) from login where name_key = 'newcomer1'")).ShouldBe(0);
            (await reads.Scalar<string>($"select form from account_opening where id = {draft}"))!.ShouldNotContain(form.Name);
            foreach (var cipher in sealedBefore) (await Ciphers(world, login.PersonId)).ShouldNotContain(cipher);
            // What stays opens to nothing, and the trail has its rows and nothing personal.
            world.The<PersonalVault>().Open(People.VisitorPhone(login.PersonId), await reads.Scalar<string>($"select phone_cipher from visitor where id = {login.PersonId}") ?? "").ShouldBeEmpty();
            (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'personal-record.erase' and person_id = {login.PersonId}")).ShouldBe(1);
        }
        (await VerifyVerb.Check(world.Services)).ShouldBeEmpty();
        await world.ShouldRefuse("delete from erased_visitor");
        await world.ShouldRefuse("update erased_visitor set erased_at = '2034-03-05T01:00:00.000000Z'");

        // The name is free, and the same number may register anew.
        (await RegisterTests.Register(again, "newcomer1", Phone)).Headers.Location!.OriginalString.ShouldStartWith("/register/code");
        // Who does not finish registering is forgotten after a day.
        world.Time.Advance(TimeSpan.FromHours(25));
        await world.The<ErasePersonalRecord>().Tick();
        await using (var reads = await world.Db.Read()) (await reads.Scalar<long>($"select count(*) from visitor where phone_index <> ''")).ShouldBe(0);
        (await world.The<ErasePersonalRecord>().Tick()).ShouldBe(0);

        // What was handed in stays, whoever asks the database.
        await A.Opening(world, 32);
        var handedIn = A.Visitor(32).Person.Value;
        await world.Damage($"insert into visitor(id, phone_cipher, phone_index, created_at, confirmed_at) values ({handedIn}, 'a:b', 'c', '2024-03-05T01:00:00.000000Z', '2024-03-05T01:00:00.000000Z')");
        await world.ShouldRefuse($"insert into erased_visitor(visitor_id, erased_at) values ({handedIn}, '2024-03-05T01:00:00.000000Z')");
    }

    private static async Task<IReadOnlyList<string>> Ciphers(TestWorld world, long person)
    {
        await using var reads = await world.Db.Read();
        return await reads.Rows<string>($"""
            select phone_cipher from visitor where id = {person} union all select totp_cipher from login where person_id = {person}
            union all select persons_cipher from account_opening where applicant_id = {person} union all select phone_index from visitor where id = {person}
            """);
    }
}
