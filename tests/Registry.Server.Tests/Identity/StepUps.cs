using System.Text.RegularExpressions;
using Registry.Server.Capabilities.Identity.StepUp;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

/// <summary>Codes for one step, as they come to a telephone.</summary>
internal static partial class StepUps
{
    /// <summary>Asks for a code and reads it from the message.</summary>
    public static async Task<string> Asked(TestWorld world, SignedIn who, Operation operation)
    {
        await world.The<StepUpCodes>().Ask(who, operation);
        var text = await Sent(world);
        text.ShouldContain(operation.Check);
        return CodeIn(text);
    }

    /// <summary>The words of the message that was written last, once it is sent.</summary>
    public static async Task<string> Sent(TestWorld world)
    {
        await world.The<MessageSender>().Tick();
        return world.The<DevelopmentInbox>().Messages[0].Text;
    }

    /// <summary>The code in a message.</summary>
    public static string CodeIn(string text) => SixDigits().Match(text).Groups[1].Value;

    /// <summary>A code that is not the right one.</summary>
    public static string Wrong(string code) => code == "000000" ? "000001" : "000000";

    /// <summary>The session of an actor, with a login made for it where there is none yet.</summary>
    public static async Task<SignedIn> Session(TestWorld world, Actor actor)
    {
        string? name;
        await using (var reads = await world.Db.Read())
            name = await reads.Scalar<string>($"select name from login where person_id = {actor.Person} and account_id = {actor.Account} and role = {actor.Role}");
        if (name is null) await Visitors.Login(world, actor, name = $"p{actor.Person.Value}"[..20]);
        return (await world.The<SessionStore>().See(await Visitors.Enter(world, name))).SignedIn!;
    }

    [GeneratedRegex(@"(?<!\d)(\d{6})(?!\d)")]
    private static partial Regex SixDigits();
}
