using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.ProvinceFeed;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.ProvinceFeed;

/// <summary>Answer to the issue of a key.</summary>
/// <param name="Key">Number of the key, with which its holder collects it.</param>
public sealed record IssuedKey(long Key);

/// <summary>
/// Two officers grant the account of a provincial department a key to the feed. The key itself does not exist yet: a representative of the department
/// collects it, and no answer that is kept ever holds it. Registration rules, article 18.
/// </summary>
public sealed class IssueProvinceKey : TwoPersonAct<IssueProvinceKey.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Account">The provincial account.</param>
    /// <param name="BeginsOn">First day on which the key opens the feed.</param>
    /// <param name="EndsOn">Last day, included.</param>
    public sealed record Command(long Account, DateOnly BeginsOn, DateOnly EndsOn);

    /// <inheritdoc/>
    public override ActionCode Code => new("feed.issue-key");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"account:{command.Account}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await Check(command, tx);
        var id = tx.NewId();
        await tx.Guarded($"""
            insert into province_key(id, account_id, begins_on, ends_on, issued_at, issued_by_proposal)
            values ({id}, {command.Account}, {command.BeginsOn}, {command.EndsOn}, {tx.Now}, {by.Proposal})
            """);
        tx.About("province-key", id);
        tx.About("account", command.Account);
        return new IssuedKey(id);
    }

    private static async Task Check(Command command, Tx tx)
    {
        (await AccountRegister.Load(tx, new AccountId(command.Account))).Require(AccountCapabilities.ReadsProvince);
        var days = command.EndsOn.DayNumber - command.BeginsOn.DayNumber + 1;
        FeedRules.KeyDays.Require(days is >= 1 and <= FeedRules.LongestKeyDays && command.EndsOn >= tx.Today,
            ("beginsOn", command.BeginsOn), ("endsOn", command.EndsOn), ("most", FeedRules.LongestKeyDays));
    }
}
