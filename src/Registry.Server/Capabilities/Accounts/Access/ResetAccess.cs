using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Accounts.Requests;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Accounts.Access;

/// <summary>
/// Two officers let a representative begin anew, after the hotline or a request: the login with its sessions and second factor ends, and a one-time code goes to the number
/// on record. No officer ever sees a password or a code. Questions and answers 1.2.6.
/// </summary>
public sealed class ResetAccess(AccessNotice notice) : TwoPersonAct<ResetAccess.Command>
{
    private static readonly Texts Text = Texts.For<AccountsText>();

    /// <summary>What is asked for.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="Role">Which of its representatives.</param>
    /// <param name="Person">Who that is now; somebody else's login is not ended by an old proposal.</param>
    /// <param name="Reason">How the identity was checked, and what happened.</param>
    public sealed record Command(long Account, PersonRole Role, long Person, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.reset-access");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"account:{command.Account}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Require(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await Require(command, tx);
        var account = new AccountId(command.Account);
        var login = await tx.Scalar<long?>($"""
            select id from login where person_id = {command.Person} and account_id = {account} and role = {command.Role} and ended_at is null
            """);
        await AccountRequestRecord.Grant(tx, command.Account, AccountRequestKind.Access, by.Proposal.Value, login ?? -1);
        await LoginEnds.End(tx, new PersonId(command.Person), account, $"{command.Role}");
        await notice.Tell(tx, account, Wording.Of(Text, "what.access"), await AccessNotice.Representatives(tx, account));
        return null;
    }

    private static async Task Require(Command command, Tx tx)
    {
        AccountRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason), ("field", "reason"));
        (await AccountRegister.Load(tx, new AccountId(command.Account))).RequireUsable();
        var represents = await tx.Scalar<long>($"""
            select count(*) from account_representative where account_id = {command.Account} and role = {command.Role} and person_id = {command.Person} and until is null and role in ('Initiator', 'Confirmer')
            """);
        AccountRules.NobodyInCapacity.Require(represents == 1, ("role", command.Role));
        tx.About("account", command.Account);
    }
}
