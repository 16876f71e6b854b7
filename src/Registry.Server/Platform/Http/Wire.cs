using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Registry.Server.Platform.Http;

/// <summary>How JSON is written and read on the wire: Chinese as itself, nothing unknown accepted, no depth without end.</summary>
public static class Wire
{
    private const int MaxDepth = 32;

    internal static void Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = MaxDepth;
    }
}
