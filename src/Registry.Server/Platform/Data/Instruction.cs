using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Registry.Server.Platform.Data;

/// <summary>
/// The caller's own id of what it asks for. The same id with the same request is answered as it was the first time,
/// whether it was done or refused; with another request it is refused.
/// </summary>
/// <param name="Client">Who asks: one name space of ids.</param>
/// <param name="Id">The caller's id.</param>
/// <param name="RequestHash">SHA-256 of the canonical request, lower-case hex.</param>
public sealed record Instruction(string Client, string Id, string RequestHash)
{
    /// <summary>The instruction for a request.</summary>
    public static Instruction For<T>(string client, string id, T request) => new(client, id, Json.Hash(Json.Write(request)));

    /// <summary>Both parts in one word.</summary>
    public string Key => $"{Client}:{Id}";
}

/// <summary>How the registry writes JSON: camel case, enum names, Chinese as it is, members in declared order.</summary>
public static class Json
{
    /// <summary>The options.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes a value.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads a value.</summary>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new JsonException("A value was expected, null came.");

    /// <summary>SHA-256 of a text, lower-case hex.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
