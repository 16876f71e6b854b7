namespace Registry.Server.Capabilities.PublicSite.Statistics;

/// <summary>How many applications of a kind stand in a state.</summary>
internal sealed record StateCount
{
    public string Kind { get; init; } = "";
    public string StatusCode { get; init; } = "";
    public string? ProjectStatus { get; init; }
    public int Applications { get; init; }
}

/// <summary>How many accounts of a type are open.</summary>
internal sealed record AccountCount
{
    public string Type { get; init; } = "";
    public int Accounts { get; init; }
}

/// <summary>A methodology of the register.</summary>
internal sealed record MethodologyRow
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string Sector { get; init; } = "";
    public DateOnly? PublishedOn { get; init; }
    public DateOnly EffectiveFrom { get; init; }
    public DateOnly? EffectiveUntil { get; init; }
    public int? MinCreditingYears { get; init; }
    public int? MaxCreditingYears { get; init; }
    public string Source { get; init; } = "";
    public int Projects { get; init; }
}

/// <summary>A verification body of the register.</summary>
internal sealed record BodyRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string ApprovalNumber { get; init; } = "";
    public string Status { get; init; } = "";
}

/// <summary>A sector in which a body is approved.</summary>
internal sealed record BodySectorRow
{
    public long BodyId { get; init; }
    public string Sector { get; init; } = "";
    public DateOnly FromDate { get; init; }
    public DateOnly? UntilDate { get; init; }
    public string Approval { get; init; } = "";
}

/// <summary>The running figures of the registry, and the registers that the filters offer.</summary>
internal sealed record Figures
{
    /// <summary>Nothing yet.</summary>
    public static readonly Figures None = new();

    public IReadOnlyList<StateCount> States { get; init; } = [];
    public IReadOnlyList<AccountCount> Accounts { get; init; } = [];
    public IReadOnlyList<MethodologyRow> Methodologies { get; init; } = [];
    public IReadOnlyList<BodyRow> Bodies { get; init; } = [];
    public IReadOnlyList<BodySectorRow> BodySectors { get; init; } = [];
    public long RegisteredTonnes { get; init; }
    public long IssuedLots { get; init; }
    public long IssuedTonnes { get; init; }
    public long Cancellations { get; init; }
    public long CancelledTonnes { get; init; }

    public int ProjectApplications => Sum(Kinds.Project, _ => true);

    public int ReductionApplications => Sum(Kinds.Reduction, _ => true);

    public int RegisteredProjects => Projects("registered");

    public int RegisteredReductions => Reductions("registered");

    public int NoticesRunning => Projects("notice") + Reductions("notice");

    /// <summary>How many rows a tab of projects holds.</summary>
    public int Projects(string tab) => Sum(Kinds.Project, tab switch
    {
        "notice" => s => s.StatusCode == "03",
        "notice-over" => s => s.StatusCode != "03",
        "registered" => s => s.ProjectStatus is "Registered" or "DeregistrationRequested",
        "deregistered" => s => s.ProjectStatus is "Deregistered" or "Revoked",
        _ => throw new ArgumentOutOfRangeException(nameof(tab), tab, "There is no such tab."),
    });

    /// <summary>How many rows a tab of reductions holds.</summary>
    public int Reductions(string tab) => Sum(Kinds.Reduction, tab switch
    {
        "notice" => s => s.StatusCode == "03",
        "notice-over" => s => s.StatusCode != "03",
        "registered" => s => s.StatusCode == "14",
        _ => throw new ArgumentOutOfRangeException(nameof(tab), tab, "There is no such tab."),
    });

    private int Sum(string kind, Func<StateCount, bool> which) => States.Where(s => s.Kind == kind && which(s)).Sum(s => s.Applications);
}

/// <summary>The two kinds of application.</summary>
internal static class Kinds
{
    public const string Project = "Project";
    public const string Reduction = "Reduction";
}
