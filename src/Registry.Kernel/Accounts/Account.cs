using Registry.Kernel.Primitives;

namespace Registry.Kernel.Accounts;

/// <summary>A registry account (注册登记账户) as far as rules look at it.</summary>
public sealed record Account
{
    /// <summary>Its id.</summary>
    public required AccountId Id { get; init; }

    /// <summary>Its number, twelve digits.</summary>
    public required string Number { get; init; }

    /// <summary>Its type.</summary>
    public required AccountType Type { get; init; }

    /// <summary>Its sub-types; only of an enterprise.</summary>
    public required IReadOnlyList<AccountSubtype> Subtypes { get; init; }

    /// <summary>Where it stands.</summary>
    public required AccountStatus Status { get; init; }

    /// <summary>How far its use is limited; only while restricted.</summary>
    public required RestrictionLevel? Restriction { get; init; }

    /// <summary>What it can do by its type.</summary>
    public AccountCapabilities Capabilities => AccountTypes.Capabilities(Type, Subtypes);

    /// <summary>Refuses unless the account can do this by its type and is free to do it now. Precedence: type, particulars, closure, limit.</summary>
    /// <param name="capability">What is wanted.</param>
    public void Require(AccountCapabilities capability)
    {
        AccountRules.NotForThisType.Require(Capabilities.HasFlag(capability), ("type", Type), ("what", capability));
        RequireUsable();
        AccountRules.UseLimited.Require(Restriction is null || !IsBarred(Restriction.Value, capability), ("level", Restriction), ("what", capability));
    }

    /// <summary>Refuses unless somebody may read for the account: neither incomplete, suspended, closing nor closed.</summary>
    public void RequireUsable()
    {
        AccountRules.ParticularsMissing.Require(Status is not AccountStatus.Incomplete, ("number", Number));
        AccountRules.ClosedToEverything.Require(Status is not (AccountStatus.Closing or AccountStatus.Closed), ("status", Status));
        AccountRules.UseLimited.Require(Status is not AccountStatus.Suspended, ("level", Status), ("what", "sign-in"));
    }

    /// <summary>Refuses if units may not leave the account.</summary>
    public void RequireTransferOut()
    {
        Require(AccountCapabilities.HoldsUnits);
        AccountRules.UseLimited.Require(Restriction is null or RestrictionLevel.Trading, ("level", Restriction), ("what", "transfer-out"));
    }

    private static bool IsBarred(RestrictionLevel level, AccountCapabilities capability) => level switch
    {
        RestrictionLevel.Trading => capability.HasFlag(AccountCapabilities.Trades),
        RestrictionLevel.TransferOut => (capability & (AccountCapabilities.Trades | AccountCapabilities.OffsetsNational)) != 0,
        RestrictionLevel.Business => capability is not AccountCapabilities.HoldsUnits,
    };
}
