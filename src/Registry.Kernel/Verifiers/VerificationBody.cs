using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Verifiers;

/// <summary>Where a validation and verification body stands.</summary>
public enum BodyStatus
{
    /// <summary>Approved.</summary>
    Approved,

    /// <summary>Suspended by the authority.</summary>
    Suspended,

    /// <summary>Its approval was revoked.</summary>
    Revoked,
}

/// <summary>Steps of a validation and verification body in the register.</summary>
public enum BodyAction
{
    /// <summary>Enter it.</summary>
    Enter,

    /// <summary>Suspend it.</summary>
    Suspend,

    /// <summary>End the suspension.</summary>
    Reinstate,

    /// <summary>Revoke its approval.</summary>
    Revoke,
}

/// <summary>Approval in one sector for a span of days.</summary>
/// <param name="Sector">Letter of the sector, A to O.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null while it lasts.</param>
/// <param name="Approval">The announcement that it comes from.</param>
public sealed record SectorApproval(string Sector, DateOnly From, DateOnly? Until, string Approval)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && (Until is null || day <= Until);
}

/// <summary>A validation and verification body (审定与核查机构) as the register has it. Measures, articles 30 and 31.</summary>
public sealed record VerificationBody
{
    /// <summary>Steps of a body; a revocation is final.</summary>
    public static readonly TransitionTable<BodyStatus, BodyAction> Table = new("verification-body", Cite.Measures(44),
        (BodyStatus.Approved, BodyAction.Suspend, BodyStatus.Suspended, By.TwoOfficers),
        (BodyStatus.Approved, BodyAction.Revoke, BodyStatus.Revoked, By.TwoOfficers),
        (BodyStatus.Suspended, BodyAction.Reinstate, BodyStatus.Approved, By.TwoOfficers),
        (BodyStatus.Suspended, BodyAction.Revoke, BodyStatus.Revoked, By.TwoOfficers));

    /// <summary>Its id in the register.</summary>
    public required long Id { get; init; }

    /// <summary>Approval number, for example <c>CNCA-R-2002-001</c>.</summary>
    public required string ApprovalNumber { get; init; }

    /// <summary>Its legal name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required BodyStatus Status { get; init; }

    /// <summary>Its sectors.</summary>
    public required IReadOnlyList<SectorApproval> Sectors { get; init; }

    /// <summary>Checks that it may work in a sector on a day. Order: revoked, suspended, sector.</summary>
    public void CheckMayWork(ICollection<Finding> findings, string sector, DateOnly day)
    {
        VerifierRules.Revoked.Check(Status is not BodyStatus.Revoked, findings, ("body", Name), ("approvalNumber", ApprovalNumber));
        VerifierRules.Suspended.Check(Status is not BodyStatus.Suspended, findings, ("body", Name), ("approvalNumber", ApprovalNumber));
        VerifierRules.NotApprovedInSector.Check(Sectors.Any(s => s.Sector == sector && s.HoldsOn(day)), findings,
            ("body", Name), ("sector", sector), ("day", day));
    }

    /// <summary>Refuses unless it may work in a sector on a day.</summary>
    public void RequireMayWork(string sector, DateOnly day)
    {
        var findings = new List<Finding>();
        CheckMayWork(findings, sector, day);
        RefusalException.ThrowIfAny(findings);
    }
}
