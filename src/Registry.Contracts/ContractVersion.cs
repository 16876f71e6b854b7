namespace Registry.Contracts;

/// <summary>The version of the wire contract that this assembly describes.</summary>
public static class ContractVersion
{
    /// <summary>Path segment of the version in every route.</summary>
    public const string Current = "v1";
}
