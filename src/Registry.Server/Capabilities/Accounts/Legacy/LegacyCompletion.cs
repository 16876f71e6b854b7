using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Lifecycle;
using Registry.Server.Platform.Outbox;

namespace Registry.Server.Capabilities.Accounts.Legacy;

/// <summary>
/// The missing particulars of an account of the old system: an application like that of a newcomer, for the account that is there. Its approval opens the account
/// and ends the old login; both representatives get logins of their own. Questions and answers 1.2.3.
/// </summary>
internal static class LegacyCompletion
{
    /// <summary>By which route somebody applies.</summary>
    public static async Task<OpeningRoute> RouteOf(Reads reads, PersonId applicant) =>
        await LegacyHolders.Find(reads, applicant) is null ? OpeningRoute.Independent : OpeningRoute.Legacy;

    /// <summary>Refuses particulars of another organisation, of an account that has its own, or while others wait. The subject stays that of the account.</summary>
    public static async Task RequireOwn(Tx tx, OpeningRecord opening, CreditCode code)
    {
        var holder = await Holder(tx, opening);
        AccountRules.LegacySubjectDiffers.Require(holder.CreditCode == code.Value, ("number", holder.Number), ("creditCode", holder.CreditCode));
        AccountLifecycle.Account.Next(holder.Status, AccountAction.Complete, By.TwoOfficers);
        var waiting = await tx.Scalar<long>($"""
            select count(*) from account_opening where subject_key = {Claims.Of(code)} and route = {OpeningRoute.Legacy} and status in ('AwaitingReview', 'Returned') and id <> {opening.Id}
            """);
        AccountRules.SubjectHasAccount.Require(waiting == 0, ("subject", Claims.Of(code)), ("what", "opening"));
    }

    /// <summary>Puts approved particulars into the account.</summary>
    public static async Task<OpenedAccount> Write(Tx tx, OpeningRecord opening, NewAccount particulars)
    {
        var holder = await Holder(tx, opening);
        var id = holder.AccountId;
        await StateChange.Step(tx, AccountLifecycle.Account, NewAccount.Kept, id, holder.Status, holder.Version, AccountAction.Complete, By.TwoOfficers, particulars.Proposal, also: Sql.Of($"""
            , name = {particulars.Name.Value}, name_key = {particulars.Name.SearchKey}, province_code = {particulars.Province.Value}, address = {particulars.Address}, opening_id = {opening.Id}
            """));
        if (particulars.Name.Value != holder.Name)
            await tx.Guarded($"""
                insert into account_name_history(account_id, seq, name, from_at, proposal_id)
                select {id}, max(seq) + 1, {particulars.Name.Value}, {tx.Now}, {particulars.Proposal} from account_name_history where account_id = {id}
                """);
        foreach (var subtype in particulars.Subtypes)
            await tx.Guarded($"insert into account_subtype(account_id, subtype, since) values ({id}, {subtype}, {tx.Now})");
        foreach (var (role, person) in particulars.Persons) await NewAccount.AddRepresentative(tx, id, role, person);
        await tx.Send("account.opened", $"account:{id}", new { account = $"{id}", number = holder.Number, type = AccountType.Enterprise });
        return new(id, holder.Number);
    }

    private static async Task<LegacyHolder> Holder(Reads reads, OpeningRecord opening) =>
        await LegacyHolders.Find(reads, new PersonId(opening.ApplicantId)) ?? throw GeneralRules.Absent.Refuse(("what", "account"));
}
