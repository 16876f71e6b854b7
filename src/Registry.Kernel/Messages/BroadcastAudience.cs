namespace Registry.Kernel.Messages;

/// <summary>To whom the registry announces something.</summary>
public enum BroadcastAudience
{
    /// <summary>Everybody who acts for an account that is not closed.</summary>
    AccountHolders,

    /// <summary>Who acts for an account of certain types.</summary>
    Types,

    /// <summary>Who acts for an account in certain provinces.</summary>
    Provinces,

    /// <summary>The validation and verification bodies.</summary>
    Bodies,

    /// <summary>The staff of the registry.</summary>
    Staff,

    /// <summary>Who acts for the accounts of certain numbers.</summary>
    Numbers,
}
