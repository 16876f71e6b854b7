namespace Registry.Kernel.Primitives;

/// <summary>A natural person, one per identity document; never a login.</summary>
/// <param name="Value">19-digit number; text on the wire.</param>
public readonly record struct PersonId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Value}";
}

/// <summary>A registry account (注册登记账户), one per legal subject.</summary>
/// <param name="Value">19-digit number; text on the wire. Zero is the registry body itself, whose officers act for no account.</param>
public readonly record struct AccountId(long Value)
{
    /// <summary>The registry body: the "account" that its officers act for.</summary>
    public static readonly AccountId RegistryBody = new(0);

    /// <summary>No account: what a visitor acts for before one is opened.</summary>
    public static readonly AccountId None = new(-1);

    /// <summary>The exchange: the "account" that its operators act for.</summary>
    public static readonly AccountId Exchange = new(-2);

    /// <inheritdoc/>
    public override string ToString() => $"{Value}";
}

/// <summary>A proposal of the two-person mechanism.</summary>
/// <param name="Value">19-digit number; text on the wire.</param>
public readonly record struct ProposalId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Value}";
}

/// <summary>Name of an act that needs two persons, for example <c>issuance.issue</c>.</summary>
/// <param name="Value">Kebab case, capability first.</param>
public readonly record struct ActionCode(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
