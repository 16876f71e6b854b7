using System.Net;
using System.Text.RegularExpressions;
using Registry.Server.Capabilities.Identity.Demonstration;
using Registry.Server.Platform.Identity;

namespace Registry.Bench;

/// <summary>Somebody at a browser: keeps cookies, sends forms as they were given, follows no redirect by itself.</summary>
internal sealed partial class Visitor : IDisposable
{
    // The cookies are for secure connections only; browsers make an exception for the own machine, the container of the framework makes none.
    private readonly Dictionary<string, string> cookies = [];
    private readonly HttpClient http;

    public Visitor(Uri site)
    {
        http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site };
        http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    /// <summary>Signs in with password and authenticator.</summary>
    /// <param name="login">Who.</param>
    /// <param name="step">Half minute whose code is shown; each opens once.</param>
    public async Task SignIn(DemoLogin login, long step)
    {
        await Send("/sign-in", "sign-in", ("name", login.Name), ("password", login.Password));
        await Send("/sign-in/second-factor", "second-factor", ("code", Totp.Code(login.Secret, step)));
    }

    /// <summary>A page, whole.</summary>
    public async Task<string> Get(string path)
    {
        using var answer = await Ask(new(HttpMethod.Get, path));
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode} {answer.Headers.Location}.");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task Send(string path, string handler, params (string Name, string Value)[] typed)
    {
        var page = await Get(path);
        var form = page.Split("<form").Skip(1).Select(f => f.Split("</form>")[0]).First(f => f.Contains($"value=\"{handler}\"", StringComparison.Ordinal));
        var fields = Hidden().Matches(form).Select(m => KeyValuePair.Create(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)))
            .Concat(typed.Select(t => KeyValuePair.Create(t.Name, t.Value)));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await Ask(new(HttpMethod.Post, path) { Content = content });
        if (answer.StatusCode != HttpStatusCode.SeeOther && answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"{path} did not take the form: {(int)answer.StatusCode}.");
    }

    private async Task<HttpResponseMessage> Ask(HttpRequestMessage request)
    {
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        var answer = await http.SendAsync(request);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
        {
            var (name, value) = set.Split(';')[0].Split('=', 2) is [var n, var v] ? (n, v) : (set, "");
            if (value.Length > 0) cookies[name] = value;
            else cookies.Remove(name);
        }
        return answer;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
