namespace Registry.Server.Platform.Http;

/// <summary>Answers that are files which somebody uploaded.</summary>
internal static class Downloads
{
    private const string Sandbox = "default-src 'none'; sandbox";

    /// <summary>Sees to it that a browser that opens the file all the same lets it do nothing.</summary>
    public static void InSandbox(this HttpResponse response) => response.Headers.ContentSecurityPolicy = Sandbox;

    /// <summary>A file as a download, never shown in our pages, in a sandbox.</summary>
    public static IResult File(HttpContext context, string name, string mediaType, byte[] content)
    {
        context.Response.InSandbox();
        return TypedResults.File(content, mediaType, name);
    }
}
