using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Security;

/// <summary>One address that the registry answers, by one method.</summary>
/// <param name="Method">HTTP method; <c>*</c> for any.</param>
/// <param name="Route">Its pattern.</param>
/// <param name="Demand">The permissions it demands, <c>signed in</c>, or <c>everybody</c>.</param>
public sealed partial record Endpoint(string Method, string Route, string Demand)
{
    /// <summary>An id that nothing has.</summary>
    public const string AbsentId = "1000000000000000001";

    /// <summary>Whether it is not open to everybody.</summary>
    public bool IsPrivate => Demand != "everybody";

    /// <summary>Whether something stands in its address.</summary>
    public bool NamesSomething => Parameter.IsMatch(Route);

    /// <summary>Its address with a value for each thing that it names.</summary>
    public string With(string value) => Parameter.Replace(Route, value);

    /// <summary>All there are.</summary>
    public static IReadOnlyList<Endpoint> Of(TestWorld world)
    {
        var all = new HashSet<Endpoint>();
        foreach (var endpoint in world.Routes.DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>())
        {
            var demands = endpoint.Metadata.GetOrderedMetadata<DemandsAttribute>();
            var authorized = endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null;
            var demand = demands.Count > 0 ? string.Join('+', demands.Select(d => d.Permission).Distinct()) : authorized ? "signed in" : "everybody";
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])
                all.Add(new(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), demand));
        }
        return [.. all.OrderBy(e => e.Route, StringComparer.Ordinal).ThenBy(e => e.Method, StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"\{([a-zA-Z]+)(:[a-z]+)?\??\}")]
    private static partial Regex Parameter { get; }
}
