using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Registry.Kernel.Accounts;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Capabilities.Accounts.TradingAccounts;
using Registry.Server.Capabilities.Identity.Activation;
using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Portal.Openings;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Accounts;

/// <summary>Accounts of the old system: taken over from a file, entered once with the old password, completed, approved. AC-17, AC-19.</summary>
public sealed class LegacyAccountsTests
{
    private const string Head = "user_name,password_hash,scheme,salt,email,opened_on,credit_code,name\n";

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string Row(string name, int n, string password, string scheme = "md5", string openedOn = "2016-05-04")
    {
        var salt = scheme.Contains("salt", StringComparison.Ordinal) ? "s4lt" : "";
        var text = Encoding.UTF8.GetBytes(scheme.EndsWith("before", StringComparison.Ordinal) ? salt + password : password + salt);
        var hash = scheme.Split('-')[0] switch
        {
            "md5" => Hex(MD5.HashData(text)),
            "sha1" => Hex(SHA1.HashData(text)),
            "sha256" => Hex(SHA256.HashData(text)),
            _ => BCrypt.Net.BCrypt.HashPassword(password, workFactor: 4),
        };
        return $"{name},{hash},{scheme},{salt},{name}@example.com,{openedOn},{A.Code(n)},Old Works {n}\n";
    }

    private static Task<LegacyImport> Import(TestWorld world, string rows, string head = Head) => world.The<ImportLegacyAccounts>().Import(new StringReader(head + rows));

    private static async Task<long> Count(TestWorld world, FormattableString sql)
    {
        await using var reads = await world.Db.Read();
        return await reads.Scalar<long>(sql);
    }

    [Theory, BothDatabases]
    public async Task File_is_imported_whole_or_not_at_all_and_running_it_again_changes_nothing(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await A.EnterpriseAccount(world, 12);
        var good = Row("oldworks1", 501, "Old-Harbour-1x") + Row("oldworks2", 502, "password", "bcrypt");
        var bad = await Import(world, good
            + Row("oldworks3", 503, "x", openedOn: "2023-08-18")
            + "oldworks4,abc,md5,,oldworks4@example.com,2016-05-04," + A.Code(504) + ",Old Works 504\n"
            + "oldworks5," + new string('0', 32) + ",crc32,,oldworks5@example.com,2016-05-04," + A.Code(505) + ",Old Works 505\n"
            + Row("oldworks1", 506, "x") + Row("oldworks7", 501, "x") + Row("oldworks8", 12, "x") + Row("x", 509, "x") + "short,row\n");
        bad.Imported.ShouldBe(0);
        bad.Faults.Select(f => (f.Line, f.Finding.Rule)).ShouldBe(
        [
            (4, AccountRules.LegacyTooLate), (5, SignInRules.LegacyHashMalformed), (6, SignInRules.LegacySchemeUnknown), (7, SignInRules.NameTaken),
            (8, AccountRules.SubjectHasAccount), (9, AccountRules.SubjectHasAccount), (10, AccountRules.LegacyNameMalformed), (11, AccountRules.LegacyColumns),
        ]);
        (await Count(world, $"select count(*) from legacy_account")).ShouldBe(0);
        (await Import(world, good, Head.Replace("salt", "pepper", StringComparison.Ordinal))).Faults.Single().Line.ShouldBe(1);

        var done = await Import(world, good);
        (done.Imported, done.Present, done.Faults.Count).ShouldBe((2, 0, 0));
        var hashes = await Count(world, $"select count(*) from legacy_password");
        var again = await Import(world, good + Row("oldworks3", 503, "x"));
        (again.Imported, again.Present).ShouldBe((1, 2));
        (await Count(world, $"select count(*) from legacy_password")).ShouldBe(hashes + 1);
        (await Import(world, Row("oldworks1", 599, "Old-Harbour-1x"))).Faults.Single().Finding.Rule.ShouldBe(AccountRules.LegacyRowDiffers);

        await using var reads = await world.Db.Read();
        var account = (await AccountRegister.FindByCreditCode(reads, A.Code(501)))!;
        (account.Status, account.OpenedOn, account.ProvinceCode).ShouldBe((AccountStatus.Incomplete, new DateOnly(2016, 5, 4), "110000"));
        AccountNumber.Parse(account.Number);
        (await VerifyVerb.Check(world.Db)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Each_scheme_lets_in_once_and_its_hash_is_gone_and_nobody_else_comes_in(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        const string good = "Quiet-Harbour-18";
        var rows = LegacyHash.SchemeNames.Select((scheme, i) => (Name: $"old{i}user", Scheme: scheme, Row: Row($"old{i}user", 600 + i, i % 2 == 0 ? good : "abc123", scheme))).ToList();
        (await Import(world, string.Concat(rows.Select(r => r.Row)))).Faults.ShouldBeEmpty();
        foreach (var ((name, scheme, _), i) in rows.Select((r, i) => (r, i)))
        {
            var password = i % 2 == 0 ? good : "abc123";
            await SignInRules.NotRecognised.ShouldRefuse(() => world.The<EnterPassword>().Enter(name, "wrong", Visitors.Place));
            (await world.The<EnterPassword>().Enter(name, password, Visitors.Place)).ShouldNotBeEmpty(scheme);
            (await Count(world, $"select count(*) from legacy_password p join login l on l.person_id = p.legacy_id where l.name = {name}")).ShouldBe(0, scheme);
            // The second time our own hash is compared; a password below today's profile is due at once.
            await world.The<EnterPassword>().Enter(name, password, Visitors.Place);
            (await Count(world, $"select count(*) from login where name = {name} and password_due_at is not null")).ShouldBe(i % 2, scheme);
        }
        // AC-19: a name of the old system that was not taken over gets the answer of every wrong password.
        await SignInRules.NotRecognised.ShouldRefuse(() => world.The<EnterPassword>().Enter("old99user", good, Visitors.Place));

        // The hash does not come back, and does not go without a new one.
        var used = await Count(world, $"select min(id) from legacy_account where verified_at is not null");
        await world.ShouldRefuse($"insert into legacy_password(legacy_id, secret_cipher, work) values ({used}, 'a:b', 0)");
        await world.ShouldRefuse($"update legacy_account set verified_at = null where id = {used}");
        await world.ShouldRefuse($"update login set totp_confirmed_at = created_at where person_id = {used}");
        await world.ShouldRefuse($"delete from legacy_account where id = {used}");
        (await Import(world, Row("oldlast1", 640, good))).Imported.ShouldBe(1);
        await world.ShouldRefuse("delete from legacy_password");
        await world.ShouldRefuse("update legacy_password set work = 5");
    }

    [Theory, BothDatabases]
    public async Task Holder_signs_in_with_the_old_password_completes_the_account_and_only_then_does_anything_else(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var officers = await A.Officers(world);
        (await Import(world, Row("oldworks1", 501, "abc123", "md5-salt-after"))).Faults.ShouldBeEmpty();
        var browser = new Browser(await world.Http());
        var first = await browser.Post("/sign-in", "sign-in", ("name", "OldWorks1"), ("password", "abc123"));
        first.Headers.Location!.OriginalString.ShouldBe("/sign-in/second-factor");
        await world.The<MessageSender>().Tick();
        var mail = world.The<DevelopmentInbox>().Messages.Single();
        (mail.Channel, mail.Address).ShouldBe((Channel.Email, "oldworks1@example.com"));
        var code = Regex.Match(mail.Text, "[A-Z0-9]{4}(-[A-Z0-9]{4}){6}").Value;
        var page = await (await browser.Get("/sign-in/second-factor?lang=en")).Text();
        page.ShouldContain("o***@example.com");
        (await (await browser.Post("/sign-in/second-factor?lang=en", "second-factor", ("code", await Visitors.Shown(world, "oldworks1")), ("mailed", "AAAA-BBBB"))).Text()).ShouldContain("sign-in.token-not-accepted");
        var second = await browser.Post("/sign-in/second-factor", "second-factor", ("code", await Visitors.Shown(world, "oldworks1")), ("mailed", code.ToLowerInvariant()));
        second.Headers.Location.ShouldNotBeNull(await second.Text());

        // The old password is below today's profile.
        (await browser.Get("/opening")).Headers.Location!.OriginalString.ShouldBe("/me/password");
        (await browser.Post("/me/password", "password", ("old", "abc123"), ("new", Visitors.Password), ("again", Visitors.Password))).StatusCode.ShouldBe(System.Net.HttpStatusCode.SeeOther);

        // AC-17: every other function is refused and leads to what is missing.
        foreach (var place in (string[])["/portal/holdings", "/portal/applications", "/portal/transfers/new", "/portal/cancellations/new", "/portal/comments", "/portal/openings"])
            (await browser.Get(place)).Headers.Location!.OriginalString.ShouldBe("/opening?incomplete=1", place);
        (await (await browser.Get("/opening?incomplete=1&lang=en")).Text()).ShouldContain("accounts.particulars-missing");
        AccountView account;
        await using (var reads = await world.Db.Read()) account = (await AccountRegister.FindByCreditCode(reads, A.Code(501)))!;
        await AccountRules.ParticularsMissing.ShouldRefuse(() => world.The<BindTradingAccount>().Bind(Registry.Kernel.DualControl.Instructed.Verified(TradingBindings.Exchange, A.New), new(A.Code(501), "T1234567")));
        await AccountRules.SubjectHasAccount.ShouldRefuse(() => A.Opening(world, 501));
        await AttackIncomplete(world, account.Id, officers.Clerk.Person.Value);

        var opening = await Complete(world, browser);
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");
        var review = opening.Replace("/opening/", "/portal/openings/");
        (await (await clerk.Get(review + "?lang=en")).Text()).ShouldContain(account.Number);
        var proposed = (await clerk.Post(review, "approve")).Headers.Location!.OriginalString;
        var confirmed = await reviewer.Post(proposed, "confirm");
        ((int)confirmed.StatusCode).ShouldBe(303, await confirmed.Text());

        await using (var reads = await world.Db.Read())
        {
            var opened = await AccountRegister.View(reads, new AccountId(account.Id));
            (opened.Status, opened.Number, opened.OpenedOn, opened.Name).ShouldBe((AccountStatus.Open, account.Number, new DateOnly(2016, 5, 4), "Enterprise 501"));
        }
        // The old login ends; the representatives are told by e-mail how to make theirs.
        (await browser.Get("/opening")).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        await SignInRules.NotRecognised.ShouldRefuse(() => world.The<EnterPassword>().Enter("oldworks1", Visitors.Password, Visitors.Place));
        await world.The<ActivationPost>().Tick();
        await world.The<MessageSender>().Tick();
        world.The<DevelopmentInbox>().Messages.Where(m => m.Kind == MessageKind.Activation && m.Channel == Channel.Email).Select(m => m.Address)
            .ShouldBe(["oldworks1@example.com", A.Person(5011).Email!, A.Person(5012).Email!], ignoreOrder: true);
        await world.ShouldRefuse($"update account set status = 'Incomplete' where id = {account.Id}");
        (await VerifyVerb.Check(world.Db)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Business_of_an_account_whose_particulars_are_missing_is_refused_by_the_database(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var clerk = (await A.Officers(world)).Clerk.Person.Value;
        (await Import(world, Row("oldworks1", 501, "abc123", "md5-salt-after"))).Faults.ShouldBeEmpty();
        var holder = await A.EnterpriseAccount(world, 12);
        await Visitors.Login(world, holder.Initiator, "holder01");
        await Visitors.Login(world, holder.Confirmer, "holder02");
        var (incomplete, complete) = (await Count(world, $"select id from account where status = 'Incomplete'"), holder.Account.Value);
        await world.Damage($"""
            insert into posting(id, client, instruction_id, request_hash, kind, authority, booked_at, answer, leaf_hash)
              values (1, 'c', 'i', 'h', 'Issuance', 'a', '2026-01-01T00:00:00.000000Z', '{"{}"}', '{new string('0', 64)}');
            insert into lot(id, code, project_id, vintage, period_no, quantity, issued_at, issued_in) values (61, 'L', 1, 2024, 1, 5, '2026-01-01T00:00:00.000000Z', 1)
            """);
        // Each goes through for an account that has its particulars: it is the guard that refuses the other.
        foreach (var business in Business)
        {
            await world.ShouldRefuse(business(incomplete, clerk, 1));
            await world.Damage(business(complete, clerk, 2));
        }
        // One asks for the login of oneself: not for the other's, not for one's own in the name of another account.
        string Asks(long account, string login, long by) => $"""
            insert into account_request(id, account_id, kind, status, version, login_id, reason, requested_by_person_id, received_at)
            select 7, {account}, 'Access', 'AwaitingReview', 0, l.id, 'Lost', {by}, '2026-01-01T00:00:00.000000Z' from login l where l.name = '{login}'
            """;
        var other = (await A.EnterpriseAccount(world, 13)).Account.Value;
        await world.ShouldRefuse(Asks(complete, "holder02", holder.Initiator.Person.Value));
        await world.ShouldRefuse(Asks(other, "holder01", holder.Initiator.Person.Value));
        await world.Damage(Asks(complete, "holder01", holder.Initiator.Person.Value));
    }

    private static async Task AttackIncomplete(TestWorld world, long account, long person)
    {
        await world.ShouldRefuse($"update account set status = 'Open' where id = {account}");
        await world.ShouldRefuse($"update account set status = 'Restricted', restriction = 'Business' where id = {account}");
        foreach (var attack in (string[])
        [
            $"insert into account_representative(id, account_id, role, person_id, since) select 1, {account}, 'Initiator', r.id, r.created_at from person r where r.id = {person}",
            $"insert into login(id, name, name_key, person_id, account_id, role, password_hash, password_set_at, totp_cipher, totp_step, created_at) select 1, 'forged', 'forged', {person}, {account}, 'Initiator', l.password_hash, l.password_set_at, 'x', 0, l.created_at from login l limit 1",
            $"insert into account_change(id, account_id, status, version, requested_by_person_id, change, persons_cipher, received_at, due_on) select 1, {account}, 'AwaitingReview', 0, {person}, '{{}}', 'x', a.opened_at, a.opened_on from account a where a.id = {account}",
        ])
            await world.ShouldRefuse(attack);
    }

    private static readonly Func<long, long, int, string>[] Business =
    [
        (account, person, id) => $"insert into proposal(id, action, account_id, subject, payload, payload_hash, initiator_person_id, proposed_at, expires_at, status) values ({100 + id}, 'x.y', {account}, 'x:{id}', '{{}}', 'x', {person}, '2024-04-02T01:00:00.000000Z', '2034-04-02T01:00:00.000000Z', 'Pending')",
        (account, _, id) => $"insert into application(id, kind, status, version, account_id, body_id, title, created_at, updated_at) select {200 + id}, 'Project', 'Draft', 0, {account}, b.id, 'x', '2024-04-02T01:00:00.000000Z', '2024-04-02T01:00:00.000000Z' from verification_body b limit 1",
        (account, _, id) => $"insert into trading_binding(id, account_id, credit_code, trading_account, sub_account, bound_at, bound_by) select {300 + id}, a.id, a.credit_code, 'T123456{id}', a.number || '02', '2024-04-02T01:00:00.000000Z', 'x{id}' from account a where a.id = {account}",
        (account, _, id) => $"insert into position(id, lot_id, account_id, place, received, sent, reserved, frozen, version) values ({id}, 61, {account}, 'holding', 0, 0, 0, 0, 1)",
    ];

    private static async Task<string> Complete(TestWorld world, Browser browser)
    {
        var form = await A.EnterpriseForm(world, 501, (await A.Officers(world)).Clerk, AccountSubtype.OtherTrader);
        var fields = OpeningFields.Of(form, A.EnterprisePersons(501)).Where(f => f.Value.Length > 0).ToDictionary(f => f.Key, f => f.Value);
        (await (await browser.Get("/opening/new/independent?lang=en")).Text()).ShouldContain("Old Works 501");
        var draft = await browser.Post("/opening/new/independent", "opening", [.. fields.Select(f => (f.Key, f.Value))]);
        draft.Headers.Location.ShouldNotBeNull(await draft.Text());
        var opening = draft.Headers.Location!.OriginalString;
        foreach (var material in Regex.Matches(await (await browser.Get(opening)).Text(), "<option value=\"([a-z-]+)\"").Select(m => m.Groups[1].Value).ToList())
        {
            var upload = new MultipartFormDataContent();
            foreach (var (field, value) in await browser.Form(opening, "attach")) upload.Add(new StringContent(value), field);
            upload.Add(new StringContent(material), "material");
            upload.Add(new ByteArrayContent(A.Pdf), "file", material + ".pdf");
            (await browser.Send(new(HttpMethod.Post, $"https://localhost{opening}") { Content = upload })).Headers.Location?.OriginalString.ShouldBe(opening);
        }
        // Another organisation's particulars are refused.
        (await browser.Post(opening + "/form", "opening", [.. fields.Select(f => (f.Key, f.Key == "creditCode" ? A.Code(777) : f.Value))])).Headers.Location!.OriginalString.ShouldBe(opening);
        (await (await browser.Post(opening + "?lang=en", "hand-in")).Text()).ShouldContain(AccountRules.LegacySubjectDiffers.Code);
        await browser.Post(opening + "/form", "opening", [.. fields.Select(f => (f.Key, f.Value))]);
        var handed = await browser.Post(opening, "hand-in");
        handed.Headers.Location.ShouldNotBeNull(await handed.Text());
        return opening;
    }
}
