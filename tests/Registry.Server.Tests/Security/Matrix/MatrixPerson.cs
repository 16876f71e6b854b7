using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;

namespace Registry.Server.Tests.Security.Matrix;

/// <summary>A kind of person, one column of the matrix; what it sends never changes its own cookies, so each request stands alone.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Actor">Who acts; null where nobody is signed in.</param>
internal sealed record MatrixPerson(string Column, Actor? Actor)
{
    private string cookies = "";
    private string token = "";

    /// <summary>Keeps the cookies of a browser, and a token of one of the person's own forms.</summary>
    public async Task<MatrixPerson> Of(Browser browser)
    {
        var form = await browser.Form(Actor is null ? "/sign-in" : "/me/sessions", null);
        token = form["__RequestVerificationToken"];
        cookies = string.Join("; ", browser.Cookies.Select(c => $"{c.Key}={c.Value}"));
        return this;
    }

    /// <summary>Fetches a page.</summary>
    public Task<HttpResponseMessage> Get(HttpClient http, string path) => Send(http, new(HttpMethod.Get, "https://localhost" + path));

    /// <summary>Sends a body as this person: with the person's own token, and an operation id that was not used before.</summary>
    public Task<HttpResponseMessage> Post(HttpClient http, string path, MatrixBody body) =>
        Send(http, new(HttpMethod.Post, "https://localhost" + path) { Content = body.With(token) });

    private async Task<HttpResponseMessage> Send(HttpClient http, HttpRequestMessage request)
    {
        if (cookies.Length > 0) request.Headers.Add("Cookie", cookies);
        return await http.Answer(request);
    }
}
