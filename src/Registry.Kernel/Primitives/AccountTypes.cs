namespace Registry.Kernel.Primitives;

/// <summary>Type of account (账户类型). Questions and answers 1.2.2.</summary>
public enum AccountType
{
    /// <summary>Enterprise (企业): a legal person or other organisation that may hold units.</summary>
    Enterprise,

    /// <summary>Validation and verification body (审定与核查机构).</summary>
    VerificationBody,

    /// <summary>Provincial ecology and environment department (省级管理员).</summary>
    Provincial,

    /// <summary>Natural person of the public (个人公众).</summary>
    IndividualPublic,

    /// <summary>Organisation of the public (机构公众).</summary>
    InstitutionPublic,
}

/// <summary>Sub-type of an enterprise account; one enterprise may have several. Questions and answers 1.2.2.</summary>
public enum AccountSubtype
{
    /// <summary>Project owner (项目业主).</summary>
    ProjectOwner,

    /// <summary>Key emitter of the national market (全国重点排放单位).</summary>
    NationalKeyEmitter,

    /// <summary>Key emitter of a local market (地方重点排放单位).</summary>
    LocalKeyEmitter,

    /// <summary>Other trader (其他).</summary>
    OtherTrader,
}

/// <summary>What the holder of an account can do at all.</summary>
[Flags]
public enum AccountCapabilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Holds units.</summary>
    HoldsUnits = 1,

    /// <summary>Trades, once a trading account is bound.</summary>
    Trades = 2,

    /// <summary>Files projects and reductions.</summary>
    FilesProjects = 4,

    /// <summary>Uses units for the national market's compliance (全国碳市场抵销).</summary>
    OffsetsNational = 8,

    /// <summary>Suggests methodologies (方法学建议).</summary>
    SuggestsMethodologies = 16,

    /// <summary>Comments on public notices (意见).</summary>
    Comments = 32,

    /// <summary>Uploads validation and verification reports into cases that name it.</summary>
    UploadsReports = 64,

    /// <summary>Reads the cases of its province, the parts that are not public included.</summary>
    ReadsProvince = 128,
}

/// <summary>How many natural persons act for an account.</summary>
public enum Representation
{
    /// <summary>An initiator and a confirmer, two natural persons.</summary>
    TwoRepresentatives,

    /// <summary>One person, who starts nothing that needs two.</summary>
    OneMember,
}

/// <summary>One row of the capability matrix.</summary>
/// <param name="Type">Type of account.</param>
/// <param name="Digit">First digit of its account numbers.</param>
/// <param name="Representation">Who acts for it.</param>
/// <param name="Capabilities">What every account of the type can do; sub-types add to it.</param>
public sealed record AccountKind(AccountType Type, int Digit, Representation Representation, AccountCapabilities Capabilities);

/// <summary>The types of account and what each can do, as data. Questions and answers 1.2.2; registration rules, article 5.</summary>
public static class AccountTypes
{
    /// <summary>The types, in the order of their digits.</summary>
    public static IReadOnlyList<AccountKind> All { get; } =
    [
        new(AccountType.Enterprise, 1, Representation.TwoRepresentatives,
            AccountCapabilities.HoldsUnits | AccountCapabilities.Trades | AccountCapabilities.SuggestsMethodologies | AccountCapabilities.Comments),
        new(AccountType.VerificationBody, 2, Representation.TwoRepresentatives,
            AccountCapabilities.UploadsReports | AccountCapabilities.SuggestsMethodologies | AccountCapabilities.Comments),
        new(AccountType.Provincial, 3, Representation.TwoRepresentatives,
            AccountCapabilities.ReadsProvince | AccountCapabilities.SuggestsMethodologies | AccountCapabilities.Comments),
        new(AccountType.IndividualPublic, 4, Representation.OneMember, AccountCapabilities.Comments),
        new(AccountType.InstitutionPublic, 5, Representation.OneMember, AccountCapabilities.SuggestsMethodologies | AccountCapabilities.Comments),
    ];

    /// <summary>What a sub-type adds to its enterprise.</summary>
    public static IReadOnlyDictionary<AccountSubtype, AccountCapabilities> Subtypes { get; } = new Dictionary<AccountSubtype, AccountCapabilities>
    {
        [AccountSubtype.ProjectOwner] = AccountCapabilities.FilesProjects,
        [AccountSubtype.NationalKeyEmitter] = AccountCapabilities.OffsetsNational,
        [AccountSubtype.LocalKeyEmitter] = AccountCapabilities.None,
        [AccountSubtype.OtherTrader] = AccountCapabilities.None,
    };

    /// <summary>The row of a type.</summary>
    public static AccountKind Of(AccountType type) => All.Single(k => k.Type == type);

    /// <summary>What an account of a type and sub-types can do.</summary>
    public static AccountCapabilities Capabilities(AccountType type, IEnumerable<AccountSubtype> subtypes)
    {
        ArgumentNullException.ThrowIfNull(subtypes);
        return subtypes.Aggregate(Of(type).Capabilities, (sum, subtype) => sum | Subtypes[subtype]);
    }
}
