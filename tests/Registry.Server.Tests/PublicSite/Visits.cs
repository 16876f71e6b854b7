namespace Registry.Server.Tests.PublicSite;

/// <summary>What a visitor does over HTTP, ended with the test.</summary>
internal static class Visits
{
    public static Task<HttpResponseMessage> Answer(this HttpClient http, string path) => http.GetAsync(path, TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> Answer(this HttpClient http, HttpRequestMessage request) => http.SendAsync(request, TestContext.Current.CancellationToken);

    public static Task<string> Text(this HttpClient http, string path) => http.GetStringAsync(path, TestContext.Current.CancellationToken);

    public static Task<string> Text(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static Task<byte[]> Bytes(this HttpResponseMessage answer) => answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
}
