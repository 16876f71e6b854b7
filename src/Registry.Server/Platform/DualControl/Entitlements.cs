using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Platform.DualControl;

/// <summary>
/// Who may propose and who may confirm, now: the two representatives of an account that is not closed or barred from
/// starting business, and for the registry body its clerks and reviewers.
/// </summary>
public static class Entitlements
{
    /// <summary>Whether the person may propose for the account.</summary>
    public static Task<bool> MayPropose(Reads reads, PersonId person, AccountId account) =>
        Holds(reads, person, account, ActorRole.Initiator, ActorRole.Clerk);

    /// <summary>Whether the person may confirm for the account.</summary>
    public static Task<bool> MayConfirm(Reads reads, PersonId person, AccountId account) =>
        Holds(reads, person, account, ActorRole.Confirmer, ActorRole.Reviewer);

    /// <summary>Refuses unless the actor is an officer of the registry body now, in whichever capacity; for steps that decide nothing.</summary>
    public static async Task RequireOfficer(Tx tx) => GeneralRules.NotEntitled.Require(
        tx.Actor.Account == AccountId.RegistryBody
        && await tx.Scalar<long>($"select count(*) from officer where person_id = {tx.Actor.Person} and left_at is null") > 0);

    /// <summary>Refuses unless the actor is an operator of the exchange now.</summary>
    public static async Task RequireExchange(Tx tx) => GeneralRules.NotEntitled.Require(
        tx.Actor is { Role: ActorRole.ExchangeOperator } && tx.Actor.Account == AccountId.Exchange
        && await tx.Scalar<long>($"select count(*) from duty where person_id = {tx.Actor.Person} and role = {ActorRole.ExchangeOperator} and until is null") > 0);

    private static async Task<bool> Holds(Reads reads, PersonId person, AccountId account, ActorRole representative, ActorRole officer) =>
        account == AccountId.RegistryBody
            ? await reads.Scalar<long>($"select count(*) from officer where person_id = {person} and role = {officer} and left_at is null") > 0
            : await reads.Scalar<long>($"""
                select count(*) from account_representative r join account a on a.id = r.account_id
                where r.account_id = {account} and r.person_id = {person} and r.role = {representative} and r.until is null
                  and a.status in ('Open', 'Restricted') and coalesce(a.restriction, '') <> 'Business'
                """) > 0;
}
