using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;

namespace Registry.Kernel.DualControl;

/// <summary>What entitles the ledger's writer to post. Only the two-person mechanism and a verified outside instruction can make one.</summary>
public abstract record Authority
{
    private protected Authority() { }

    /// <summary>The authority in one word, stored with every posting; unique, so that it is used once.</summary>
    public abstract string Reference { get; }
}

/// <summary>Two different natural persons agreed.</summary>
public sealed record Confirmed : Authority
{
    internal Confirmed(Proposal proposal, PersonId confirmer, DateTimeOffset at)
    {
        Proposal = proposal.Id;
        Action = proposal.Action;
        Account = proposal.Account;
        Initiator = proposal.Initiator;
        Confirmer = confirmer;
        At = at;
    }

    /// <summary>The proposal that was confirmed.</summary>
    public ProposalId Proposal { get; }

    /// <summary>What was agreed to.</summary>
    public ActionCode Action { get; }

    /// <summary>The account both act for.</summary>
    public AccountId Account { get; }

    /// <summary>Who proposed.</summary>
    public PersonId Initiator { get; }

    /// <summary>Who confirmed; never the initiator.</summary>
    public PersonId Confirmer { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <inheritdoc/>
    public override string Reference => $"proposal:{Proposal.Value}";
}

/// <summary>A verified, idempotent instruction of an outside system, such as the exchange.</summary>
public sealed record Instructed : Authority
{
    private Instructed(string client, string instructionId)
    {
        Client = client;
        InstructionId = instructionId;
    }

    /// <summary>The outside system.</summary>
    public string Client { get; }

    /// <summary>Its own id of the instruction.</summary>
    public string InstructionId { get; }

    /// <inheritdoc/>
    public override string Reference => $"instruction:{Client}:{InstructionId}";

    /// <summary>Makes the authority of an instruction whose sender and signature were verified.</summary>
    public static Instructed Verified(string client, string instructionId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(instructionId);
        return new(client, instructionId);
    }
}

/// <summary>
/// Two-person control: the initiator and the confirmer of an act are two different natural persons who both represent
/// the account now, and what is confirmed is exactly what was proposed.
/// </summary>
public static class TwoPersons
{
    /// <summary>The steps of a proposal.</summary>
    public static readonly TransitionTable<ProposalStatus, ProposalAction> Table = new("proposal", Cite.Faq("1.4.1"),
        (ProposalStatus.Pending, ProposalAction.Confirm, ProposalStatus.Confirmed, By.Confirmer),
        (ProposalStatus.Pending, ProposalAction.Reject, ProposalStatus.Rejected, By.Confirmer),
        (ProposalStatus.Pending, ProposalAction.Withdraw, ProposalStatus.Withdrawn, By.Initiator),
        (ProposalStatus.Pending, ProposalAction.Expire, ProposalStatus.Expired, By.Clock));

    /// <summary>Decides a confirmation. Precedence: authority, state, what was seen.</summary>
    /// <param name="proposal">The proposal as stored.</param>
    /// <param name="confirmer">The natural person who confirms.</param>
    /// <param name="entitled">Whether that person may now confirm acts of this kind for this account.</param>
    /// <param name="initiatorStillEntitled">Whether the initiator still represents the account.</param>
    /// <param name="hashSeen">Hash of the payload that the confirmer was shown.</param>
    /// <param name="now">The instant.</param>
    /// <returns>The authority to execute.</returns>
    /// <exception cref="RefusalException">One of the conditions does not hold.</exception>
    public static Confirmed Confirm(Proposal proposal, PersonId confirmer, bool entitled, bool initiatorStillEntitled, string hashSeen, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        CheckSecondPerson(proposal, confirmer, entitled);
        Table.Next(proposal.Status, ProposalAction.Confirm, By.Confirmer);
        DualControlRules.Expired.Require(now < proposal.ExpiresAt, ("proposal", proposal.Id), ("expiredAt", proposal.ExpiresAt));
        DualControlRules.InitiatorNoLongerEntitled.Require(initiatorStillEntitled, ("proposal", proposal.Id));
        DualControlRules.PayloadDiffers.Require(string.Equals(hashSeen, proposal.PayloadHash, StringComparison.Ordinal), ("proposal", proposal.Id));
        return new Confirmed(proposal, confirmer, now);
    }

    /// <summary>Decides a rejection by the second person.</summary>
    public static ProposalStatus Reject(Proposal proposal, PersonId confirmer, bool entitled, string reason)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        CheckSecondPerson(proposal, confirmer, entitled);
        DualControlRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(reason), ("proposal", proposal.Id));
        return Table.Next(proposal.Status, ProposalAction.Reject, By.Confirmer);
    }

    /// <summary>Decides a withdrawal by the first person.</summary>
    public static ProposalStatus Withdraw(Proposal proposal, PersonId person)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        DualControlRules.OnlyTheInitiatorWithdraws.Require(person == proposal.Initiator, ("proposal", proposal.Id));
        return Table.Next(proposal.Status, ProposalAction.Withdraw, By.Initiator);
    }

    private static void CheckSecondPerson(Proposal proposal, PersonId confirmer, bool entitled)
    {
        DualControlRules.NotEntitledToConfirm.Require(entitled, ("proposal", proposal.Id));
        DualControlRules.SamePerson.Require(confirmer != proposal.Initiator, ("proposal", proposal.Id));
    }
}

/// <summary>Rules of two-person control.</summary>
public static class DualControlRules
{
    /// <summary>The initiator and the confirmer are one natural person.</summary>
    public static readonly Rule SamePerson = Rule.Define("dual-control.same-person", Cite.Faq("1.2.9"), RefusalKind.NotEntitled);

    /// <summary>The person may not confirm for this account.</summary>
    public static readonly Rule NotEntitledToConfirm = Rule.Define("dual-control.not-entitled-to-confirm", Cite.Faq("1.4.1"), RefusalKind.NotEntitled);

    /// <summary>The person may not propose for this account.</summary>
    public static readonly Rule NotEntitledToPropose = Rule.Define("dual-control.not-entitled-to-propose", Cite.Faq("1.4.1"), RefusalKind.NotEntitled);

    /// <summary>The initiator no longer represents the account.</summary>
    public static readonly Rule InitiatorNoLongerEntitled = Rule.Define("dual-control.initiator-no-longer-entitled", Cite.RegistrationRules(9), RefusalKind.WrongState);

    /// <summary>What the confirmer saw is not what was stored.</summary>
    public static readonly Rule PayloadDiffers = Rule.Define("dual-control.payload-differs", Cite.Design("two-persons"), RefusalKind.WrongState);

    /// <summary>The proposal has lapsed.</summary>
    public static readonly Rule Expired = Rule.Define("dual-control.expired", Cite.Design("proposal-expiry"), RefusalKind.WrongState);

    /// <summary>A rejection says why.</summary>
    public static readonly Rule ReasonMissing = Rule.Define("dual-control.reason-missing", Cite.Design("two-persons"), RefusalKind.Malformed);

    /// <summary>Only the person who proposed may take it back.</summary>
    public static readonly Rule OnlyTheInitiatorWithdraws = Rule.Define("dual-control.only-the-initiator-withdraws", Cite.Design("two-persons"), RefusalKind.NotEntitled);

    /// <summary>Each of the two persons signs this act with a code of its own, and none was given.</summary>
    public static readonly Rule CodeMissing = Rule.Define("dual-control.code-missing", RefusalKind.Unauthenticated, Cite.Faq("1.4.3"), Cite.Asvs("6.6.2"));

    /// <summary>The account is not as it was when the act was written down.</summary>
    public static readonly Rule AccountChanged = Rule.Define("dual-control.account-changed", Cite.Design("step-up"), RefusalKind.WrongState);

    /// <summary>A representative, or a representative's number or password, changed a short time ago.</summary>
    public static readonly Rule ChangedRecently = Rule.Define("dual-control.changed-recently", Cite.Design("step-up"), RefusalKind.WrongState);

    /// <summary>What was written down has been proposed already.</summary>
    public static readonly Rule AlreadyProposed = Rule.Define("dual-control.already-proposed", Cite.Design("two-persons"), RefusalKind.WrongState);
}
