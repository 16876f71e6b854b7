using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Accounts;

/// <summary>Checks the representatives that an act names by id. The claims decide in the end; this says early and plainly what is wrong.</summary>
internal static class Representatives
{
    /// <summary>Refuses unless both are known, two different persons (A3) and represent nobody else (A4), and the subject is free (A1).</summary>
    public static async Task Check(Tx tx, string subject, long initiator, long confirmer)
    {
        AccountRules.RepresentativesAreOnePerson.Require(initiator != confirmer, ("person", initiator));
        AccountRules.SubjectHasAccount.Require(await tx.Scalar<long>($"select count(*) from subject_claim where subject_key = {subject}") == 0,
            ("subject", subject), ("what", "account"));
        await RequireFree(tx, subject, initiator);
        await RequireFree(tx, subject, confirmer);
    }

    /// <summary>Refuses unless the person is known and represents nobody but the subject.</summary>
    public static async Task RequireFree(Tx tx, string subject, long person)
    {
        GeneralRules.Absent.Require(await tx.Scalar<long>($"select count(*) from person where id = {person}") == 1, ("what", "person"));
        var represents = await tx.Scalar<string>($"select subject_key from representation_claim where person_id = {person}");
        AccountRules.RepresentsAnotherSubject.Require(represents is null || represents == subject, ("person", new PersonId(person)));
    }
}
