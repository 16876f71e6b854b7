namespace Registry.Server.Platform.Identity;

/// <summary>For which domain passkeys are made, and on which addresses they are used.</summary>
/// <param name="Domain">The domain; a passkey belongs to it for ever.</param>
/// <param name="Origins">The addresses: scheme, host and port as a browser names them. None: any port of this machine.</param>
public sealed record PasskeySettings(string Domain, IReadOnlyList<string> Origins)
{
    /// <summary>For trying things out: browsers take <c>localhost</c> without a certificate.</summary>
    public static PasskeySettings ThisMachine { get; } = new("localhost", []);

    /// <summary>What an operator set.</summary>
    /// <exception cref="FormatException">The domain is none, or an address is not of it or not https.</exception>
    public static PasskeySettings Of(string? domain, string? origins)
    {
        if (string.IsNullOrWhiteSpace(domain)) return string.IsNullOrWhiteSpace(origins) ? ThisMachine : throw new FormatException("REGISTRY_PASSKEY_ORIGINS needs REGISTRY_PASSKEY_DOMAIN.");
        var name = domain.Trim().ToLowerInvariant();
        if (Uri.CheckHostName(name) != UriHostNameType.Dns) throw new FormatException($"'{domain}' is no domain for passkeys.");
        var listed = string.IsNullOrWhiteSpace(origins) ? [$"https://{name}"] : origins.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var settings = new PasskeySettings(name, listed);
        foreach (var origin in listed)
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.GetLeftPart(UriPartial.Authority) != origin || !settings.IsOf(address.Host))
                throw new FormatException($"'{origin}' is no https address of {name}.");
        return settings;
    }

    /// <summary>Whether passkeys can be used on pages of a host.</summary>
    public bool IsOf(string host) => host == Domain || host.EndsWith("." + Domain, StringComparison.Ordinal);

    /// <summary>Whether an answer that a browser gave on an address is taken.</summary>
    public bool Takes(string origin) => Origins.Count > 0
        ? Origins.Contains(origin, StringComparer.Ordinal)
        : Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Host == Domain && address.GetLeftPart(UriPartial.Authority) == origin;
}
