using Registry.Server.Capabilities.Portal;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;
using Registry.Server.Tests.Tidy;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>Nothing that a second person agrees to is without a name and its consequences in words.</summary>
public sealed class PortalTextTests
{
    [Fact]
    public async Task Every_act_of_two_persons_has_a_name_and_says_what_it_brings_about_in_both_languages()
    {
        await using var world = await TestWorld.On(Engine.Sqlite);
        var text = Texts.For<PortalText>();
        foreach (var code in world.The<Proposals>().Codes)
            foreach (var language in (System.Globalization.CultureInfo[])[Language.Chinese, Language.English])
            {
                text.In(language, $"act.{code}").ShouldNotBeNullOrWhiteSpace();
                text.In(language, $"then.{code}").ShouldNotBeNullOrWhiteSpace();
            }
    }

    [Fact]
    public void Who_may_see_what_is_as_reviewed() => Approved.ShouldEqual("permissions.txt", Permissions.Table.Select(row => $"{row.Key}: {string.Join(' ', row.Value.Order())}{(Permissions.Needs.TryGetValue(row.Key, out var needed) ? $" of an account that {needed}" : "")}"));
}
