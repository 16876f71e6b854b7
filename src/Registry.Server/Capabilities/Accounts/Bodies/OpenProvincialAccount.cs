using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Accounts.Bodies;

/// <summary>Two officers open the account of a provincial ecology and environment department, one for each division. Registration rules, article 5.</summary>
public sealed class OpenProvincialAccount : TwoPersonAct<OpenProvincialAccount.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Name">Name of the department.</param>
    /// <param name="CreditCode">Unified social credit code.</param>
    /// <param name="ProvinceCode">Six digits of its division.</param>
    /// <param name="Initiator">Initiator representative.</param>
    /// <param name="Confirmer">Confirmer representative.</param>
    /// <param name="Letter">Number of the official letter that it rests on.</param>
    /// <param name="Invented">Whether code and persons are made up.</param>
    public sealed record Command(string Name, string CreditCode, string ProvinceCode, long Initiator, long Confirmer, string Letter, bool Invented = false);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.open-provincial-account");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"province:{command.ProvinceCode}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await Check(command, tx);
        var subject = Claims.Of(CreditCode.Parse(command.CreditCode));
        var id = tx.NewId();
        await Claims.ClaimForAccount(tx, subject, id);
        await Claims.Represent(tx, subject, new PersonId(command.Initiator), new PersonId(command.Confirmer));
        return await new NewAccount
        {
            Type = AccountType.Provincial,
            Name = LegalName.Parse(command.Name),
            CreditCode = CreditCode.Parse(command.CreditCode),
            Province = DivisionCode.Parse(command.ProvinceCode),
            Proposal = by.Proposal.Value,
            By = By.TwoOfficers,
            Invented = command.Invented,
            Persons = [("Initiator", new PersonId(command.Initiator)), ("Confirmer", new PersonId(command.Confirmer))],
        }.Write(tx, id);
    }

    private static async Task Check(Command command, Tx tx)
    {
        LegalName.Parse(command.Name);
        var subject = Claims.Of(CreditCode.Parse(command.CreditCode));
        var province = DivisionCode.Parse(command.ProvinceCode);
        GeneralRules.ValueMissing.Require(!string.IsNullOrWhiteSpace(command.Letter), ("field", nameof(command.Letter)));
        AccountRules.ProvinceHasAccount.Require(
            await tx.Scalar<long>($"select count(*) from account where type = 'Provincial' and province_code = {province.Value}") == 0, ("province", province.Value));
        await Representatives.Check(tx, subject, command.Initiator, command.Confirmer);
    }
}
