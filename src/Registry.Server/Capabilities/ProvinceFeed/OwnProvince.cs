using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.ProvinceFeed;

/// <summary>The province that a provincial account reads: its own and no other. Measures, article 34; registration rules, article 5.</summary>
internal static class OwnProvince
{
    /// <summary>The province of the account for which somebody acts now.</summary>
    public static async Task<string> Of(Reads reads, Actor actor)
    {
        await RequireRepresentative(reads, actor);
        (await AccountRegister.Load(reads, actor.Account)).Require(AccountCapabilities.ReadsProvince);
        return (await AccountRegister.View(reads, actor.Account)).ProvinceCode;
    }

    /// <summary>Refuses unless the person represents the account now.</summary>
    public static async Task RequireRepresentative(Reads reads, Actor actor) =>
        GeneralRules.NotEntitled.Require(await Entitlements.MayPropose(reads, actor.Person, actor.Account) || await Entitlements.MayConfirm(reads, actor.Person, actor.Account));
}
