using System.Text.RegularExpressions;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Identity.Activation;
using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

/// <summary>Persons with logins, as they come to them.</summary>
internal static class Visitors
{
    public const string Password = "Quiet-Harbour-17";
    public const string Place = "192.0.2.0/24";

    /// <summary>A code with which a person makes a login.</summary>
    public static Task<string> Code(TestWorld world, Actor actor) =>
        world.Db.Transaction(Actor.Setup, new ActionCode("test.issue"), tx => ActivateLogin.Issue(tx, actor.Person, actor.Account, actor.Role));

    /// <summary>Makes a login.</summary>
    public static async Task Login(TestWorld world, Actor actor, string name, string password = Password) =>
        await world.The<ActivateLogin>().Activate(await Code(world, actor), name, password, password, Place);

    /// <summary>Somebody with a login who has signed in.</summary>
    public static async Task<Browser> SignedIn(TestWorld world, Actor actor, string name)
    {
        await Login(world, actor, name);
        var browser = new Browser(await world.Http());
        await browser.SignIn(world, name);
        return browser;
    }

    /// <summary>The first clerk with a login.</summary>
    public static async Task<Actor> Clerk(TestWorld world, string name = "clerk01")
    {
        var clerk = (await A.Officers(world)).Clerk;
        await Login(world, clerk, name);
        return clerk;
    }

    /// <summary>What the authenticator of a login shows.</summary>
    public static async Task<string> Shown(TestWorld world, string name, int later = 0)
    {
        await using var reads = await world.Db.Read();
        var login = (await Logins.Named(reads, name))!;
        return Totp.Code(world.The<PersonalVault>().Open(EnterCode.PlaceOf(login.Id), login.TotpCipher), Totp.StepOf(world.Clock.Now) + later);
    }

    /// <summary>Both steps, through the slices.</summary>
    /// <returns>Id of the session.</returns>
    public static async Task<string> Enter(TestWorld world, string name, string place = Place, string password = Password)
    {
        var half = await world.The<EnterPassword>().Enter(name, password, place);
        var session = await world.The<EnterCode>().Enter(half, await Shown(world, name), place);
        world.Time.Advance(TimeSpan.FromSeconds(30));
        return session;
    }
}

/// <summary>A browser: keeps cookies, follows nothing by itself.</summary>
internal sealed partial class Browser(HttpClient http)
{
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    public Task<HttpResponseMessage> Get(string path) => Send(new(HttpMethod.Get, "https://localhost" + path));

    /// <summary>Fetches a page and sends one of its forms.</summary>
    public async Task<HttpResponseMessage> Post(string page, string? handler, params (string Name, string Value)[] fields)
    {
        var html = await (await Get(page)).Text();
        return await Submit(page, html, handler, fields);
    }

    /// <summary>Sends a form of a page that was fetched.</summary>
    public Task<HttpResponseMessage> Submit(string action, string html, string? handler, params (string Name, string Value)[] fields)
    {
        var form = Hidden(html, handler);
        foreach (var (name, value) in fields) form[name] = value;
        return Post(action, form);
    }

    /// <summary>Sends fields.</summary>
    public Task<HttpResponseMessage> Post(string action, IEnumerable<KeyValuePair<string, string>> form) =>
        Send(new(HttpMethod.Post, "https://localhost" + action) { Content = new FormUrlEncodedContent(form) });

    /// <summary>What a form of a page holds that nobody types.</summary>
    public static Dictionary<string, string> Hidden(string html, string? handler)
    {
        var part = html.Split("<form").Skip(1).FirstOrDefault(p => handler is null || p.Contains($"value=\"{handler}\"", StringComparison.Ordinal)) ?? "";
        var form = HiddenField().Matches(part.Split("</form>")[0]).GroupBy(m => m.Groups[1].Value).ToDictionary(g => g.Key, g => System.Net.WebUtility.HtmlDecode(g.Last().Groups[2].Value));
        if (handler is not null) form["_handler"] = handler;
        return form;
    }

    /// <summary>The same of a page that is fetched first.</summary>
    public async Task<Dictionary<string, string>> Form(string page, string? handler) => Hidden(await (await Get(page)).Text(), handler);

    /// <summary>Signs in through the pages.</summary>
    public async Task SignIn(TestWorld world, string name)
    {
        var first = await Post("/sign-in", "sign-in", ("name", name), ("password", Visitors.Password));
        first.Headers.Location?.OriginalString.ShouldBe("/sign-in/second-factor", await first.Text());
        var second = await Post("/sign-in/second-factor", "second-factor", ("code", await Visitors.Shown(world, name)));
        second.Headers.Location?.OriginalString.ShouldBe("/portal", await second.Text());
        world.Time.Advance(TimeSpan.FromSeconds(30));
    }

    public async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        if (Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        var answer = await http.Answer(request);
        foreach (var set in SetBy(answer))
        {
            var (name, value) = (set[..set.IndexOf('=')], set[(set.IndexOf('=') + 1)..set.IndexOf(';')]);
            if (value.Length == 0) Cookies.Remove(name);
            else Cookies[name] = value;
        }
        return answer;
    }

    public static string[] SetBy(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var values) ? [.. values] : [];

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
