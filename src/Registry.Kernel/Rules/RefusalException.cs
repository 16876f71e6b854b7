namespace Registry.Kernel.Rules;

/// <summary>The one way the registry says no: the rule that was not satisfied, the facts, and any further findings.</summary>
public sealed class RefusalException : Exception
{
    /// <summary>Refuses for one finding.</summary>
    public RefusalException(Finding finding) : this([finding]) { }

    /// <summary>Refuses for several findings; the first decides code and status.</summary>
    public RefusalException(IReadOnlyList<Finding> findings)
        : base(findings is { Count: > 0 } ? Describe(findings[0]) : throw new ArgumentException("A refusal needs a finding.", nameof(findings)))
    {
        Findings = findings;
    }

    /// <summary>All findings, the first being the one refused for.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The rule that was refused for.</summary>
    public Rule Rule => Findings[0].Rule;

    /// <summary>The facts of the first finding.</summary>
    public IReadOnlyList<Fact> Facts => Findings[0].Facts;

    /// <summary>Throws one refusal for all findings, if there are any.</summary>
    public static void ThrowIfAny(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Count > 0) throw new RefusalException(findings);
    }

    private static string Describe(Finding finding) =>
        finding.Rule.Code + string.Concat(finding.Facts.Select(f => $" {f.Name}={f.Value}"));
}
