using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Accounts.Bodies;

/// <summary>
/// Two officers open the account of an approved validation and verification body. Its name and sectors are those of the register; its
/// representatives were entered before. Registration rules, article 5.
/// </summary>
public sealed class OpenBodyAccount : TwoPersonAct<OpenBodyAccount.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="ApprovalNumber">Approval number in the register of bodies.</param>
    /// <param name="CreditCode">Unified social credit code.</param>
    /// <param name="ProvinceCode">Six digits of the division it is registered in.</param>
    /// <param name="Initiator">Initiator representative.</param>
    /// <param name="Confirmer">Confirmer representative.</param>
    /// <param name="Invented">Whether code and persons are made up.</param>
    public sealed record Command(string ApprovalNumber, string CreditCode, string ProvinceCode, long Initiator, long Confirmer, bool Invented = false);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.open-body-account");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"verification-body:{command.ApprovalNumber}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var body = await Check(command, tx);
        var code = CreditCode.Parse(command.CreditCode);
        var id = tx.NewId();
        await Claims.ClaimForAccount(tx, Claims.Of(code), id);
        await Claims.Represent(tx, Claims.Of(code), new PersonId(command.Initiator), new PersonId(command.Confirmer));
        var opened = await new NewAccount
        {
            Type = AccountType.VerificationBody,
            Name = LegalName.Parse(body.Name),
            CreditCode = code,
            Province = DivisionCode.Parse(command.ProvinceCode),
            ApprovalNumber = body.ApprovalNumber,
            Proposal = by.Proposal.Value,
            By = By.TwoOfficers,
            Invented = command.Invented,
            Persons = [("Initiator", new PersonId(command.Initiator)), ("Confirmer", new PersonId(command.Confirmer))],
        }.Write(tx, id);
        await VerifiersModule.BindAccount(tx, body.Id, id);
        return opened;
    }

    private static async Task<BodyEntry> Check(Command command, Tx tx)
    {
        var code = CreditCode.Parse(command.CreditCode);
        DivisionCode.Parse(command.ProvinceCode);
        var body = await VerificationBodies.Approved(tx, command.ApprovalNumber);
        AccountRules.BodyNotApproved.Require(body.Status == Kernel.Verifiers.BodyStatus.Approved && body.Sectors.Count > 0, ("body", body.Name), ("status", body.Status));
        AccountRules.SubjectHasAccount.Require(body.AccountId is null, ("subject", body.ApprovalNumber), ("what", "account"));
        await Representatives.Check(tx, Claims.Of(code), command.Initiator, command.Confirmer);
        return body;
    }
}
