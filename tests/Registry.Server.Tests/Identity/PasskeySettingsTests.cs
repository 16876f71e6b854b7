using Registry.Server.Platform.Identity;

namespace Registry.Server.Tests.Identity;

/// <summary>What an operator sets about passkeys: one domain, and addresses of it.</summary>
public sealed class PasskeySettingsTests
{
    [Fact]
    public void Addresses_are_taken_whole_and_only_those_that_were_set()
    {
        var settings = PasskeySettings.Of("Registry.example", "https://registry.example https://portal.registry.example:8443");
        settings.Takes("https://registry.example").ShouldBeTrue();
        settings.Takes("https://portal.registry.example:8443").ShouldBeTrue();
        foreach (var other in (string[])["http://registry.example", "https://registry.example/", "https://portal.registry.example", "https://REGISTRY.example", "https://evilregistry.example", "http://localhost", ""])
            settings.Takes(other).ShouldBeFalse(other);
        settings.IsOf("portal.registry.example").ShouldBeTrue();
        settings.IsOf("evilregistry.example").ShouldBeFalse();
        PasskeySettings.Of("registry.example", null).Origins.ShouldBe(["https://registry.example"]);
    }

    [Fact]
    public void Unless_set_passkeys_are_for_this_machine()
    {
        var settings = PasskeySettings.Of(null, " ");
        settings.Takes("http://localhost:8080").ShouldBeTrue();
        foreach (var other in (string[])["http://localhost:8080/", "http://127.0.0.1:8080", "https://localhost.example", "null"]) settings.Takes(other).ShouldBeFalse(other);
    }

    [Theory]
    [InlineData("127.0.0.1", null)]
    [InlineData("https://registry.example", null)]
    [InlineData("registry.example", "http://registry.example")]
    [InlineData("registry.example", "https://registry.example/path")]
    [InlineData("registry.example", "https://elsewhere.example")]
    [InlineData(null, "https://registry.example")]
    public void What_would_open_more_than_meant_stops_the_program(string? domain, string? origins) => Should.Throw<FormatException>(() => PasskeySettings.Of(domain, origins));
}
