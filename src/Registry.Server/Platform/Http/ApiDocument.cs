using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Registry.Server.Platform.Http;

/// <summary>The description of the API, served at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDocument
{
    /// <summary>Its name, and the version in every route.</summary>
    public const string Name = Registry.Contracts.ContractVersion.Current;

    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer(static (document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "Open CCER Registry",
            Version = Name,
            Description = "Quantities are whole tonnes of CO2 equivalent and are strings, as are 19-digit numbers. Days are Asia/Shanghai; instants are UTC. "
                + "A refusal is application/problem+json (RFC 9457) and names its rule; every rule is described at /rules. Lists page by key: send nextCursor as after.",
        };
        document.Servers = [];
        return Task.CompletedTask;
    });
}
