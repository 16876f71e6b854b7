using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Accounts;

/// <summary>
/// Who has an account or applies for one (A1), and whom a natural person represents (A4). Held by primary keys: of any number of
/// transactions at once, one gets the claim.
/// </summary>
internal static class Claims
{
    /// <summary>The registry body as a subject: its officers represent nobody else. Measures, article 37.</summary>
    public const string RegistryBody = "registry-body";

    /// <summary>The exchange as a subject: its operators represent nobody else. Measures, article 37.</summary>
    public const string Exchange = "exchange";

    /// <summary>An organisation as a subject.</summary>
    public static string Of(CreditCode code) => $"credit-code:{code.Value}";

    /// <summary>A natural person as a subject.</summary>
    public static string Of(PersonId person) => $"person:{person.Value}";

    /// <summary>Claims a subject for an application; claiming it again for the same application is nothing new.</summary>
    public static async Task ClaimForOpening(Tx tx, string subject, long opening)
    {
        await tx.Execute($"""
            insert into subject_claim(subject_key, opening_id, claimed_at) values ({subject}, {opening}, {tx.Now}) on conflict do nothing
            """);
        var held = await tx.Find<Held>($"select opening_id, account_id from subject_claim where subject_key = {subject}");
        AccountRules.SubjectHasAccount.Require(held is { AccountId: null } && held.OpeningId == opening,
            ("subject", subject), ("what", held?.AccountId is null ? "opening" : "account"));
    }

    /// <summary>Claims a subject for an account that is opened without an application; the account is written after it, in the same transaction.</summary>
    public static async Task ClaimForAccount(Tx tx, string subject, long account)
    {
        var free = await tx.Execute($"""
            insert into subject_claim(subject_key, account_id, claimed_at) values ({subject}, {account}, {tx.Now}) on conflict do nothing
            """);
        AccountRules.SubjectHasAccount.Require(free == 1, ("subject", subject), ("what", "account"));
    }

    /// <summary>The claim of an application becomes that of its account, for ever.</summary>
    public static Task Keep(Tx tx, string subject, long opening, long account) => tx.Guarded($"""
        update subject_claim set account_id = {account} where subject_key = {subject} and opening_id = {opening} and account_id is null
        """);

    /// <summary>An application came to nothing: subject and persons are free again. The subject of an account that was there before stays its own.</summary>
    public static async Task Release(Tx tx, string subject, long opening, bool ofAccount)
    {
        if (!ofAccount) await tx.Guarded($"delete from subject_claim where subject_key = {subject} and opening_id = {opening} and account_id is null");
        await tx.Execute($"delete from representation_claim where subject_key = {subject}");
    }

    /// <summary>Claims persons for a subject, in one order in every transaction so that two never wait for each other.</summary>
    public static async Task Represent(Tx tx, string subject, params IEnumerable<PersonId> persons)
    {
        foreach (var person in persons.OrderBy(p => p.Value))
        {
            await tx.Execute($"""
                insert into representation_claim(person_id, subject_key, claimed_at) values ({person}, {subject}, {tx.Now}) on conflict do nothing
                """);
            var held = await tx.Scalar<string>($"select subject_key from representation_claim where person_id = {person}");
            AccountRules.RepresentsAnotherSubject.Require(held == subject, ("person", person));
        }
    }

    /// <summary>Frees a person who no longer represents a subject.</summary>
    public static Task StopRepresenting(Tx tx, string subject, PersonId person) =>
        tx.Guarded($"delete from representation_claim where person_id = {person} and subject_key = {subject}");

    private sealed record Held
    {
        public long? OpeningId { get; init; }
        public long? AccountId { get; init; }
    }
}
