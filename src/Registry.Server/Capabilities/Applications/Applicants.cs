using Registry.Kernel.Applications;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Applications;

/// <summary>Whether an account may file applications now.</summary>
internal static class Applicants
{
    private sealed record Ban
    {
        public DateOnly? UntilOn { get; init; }
        public string DocumentNo { get; init; } = "";
    }

    /// <summary>Checks that the account is open, is a project owner's, and is not barred on the day.</summary>
    public static async Task Check(Reads reads, AccountId account, DateOnly day, List<Finding> findings)
    {
        var eligible = await reads.Scalar<long>($"""
            select count(*) from account a join account_subtype s on s.account_id = a.id
            where a.id = {account} and a.status = 'Open' and a.type = 'Enterprise' and s.subtype = 'ProjectOwner'
            """);
        ApplicationRules.OwnerNotEligible.Check(eligible == 1, findings);
        var bans = await reads.Rows<Ban>($"""
            select until_on, document_no from filing_ban
            where account_id = {account} and from_on <= {day} and (until_on is null or until_on > {day})
            """);
        foreach (var ban in bans)
            ApplicationRules.OwnerBarred.Check(false, findings, ("until", ban.UntilOn), ("document", ban.DocumentNo));
    }
}
