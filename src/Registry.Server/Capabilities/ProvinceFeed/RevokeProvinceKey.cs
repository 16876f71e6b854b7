using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.ProvinceFeed;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.ProvinceFeed;

/// <summary>Two officers end a key at once, collected or not.</summary>
public sealed class RevokeProvinceKey : TwoPersonAct<RevokeProvinceKey.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Key">Number of the key.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Command(long Key, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("feed.revoke-key");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"province-key:{command.Key}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await Check(command, tx);
        await tx.Guarded($"""
            update province_key set revoked_at = {tx.Now}, revoked_by_proposal = {by.Proposal}, revoke_reason = {command.Reason}
            where id = {command.Key} and revoked_at is null
            """);
        tx.About("province-key", command.Key);
        return null;
    }

    private static async Task Check(Command command, Tx tx)
    {
        GeneralRules.ValueMissing.Require(!string.IsNullOrWhiteSpace(command.Reason), ("field", nameof(command.Reason)));
        FeedRules.KeyEnded.Require((await ProvinceKeys.Get(tx, command.Key)).RevokedAt is null, ("key", command.Key));
    }
}
