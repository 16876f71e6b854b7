using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.Duties;

/// <summary>Who is an administrator of the system, an auditor or an operator of the exchange now.</summary>
public static class DutyList
{
    /// <summary>Whether a person has the duty now.</summary>
    public static async Task<bool> Has(Reads reads, PersonId person, ActorRole role) =>
        await reads.Scalar<long>($"select count(*) from duty where person_id = {person} and role = {role} and until is null") > 0;

    /// <summary>For whom the holder of a duty stands, and so for nobody else.</summary>
    internal static string Side(ActorRole role) => role is ActorRole.ExchangeOperator ? Claims.Exchange : Claims.RegistryBody;

    /// <summary>Refuses where the person has a duty: duties are separate.</summary>
    internal static async Task RequireNone(Reads reads, long person) =>
        AccountRules.DutiesSeparate.Require(await reads.Scalar<long>($"select count(*) from duty where person_id = {person} and until is null") == 0, ("person", person));
}
