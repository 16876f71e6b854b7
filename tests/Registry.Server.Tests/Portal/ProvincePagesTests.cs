using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Registry.Kernel.Applications;
using Registry.Server.Capabilities.Portal.Templates;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.ProvinceFeed;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>What a provincial department sees in the portal; and the forms that applicants download.</summary>
public sealed class ProvincePagesTests
{
    [Theory, BothDatabases]
    public async Task Department_reads_and_exports_its_own_province_and_no_other(Engine engine)
    {
        await using var world = await A.World(engine);
        var registered = await A.RegisteredProject(world);
        var reduction = await (await A.Reduction(registered)).To(ApplicationStatus.UnderReview);
        var province = registered.Project!.ProvinceCode;
        var other = province == "110000" ? "120000" : "110000";
        var own = await Visitors.SignedIn(world, (await Departments.Department(world, province, 61)).Confirmer, "province01");
        var stranger = await Visitors.SignedIn(world, (await Departments.Department(world, other, 62)).Initiator, "province02");
        var owner = await Visitors.SignedIn(world, registered.Owner.Initiator, "owner01");

        (await (await own.Get("/portal?lang=en")).Text()).ShouldContain("/portal/province");
        (await (await owner.Get("/portal?lang=en")).Text()).ShouldNotContain("/portal/province");
        foreach (var (list, seen) in ((string, string)[])[("", registered.Project.Name), ("/reductions-notice-over", registered.Project.Name)])
        {
            (await (await own.Get($"/portal/province{list}?lang=en")).Text()).ShouldContain(seen);
            // Whatever the address asks for, the province is that of the account.
            (await (await stranger.Get($"/portal/province{list}?lang=en&province={province}")).Text()).ShouldNotContain(seen);
            ((int)(await owner.Get("/portal/province" + list)).StatusCode).ShouldBe(404);
        }
        foreach (var list in (string[])["projects-registered", "reductions-notice-over", "lots", "cancellations"])
            foreach (var form in (string[])["csv", "json"])
            {
                var (mine, theirs) = (await (await own.Get($"/portal/province/{list}.{form}")).Text(), await (await stranger.Get($"/portal/province/{list}.{form}?province={province}")).Text());
                if (list.StartsWith("projects", StringComparison.Ordinal) || list.StartsWith("reductions", StringComparison.Ordinal)) mine.ShouldContain(registered.Project.Name);
                theirs.ShouldNotContain(registered.Project.Name);
                ((int)(await owner.Get($"/portal/province/{list}.{form}")).StatusCode).ShouldBe(404);
            }
        (await (await own.Get("/portal/province?q=" + Uri.EscapeDataString("nothing like it"))).Text()).ShouldNotContain(registered.Project.Name);
        ((int)(await own.Get("/portal/province/lost")).StatusCode).ShouldBe(404);
        ((int)(await own.Get("/portal/province/lost.csv")).StatusCode).ShouldBe(404);
        reduction.Id.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Forms_are_downloaded_blank_and_with_what_the_applicant_typed()
    {
        await using var world = await A.World(Engine.Sqlite);
        var anybody = new Browser(await world.Http());
        foreach (var key in FormTemplates.Keys)
        {
            var answer = await anybody.Get("/templates/" + key);
            ((int)answer.StatusCode).ShouldBe(200, key);
            answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe(key + ".docx");
            var words = Words(await answer.Bytes());
            words.ShouldContain("\uFF3F\uFF3F", Case.Insensitive, key);
            words.ShouldNotContain("{");
        }
        ((int)(await anybody.Get("/templates/lost")).StatusCode).ShouldBe(404);
        Words(FormTemplates.Write("authorisation-letter", world.Clock.Today, new Dictionary<string, string> { ["name"] = "A & <B>", ["Initiator"] = "Person 7" })).ShouldContain("A & <B>");
        FormTemplates.HrefOf(7, "business-licence").ShouldBeNull();
        FormTemplates.HrefOf("S03").ShouldBe("/templates/commitment");
        ((int)(await anybody.Get("/opening/7/templates/commitment")).StatusCode).ShouldBe(302);
    }

    [Fact]
    public async Task Forms_of_a_case_come_filled_in_for_those_whom_it_concerns()
    {
        await using var world = await A.World(Engine.Sqlite);
        var it = await (await A.Project(world)).To(ApplicationStatus.AwaitingUpload);
        var six = await CaseBrowsers.Of(it);
        var stranger = await Visitors.SignedIn(world, (await A.EnterpriseAccount(world, 77)).Initiator, "stranger01");
        var owner = await (await six.Initiator.Get(six.Page)).Text();
        var body = await (await six.BodyInitiator.Get(six.Page)).Text();
        foreach (var (browser, page, key) in ((Browser, string, string)[])[(six.Initiator, owner, "project-design"), (six.Initiator, owner, "project-form"), (six.Initiator, owner, "commitment"),
            (six.BodyInitiator, body, "validation-report"), (six.BodyInitiator, body, "comment-statement")])
        {
            var href = $"{six.Page}/templates/{key}";
            page.ShouldContain($"href=\"{href}\"");
            var words = Words(await (await browser.Get(href)).Bytes());
            words.ShouldContain(it.Project!.Name);
            words.ShouldNotContain("{");
            ((int)(await stranger.Get(href)).StatusCode).ShouldBe(404, href);
        }
        var design = Words(await (await six.Initiator.Get($"{six.Page}/templates/project-design")).Bytes());
        foreach (var known in (string[])[it.Project!.MethodologyCode, it.Project.Location, $"{it.Project.CreditingFrom:yyyy-MM-dd}", "Harbour Road"]) design.ShouldContain(known);
        (await (await six.BodyInitiator.Get($"{six.Page}/upload-report")).Text()).ShouldContain($"{six.Page}/templates/validation-report");
    }

    private static string Words(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        archive.Entries.Select(e => e.FullName).ShouldBe(["[Content_Types].xml", "_rels/.rels", "word/document.xml"]);
        using var reader = new StreamReader(archive.GetEntry("word/document.xml")!.Open(), Encoding.UTF8);
        return XDocument.Parse(reader.ReadToEnd()).Root!.Value;
    }
}
