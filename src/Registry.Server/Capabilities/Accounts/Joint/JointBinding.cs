using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Accounts.TradingAccounts;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Capabilities.Accounts.Joint;

/// <summary>
/// What the approval of a joint opening brings about besides the registry account, in the same transaction: the trading account is opened under the number
/// that the exchange kept for it and bound, and its operators are entered. Trading rules, articles 6 and 7.
/// </summary>
public sealed class JointBinding(PersonalVault vault, Post post)
{
    private const int TailLength = 4;

    /// <summary>Binds, and tells the trading representative.</summary>
    internal async Task Bind(Tx tx, OpeningRecord opening, OpenedAccount opened)
    {
        var number = await Reservations.Of(tx, opening.Id) ?? throw new InvalidOperationException($"No trading account is kept for opening {opening.Id}.");
        var account = await AccountRegister.View(tx, new AccountId(opened.Account));
        var binding = await TradingBindings.Bind(tx, account, number, $"opening:{opening.Id}");
        await tx.Execute($"""
            insert into trading_operator(binding_id, line_no, person_id, since)
            select {binding.Id}, line_no, person_id, {tx.Now} from account_opening_operator where opening_id = {opening.Id}
            """);
        if (opening.Invented) return;
        var email = EmailAddress.Parse(opening.Persons(vault).Operators![0].Email!).Value;
        await post.Send(tx, new(await Representative(tx, opening.Id), Channel.Email, email), MessageKind.TradingAccountOpened, SignInLimits.OneTimeCode.Value,
            ("trading", number), ("account", opened.Number[^TailLength..]));
    }

    /// <summary>The trading representative of an application that was handed in.</summary>
    internal static async Task<PersonId> Representative(Reads reads, long opening) =>
        new(await reads.Scalar<long>($"select person_id from account_opening_operator where opening_id = {opening} and line_no = 1"));
}
