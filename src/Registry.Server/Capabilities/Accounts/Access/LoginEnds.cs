using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.Access;

/// <summary>
/// Ends the login of a person in a capacity: its sessions, its second factor and codes that were not used. The person is sent a code for another while
/// the capacity lasts.
/// </summary>
internal static class LoginEnds
{
    /// <summary>Ends it; nothing where there is none.</summary>
    /// <returns>The login that ended.</returns>
    public static async Task<long?> End(Tx tx, PersonId person, AccountId account, string role)
    {
        await tx.Execute($"""
            update one_time_code set void_at = {tx.Now} where purpose = 'Activation' and person_id = {person} and account_id = {account} and role = {role} and used_at is null and void_at is null
            """);
        var login = await tx.Scalar<long?>($"select id from login where person_id = {person} and account_id = {account} and role = {role} and ended_at is null");
        if (login is not { } id) return null;
        await tx.Execute($"update password_reset set void_at = {tx.Now} where login_id = {id} and used_at is null and void_at is null");
        await SessionStore.EndOthers(tx, id, but: 0, SessionEnd.Ended);
        await tx.Guarded($"update login set ended_at = {tx.Now} where id = {id} and ended_at is null");
        tx.About("login", id);
        return id;
    }
}
