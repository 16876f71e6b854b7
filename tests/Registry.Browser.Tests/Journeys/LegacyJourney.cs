using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Registry.Browser.Tests.Fixtures;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Portal.Openings;
using Registry.Server.Tests;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Browser.Tests.Journeys;

/// <summary>An account of the old system, from the file of the import to two representatives who sign in. Questions and answers 1.2.3 and 1.2.7.</summary>
public sealed partial class LegacyJourney(SystemBrowser browser)
{
    private const int Company = 501;
    private const string Name = "OldWorks1";
    private const string OldPassword = "abc123";
    private const string Salt = "s4lt";

    [GeneratedRegex("[A-Z0-9]{4}(-[A-Z0-9]{4})+")]
    private static partial Regex OneTime { get; }

    [Fact]
    public async Task Holder_of_an_old_account_signs_in_with_the_old_password_completes_it_and_both_representatives_sign_in()
    {
        await using var world = await TestWorld.Listening();
        var officers = await A.Officers(world);
        await Imports(world);
        var holder = await SignsIn(world);
        await holder.Sees("Old Works");
        foreach (var place in (string[])["/portal/account", "/portal/holdings", "/portal/applications", "/portal/transfers/new", "/portal/cancellations/new", "/portal/comments", "/portal/openings"])
        {
            await holder.Open(place);
            holder.Place.ShouldBe("/opening?incomplete=1", place);
        }
        await holder.Sees("accounts.particulars-missing");
        var opening = await Completes(world, holder);

        await Visitors.Login(world, officers.Clerk, "clerk01");
        await Visitors.Login(world, officers.Reviewer, "reviewer01");
        var (clerk, reviewer) = (await Traveller.Of(browser, world, english: true), await Traveller.Of(browser, world, Screen.Phone));
        await clerk.SignIn("clerk01");
        await reviewer.SignIn("reviewer01");
        await clerk.Open("/portal/openings");
        await clerk.Follow("/portal" + opening.Replace("/opening/", "/openings/", StringComparison.Ordinal));
        await clerk.Press("approve");
        await Case.Confirms(reviewer);

        // The old login ends with the approval; each representative makes one of one's own with the code that came by e-mail.
        await holder.Open(opening);
        holder.Place.ShouldStartWith("/sign-in");
        await holder.Open("/sign-in");
        await holder.Type("name", Name);
        await holder.Type("password", Visitors.Password);
        await holder.Press("sign-in");
        await holder.Sees("sign-in.not-recognised");
        var initiator = await OpeningJourney.Activates(browser, world, A.Person((Company * 10) + 1).Email!, "initiator01", Screen.Desk);
        await OpeningJourney.Activates(browser, world, A.Person((Company * 10) + 2).Email!, "confirmer01", Screen.Phone);
        await initiator.Open("/portal/account");
        await initiator.Sees($"Enterprise {Company}", "2016-05-04");
    }

    /// <summary>The export of the old system, as the command line gives it to the import.</summary>
    private static async Task Imports(TestWorld world)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(OldPassword + Salt)));
        using var file = new StringReader($"user_name,password_hash,scheme,salt,email,opened_on,credit_code,name\n{Name},{hash},sha256-salt-after,{Salt},works@example.com,2016-05-04,{A.Code(Company)},Old Works\n");
        var done = await world.The<ImportLegacyAccounts>().Import(file);
        (done.Imported, done.Faults.Count).ShouldBe((1, 0));
    }

    /// <summary>The old password, a code from the e-mail address, an authenticator, and a password of today's strength.</summary>
    private async Task<Traveller> SignsIn(TestWorld world)
    {
        var holder = await Traveller.Of(browser, world, english: true);
        await holder.Open("/sign-in");
        await holder.Type("name", Name);
        await holder.Type("password", OldPassword);
        await holder.Press("sign-in");
        await holder.Sees("w***@example.com");
        await world.The<MessageSender>().Tick();
        await holder.Type("mailed", "AAAA-BBBB-CCCC-DDDD");
        await holder.Type("code", await Visitors.Shown(world, Name));
        await holder.Press("second-factor");
        await holder.Sees("sign-in.token-not-accepted");
        // The inbox of development is where the message is read.
        var inbox = await Traveller.Of(browser, world);
        await inbox.Open("/development/inbox");
        await inbox.Sees("works@example.com");
        await holder.Type("mailed", OneTime.Match(await inbox.Seen()).Value);
        await holder.Type("code", await Visitors.Shown(world, Name));
        await holder.Press("second-factor");
        holder.Place.ShouldStartWith("/me/password", customMessage: await holder.Seen());
        foreach (var (field, text) in ((string, string)[])[("old", OldPassword), ("new", Visitors.Password), ("again", Visitors.Password)]) await holder.Type(field, text);
        await holder.Press("password");
        await holder.Open("/opening");
        return holder;
    }

    private static async Task<string> Completes(TestWorld world, Traveller holder)
    {
        await holder.Follow("/opening/new");
        var form = await A.EnterpriseForm(world, Company, (await A.Officers(world)).Clerk, AccountSubtype.OtherTrader);
        foreach (var (field, text) in OpeningFields.Of(form, A.EnterprisePersons(Company)).Where(f => f.Value.Length > 0)) await holder.Enter(field, text);
        await holder.Press("opening");
        var opening = holder.Place;
        foreach (var material in await holder.Page.Locator("select[name='material'] option").EvaluateAllAsync<string[]>("options => options.map(o => o.value).filter(v => v)"))
        {
            await holder.Choose("material", material);
            await holder.Attach("file", material + ".pdf");
            await holder.Press("attach");
            holder.Place.ShouldBe(opening);
        }
        await holder.Press("hand-in");
        await holder.Sees("Under review");
        return opening;
    }
}
