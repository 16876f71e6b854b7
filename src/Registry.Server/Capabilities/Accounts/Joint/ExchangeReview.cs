using System.Globalization;
using Microsoft.Extensions.Options;
using Registry.Kernel.Accounts;
using Registry.Kernel.Identity;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Accounts.TradingAccounts;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Accounts.Joint;

/// <summary>
/// What an operator of the exchange does with a joint opening (联合开户): the preliminary review of the form (初审), and the review of the originals on paper
/// (复审). None of it opens an account; see <c>docs/single-person-acts.md</c>.
/// </summary>
public sealed class ExchangeReview(Db db, Calendars calendars, PersonalVault vault, Post post, OpeningMaterials materials, IOptions<ServiceDesk> desk)
{
    private const int TailLength = 4;
    private static readonly ActionCode Passing = new("accounts.pass-preliminary");
    private static readonly ActionCode Returning = new("accounts.return-joint-opening");
    private static readonly ActionCode Receiving = new("accounts.receive-paper");
    private static readonly ActionCode HandingOn = new("accounts.pass-paper");
    private static readonly ActionCode Refusing = new("accounts.refuse-paper");

    /// <summary>A step that says nothing more.</summary>
    /// <param name="Opening">The application.</param>
    /// <param name="Version">Its version as read.</param>
    public sealed record Command(long Opening, int Version);

    /// <summary>A step back to the applicant.</summary>
    /// <param name="Opening">The application.</param>
    /// <param name="Version">Its version as read.</param>
    /// <param name="Reasons">What is missing or wrong.</param>
    public sealed record BackCommand(long Opening, int Version, IReadOnlyList<OpeningReason> Reasons);

    /// <summary>The step on to the registry body.</summary>
    /// <param name="Opening">The application.</param>
    /// <param name="Version">Its version as read.</param>
    /// <param name="TradingAccount">Number that the exchange keeps for the trading account.</param>
    public sealed record OnCommand(long Opening, int Version, string TradingAccount);

    /// <summary>Passes the preliminary review; the trading representative is told where to mail the originals.</summary>
    public Task PassPreliminary(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, Passing, async tx =>
        {
            var opening = await Load(tx, command.Opening, command.Version, OpeningAction.PassPreliminary);
            await opening.Step(tx, OpeningAction.PassPreliminary, By.Exchange);
            if (opening.Invented) return;
            var phone = MobilePhone.Parse(opening.Persons(vault).Operators![0].Phone).Value;
            await post.Send(tx, new(await JointBinding.Representative(tx, opening.Id), Channel.Sms, phone), MessageKind.PaperAwaited, SignInLimits.OneTimeCode.Value,
                ("application", opening.Id.ToString(CultureInfo.InvariantCulture)[^TailLength..]), ("address", new Wording(desk.Value.PaperAddressIn)));
        }, Instruction.For($"person:{actor.Person}", instructionId, command));

    /// <summary>Sends the application back with what is missing.</summary>
    public Task Return(Actor actor, BackCommand command, string instructionId) => Back(actor, Returning, OpeningAction.Return, command, instructionId);

    /// <summary>Records that the originals arrived.</summary>
    public Task ReceivePaper(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, Receiving, async tx =>
        {
            var opening = await Load(tx, command.Opening, command.Version, OpeningAction.ReceivePaper);
            await opening.Step(tx, OpeningAction.ReceivePaper, By.Exchange);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));

    /// <summary>Passes the originals and hands them on: from now on the registry body's term runs.</summary>
    /// <returns>Last day for the registry body's decision.</returns>
    public Task<DateOnly> PassPaper(Actor actor, OnCommand command, string instructionId) =>
        db.Transaction(actor, HandingOn, async tx =>
        {
            var opening = await Load(tx, command.Opening, command.Version, OpeningAction.PassPaper);
            await Reservations.Reserve(tx, opening.Id, TradingBindings.Number(command.TradingAccount));
            var dueOn = Openings.DueOn(tx.Today, await calendars.In(tx));
            await opening.Step(tx, OpeningAction.PassPaper, By.Exchange, also: Sql.Of($", received_on = {tx.Today}, due_on = {dueOn}"));
            return dueOn;
        }, Instruction.For($"person:{actor.Person}", instructionId, command));

    /// <summary>Refuses after the review of the originals, with reasons; the applicant may mend it.</summary>
    public Task RefusePaper(Actor actor, BackCommand command, string instructionId) => Back(actor, Refusing, OpeningAction.RefusePaper, command, instructionId);

    private Task Back(Actor actor, ActionCode code, OpeningAction action, BackCommand command, string instructionId) =>
        db.Transaction(actor, code, async tx =>
        {
            var opening = await Load(tx, command.Opening, command.Version, action);
            OpeningReasons.Require(command.Reasons, materials.On(tx.Today));
            await opening.Step(tx, action, By.Exchange);
            await OpeningReasons.Write(tx, opening.Id, opening.RoundNo, action, command.Reasons);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));

    private static async Task<OpeningRecord> Load(Tx tx, long id, int version, OpeningAction action)
    {
        await Entitlements.RequireExchange(tx);
        var opening = await OpeningRecord.LoadForExchange(tx, id);
        opening.Lifecycle.Next(opening.Status, action, By.Exchange);
        GeneralRules.ChangedMeanwhile.Require(opening.Version == version);
        return opening;
    }
}
