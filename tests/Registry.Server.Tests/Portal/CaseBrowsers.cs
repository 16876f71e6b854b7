using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;

namespace Registry.Server.Tests.Portal;

/// <summary>The six persons of a case, each with a browser of their own.</summary>
internal sealed partial class CaseBrowsers
{
    [GeneratedRegex("/portal/proposals/([0-9]+)")]
    private static partial Regex ProposalLink { get; }

    private CaseBrowsers(ApplicationCase it) => It = it;

    public ApplicationCase It { get; }

    public Browser Initiator { get; private set; } = null!;

    public Browser Confirmer { get; private set; } = null!;

    public Browser BodyInitiator { get; private set; } = null!;

    public Browser BodyConfirmer { get; private set; } = null!;

    public Browser Clerk { get; private set; } = null!;

    public Browser Reviewer { get; private set; } = null!;

    public string Page => $"/portal/applications/{It.Id}";

    /// <summary>Signs in all six.</summary>
    public static async Task<CaseBrowsers> Of(ApplicationCase it)
    {
        var officers = await A.Officers(it.World);
        return new(it)
        {
            Initiator = await Visitors.SignedIn(it.World, it.Owner.Initiator, "owner01"),
            Confirmer = await Visitors.SignedIn(it.World, it.Owner.Confirmer, "owner02"),
            BodyInitiator = await Visitors.SignedIn(it.World, it.Body.Initiator, "body01"),
            BodyConfirmer = await Visitors.SignedIn(it.World, it.Body.Confirmer, "body02"),
            Clerk = await Visitors.SignedIn(it.World, officers.Clerk, "clerk01"),
            Reviewer = await Visitors.SignedIn(it.World, officers.Reviewer, "reviewer01"),
        };
    }

    /// <summary>Everybody's session at a later time: who has been idle signs in anew.</summary>
    public async Task Again()
    {
        foreach (var (browser, name) in ((Browser, string)[])[(Initiator, "owner01"), (Confirmer, "owner02"), (BodyInitiator, "body01"), (BodyConfirmer, "body02"), (Clerk, "clerk01"), (Reviewer, "reviewer01")])
        {
            browser.Cookies.Clear();
            await browser.SignIn(It.World, name);
        }
    }

    /// <summary>What a person sees of the case, in English.</summary>
    public async Task<string> Seen(Browser by) => await (await by.Get(Page + "?lang=en")).Text();

    /// <summary>The forms that a person is offered on the case, by the last part of their addresses.</summary>
    public async Task<IReadOnlyList<string>> Offered(Browser by) =>
        [.. Regex.Matches(await (await by.Get(Page)).Text(), $"href=\"{Page}/([a-z-]+)(\\?comment=[0-9]+)?\"").Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Fills in and sends a form of the case, with files; what is not named stays as the form has it.</summary>
    public async Task<HttpResponseMessage> Send(Browser by, string act, IReadOnlyList<(string Name, string Value)>? fields = null, params (string Field, byte[] Content)[] files)
    {
        var path = $"{Page}/{act}";
        var answer = await by.Get(path);
        var html = await answer.Text();
        ((int)answer.StatusCode).ShouldBe(200, $"{act}: {html}");
        return await SendPage(by, path, html, fields, files);
    }

    /// <summary>Sends a form of a page that was fetched.</summary>
    public static async Task<HttpResponseMessage> SendPage(Browser by, string path, string html, IReadOnlyList<(string Name, string Value)>? fields, params (string Field, byte[] Content)[] files)
    {
        var content = new MultipartFormDataContent();
        var typed = (fields ?? []).ToLookup(f => f.Name, f => f.Value, StringComparer.Ordinal);
        foreach (var (name, value) in Values(html))
            if (!typed.Contains(name)) content.Add(new StringContent(value), name);
        foreach (var name in typed)
            foreach (var value in name) content.Add(new StringContent(value), name.Key);
        foreach (var (field, bytes) in files)
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            content.Add(file, field, field.Split('.')[^1] + ".pdf");
        }
        return await by.Send(new(HttpMethod.Post, "https://localhost" + path) { Content = content });
    }

    /// <summary>Sends a form that must be taken.</summary>
    /// <returns>Where it leads.</returns>
    public async Task<string> Do(Browser by, string act, IReadOnlyList<(string Name, string Value)>? fields = null, params (string Field, byte[] Content)[] files)
    {
        var answer = await Send(by, act, fields, files);
        ((int)answer.StatusCode).ShouldBe(303, $"{act}: {Words(await answer.Text())}");
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>One person proposes, another confirms on the proposal's page.</summary>
    public async Task Two(Browser first, Browser second, string act, IReadOnlyList<(string Name, string Value)>? fields = null, params (string Field, byte[] Content)[] files) =>
        await Confirm(second, await Do(first, act, fields, files));

    /// <summary>Confirms what a page of a proposal shows.</summary>
    public static async Task Confirm(Browser by, string proposal)
    {
        ProposalLink.IsMatch(proposal).ShouldBeTrue(proposal);
        var answer = await by.Post(proposal, "confirm");
        ((int)answer.StatusCode).ShouldBe(303, Words(await answer.Text()));
    }

    /// <summary>What the form of a page holds: hidden fields, inputs, ticked boxes, texts and choices, as a browser would send them.</summary>
    public static IReadOnlyList<(string Name, string Value)> Values(string html)
    {
        var at = html.IndexOf("enctype=\"multipart/form-data\"", StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, Words(html));
        var form = html[at..html.IndexOf("</form>", at, StringComparison.Ordinal)];
        var values = new List<(string, string)>();
        foreach (Match input in Regex.Matches(form, "<input[^>]*>"))
        {
            var (name, type) = (Attribute(input.Value, "name"), Attribute(input.Value, "type"));
            if (name is null || type == "file" || (type == "checkbox" && !Regex.IsMatch(input.Value, @"\schecked[\s>=]"))) continue;
            values.Add((name, Attribute(input.Value, "value") ?? ""));
        }
        foreach (Match area in Regex.Matches(form, "<textarea([^>]*)>(.*?)</textarea>", RegexOptions.Singleline))
            values.Add((Attribute(area.Groups[1].Value, "name")!, System.Net.WebUtility.HtmlDecode(area.Groups[2].Value)));
        foreach (Match select in Regex.Matches(form, "<select([^>]*)>(.*?)</select>", RegexOptions.Singleline))
        {
            var chosen = Regex.Match(select.Groups[2].Value, "<option[^>]*selected[^>]*>");
            values.Add((Attribute(select.Groups[1].Value, "name")!, chosen.Success ? Attribute(chosen.Value, "value") ?? "" : ""));
        }
        return values;
    }

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } match ? System.Net.WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    /// <summary>The words of a page, for messages of tests.</summary>
    public static string Words(string html)
    {
        var main = html.IndexOf("<main", StringComparison.Ordinal);
        return Regex.Replace(Regex.Replace(main < 0 ? html : html[main..], "<[^>]+>", " "), @"\s+", " ");
    }
}
