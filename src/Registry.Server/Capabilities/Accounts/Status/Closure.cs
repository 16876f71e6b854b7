using Registry.Kernel.Accounts;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Accounts.Status;

/// <summary>What must be settled before an account closes: no units anywhere, no business that waits, no trading account. Registration rules, article 11.</summary>
internal static class Closure
{
    /// <summary>Adds what is not settled. Order: units, applications, proposals, changes, trading account.</summary>
    public static async Task Check(Reads reads, long account, ICollection<Finding> findings)
    {
        var units = await reads.Scalar<long>($"select coalesce(sum(received - sent), 0) from position where account_id = {account}");
        AccountRules.HoldsUnits.Check(units == 0, findings, ("units", units));
        var applications = await reads.Scalar<long>($"""
            select count(*) from application a left join verification_body b on b.id = a.body_id
            where (a.account_id = {account} or b.account_id = {account}) and a.status not in ('Registered', 'Withdrawn', 'Ended')
            """);
        AccountRules.BusinessOpen.Check(applications == 0, findings, ("what", "application"), ("count", applications));
        var proposals = await reads.Scalar<long>($"select count(*) from proposal where account_id = {account} and status = 'Pending'");
        AccountRules.BusinessOpen.Check(proposals == 0, findings, ("what", "proposal"), ("count", proposals));
        var changes = await reads.Scalar<long>($"select count(*) from account_change where account_id = {account} and status = 'AwaitingReview'");
        AccountRules.BusinessOpen.Check(changes == 0, findings, ("what", "change"), ("count", changes));
        var bound = await reads.Scalar<long>($"select count(*) from trading_binding where account_id = {account} and unbound_at is null");
        AccountRules.BusinessOpen.Check(bound == 0, findings, ("what", "trading-account"), ("count", bound));
    }
}
