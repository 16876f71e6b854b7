using Registry.Kernel.Accounts;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Accounts.Joint;

/// <summary>
/// Numbers that the exchange keeps free for applicants whose papers it passed: the trading account comes into being with the registry account and not
/// before (A5). Held by a primary key, so that of two applications one gets the number.
/// </summary>
internal static class Reservations
{
    /// <summary>Keeps a number for an application.</summary>
    public static async Task Reserve(Tx tx, long opening, string number)
    {
        var bound = await tx.Scalar<long>($"select count(*) from trading_binding where trading_account = {number} and unbound_at is null");
        var free = await tx.Execute($"""
            insert into trading_reservation(trading_account, opening_id, reserved_at) values ({number}, {opening}, {tx.Now}) on conflict do nothing
            """);
        AccountRules.TradingAccountBound.Require(bound == 0 && free == 1, ("number", opening), ("tradingAccount", number));
    }

    /// <summary>The number that is kept for an application.</summary>
    public static Task<string?> Of(Reads reads, long opening) => reads.Scalar<string>($"select trading_account from trading_reservation where opening_id = {opening}");

    /// <summary>Whether a number is kept for nobody.</summary>
    public static async Task<bool> IsFree(Reads reads, string number) =>
        await reads.Scalar<long>($"select count(*) from trading_reservation where trading_account = {number}") == 0;

    /// <summary>The application came to nothing, or came about: its number is not kept any more.</summary>
    public static Task Release(Tx tx, long opening) => tx.Execute($"delete from trading_reservation where opening_id = {opening}");
}
