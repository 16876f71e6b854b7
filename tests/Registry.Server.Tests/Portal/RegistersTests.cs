using System.Text.RegularExpressions;
using Registry.Kernel.Rules;
using Registry.Kernel.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>Two officers keep the registers of methodologies and of bodies, in browsers.</summary>
public sealed partial class RegistersTests
{
    private const string Methodology = "/portal/registers/methodologies/CCER-01-003-V01";
    private const string Body = "/portal/registers/bodies/CNCA-R-2002-021";

    [GeneratedRegex("/portal/proposals/([0-9]+)")]
    private static partial Regex ProposalLink { get; }

    [Theory, BothDatabases]
    public async Task Register_is_revised_by_two_officers_and_the_second_sees_old_beside_new(Engine engine)
    {
        await using var world = await A.World(engine);
        var officers = await A.Officers(world);
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");
        async Task<string> Confirmed(HttpResponseMessage proposed)
        {
            ((int)proposed.StatusCode).ShouldBe(303, await proposed.Text());
            var path = ProposalLink.Match(proposed.Headers.Location!.OriginalString).Value;
            var seen = await (await reviewer.Get(path + "?lang=en")).Text();
            ((int)(await reviewer.Post(path, "confirm")).StatusCode).ShouldBe(303);
            return seen;
        }

        var form = await (await clerk.Get(Methodology + "/revise?lang=en")).Text();
        var fields = Typed(form);
        fields["maxYears"] = "many";
        fields["reason"] = "Announcement of the ministry";
        var refused = await clerk.Submit(Methodology + "/revise?lang=en", form, "entry", [.. fields.Select(f => (f.Key, f.Value))]);
        ((int)refused.StatusCode).ShouldBe(400);
        var again = await refused.Text();
        foreach (var kept in (string[])[GeneralRules.ValueMalformed.Code, "value=\"many\"", "Announcement of the ministry"]) again.ShouldContain(kept);

        fields["maxYears"] = "15";
        var seen = await Confirmed(await clerk.Submit(Methodology + "/revise", again, "entry", [.. fields.Select(f => (f.Key, f.Value))]));
        seen.ShouldContain("What differs from now");
        Regex.IsMatch(seen, "Longest crediting period.*?<strong>15</strong>", RegexOptions.Singleline).ShouldBeTrue();
        var page = await (await clerk.Get(Methodology + "?lang=en")).Text();
        foreach (var shown in (string[])["Earlier versions", "Announcement of the ministry", ">15<"]) page.ShouldContain(shown);

        form = await (await clerk.Get(Body + "/revise?lang=en")).Text();
        fields = Typed(form);
        var typed = fields["sectors"];
        fields["sectors"] = "N, 2026";
        (await (await clerk.Submit(Body + "/revise?lang=en", form, "entry", [.. fields.Select(f => (f.Key, f.Value))])).Text()).ShouldContain(GeneralRules.ValueMalformed.Code);
        fields["sectors"] = typed + "\nN | 2024-01-01 |  | CNCA 2026-9";
        (await Confirmed(await clerk.Submit(Body + "/revise", form, "entry", [.. fields.Select(f => (f.Key, f.Value))]))).ShouldContain("CNCA 2026-9");

        (await (await clerk.Post(Body + "/suspend?lang=en", "sanction")).Text()).ShouldContain(VerifierRules.GroundMissing.Code);
        (await Confirmed(await clerk.Post(Body + "/suspend", "sanction", ("ground", "CNCA 2026-10")))).ShouldContain("Suspended");
        (await (await reviewer.Get(Body + "?lang=en")).Text()).ShouldContain("CNCA 2026-10");
        ((int)(await reviewer.Get(Body + "/suspend")).StatusCode).ShouldBe(404, "the second officer proposes nothing");
        (await Confirmed(await clerk.Post(Body + "/reinstate", "sanction", ("ground", "CNCA 2026-11")))).ShouldContain("Approved");
    }

    /// <summary>What the form shows in its fields.</summary>
    private static Dictionary<string, string> Typed(string html)
    {
        var form = html.Split("<form").First(part => part.Contains("value=\"entry\"", StringComparison.Ordinal)).Split("</form>")[0];
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match input in Regex.Matches(form, "<input id=\"[^\"]*\" name=\"([^\"]+)\"[^>]*?>"))
            if (!input.Value.Contains("checkbox", StringComparison.Ordinal) || input.Value.Contains("checked", StringComparison.Ordinal))
                fields[input.Groups[1].Value] = System.Net.WebUtility.HtmlDecode(Regex.Match(input.Value, "value=\"([^\"]*)\"").Groups[1].Value);
        foreach (Match area in Regex.Matches(form, "<textarea[^>]*name=\"([^\"]+)\"[^>]*>([^<]*)</textarea>")) fields[area.Groups[1].Value] = System.Net.WebUtility.HtmlDecode(area.Groups[2].Value);
        return fields;
    }
}
