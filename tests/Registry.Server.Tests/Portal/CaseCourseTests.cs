using Registry.Kernel.Applications;
using Registry.Server.Capabilities.Portal.Cases;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>The way of a case through the pages, by the six persons whom the rules name.</summary>
public sealed class CaseCourseTests
{
    private static readonly (string, byte[])[] Report = [("file.E01", A.Pdf), ("file.E03", A.Pdf)];
    private static readonly (string, byte[])[] Filing = [("file.S01", A.Pdf), ("file.S03", A.Pdf)];

    private static readonly (string, string)[] Team =
    [
        ("conclusion", "Positive"), ("members", "Zhao\r\nQian"), ("reviewer", "Sun"), ("decision-maker", "Li"),
    ];

    [Theory, BothDatabases]
    public async Task Project_goes_from_draft_to_registered_through_the_pages_with_a_return_at_each_review(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).Draft();
        var six = await CaseBrowsers.Of(it);
        await six.Two(six.Initiator, six.Confirmer, "submit");

        // Returned before the notice, taken up again, submitted again.
        await six.Two(six.Clerk, six.Reviewer, "return-notice", [("template", "files-unreadable"), ("reason", "Page 4 is missing.")]);
        (await six.Seen(six.Initiator)).ShouldContain("Page 4 is missing.");
        (await six.Do(six.Initiator, "revise")).ShouldStartWith(six.Page);
        await six.Two(six.Initiator, six.Confirmer, "submit");
        await six.Two(six.Clerk, six.Reviewer, "approve-notice", [("start", "2024-09-04")]);
        (await six.Seen(six.Initiator)).ShouldContain("2024-09-04");

        await it.CloseNotice();
        await six.Again();
        await six.Two(six.BodyInitiator, six.BodyConfirmer, "upload-report", Team, Report);
        // The owner sends it back; the later version stands beside the earlier, with its reason.
        await six.Two(six.Initiator, six.Confirmer, "return-upload", [("reason", "The annex is missing.")]);
        await six.Two(six.BodyInitiator, six.BodyConfirmer, "upload-report", [.. Team, ("version-reason", "With the annex")], Report);
        await six.Two(six.Initiator, six.Confirmer, "accept-upload");
        await six.Two(six.Initiator, six.Confirmer, "file", [("committed", "1")], Filing);

        (await six.Do(six.Clerk, "accept")).ShouldBe($"{six.Page}?done=1");
        (await six.Seen(six.Clerk)).ShouldContain("working days left");
        await six.Two(six.Clerk, six.Reviewer, "return-for-completion", [("template", "form-unsealed"), ("item.1", "commitment"), ("description.1", "The date is missing.")]);
        var open = await six.Seen(six.Initiator);
        foreach (var words in (string[])["The application form is not sealed", "The date is missing.", "Not answered yet"]) open.ShouldContain(words);
        // What was ticked is kept in Chinese and read in the reader's language.
        var sealing = Texts.For<CasesText>().In(Language.Chinese, "deficiency.form-unsealed");
        open.ShouldNotContain(sealing);
        (await (await six.Initiator.Get(six.Page + "?lang=zh-CN")).Text()).ShouldContain(sealing);
        await six.Initiator.Get(six.Page + "?lang=en");
        await six.Two(six.Initiator, six.Confirmer, "complete", [("answer.1", "Sealed."), ("answer.2", "Dated."), ("version-reason", "Sealed now")], ("file.S01", A.Pdf));
        await six.Two(six.Clerk, six.Reviewer, "register");

        (await it.Load()).Status.ShouldBe(ApplicationStatus.Registered);
        foreach (var browser in (Browser[])[six.Initiator, six.Confirmer, six.BodyInitiator, six.BodyConfirmer, six.Clerk, six.Reviewer])
        {
            var page = await six.Seen(browser);
            foreach (var words in (string[])["A210001", "Sealed now", "Zhao", "Dated.", "E01.pdf"]) page.ShouldContain(words, customMessage: words);
        }
        (await six.Offered(six.Initiator)).ShouldBeEmpty();
    }
}
