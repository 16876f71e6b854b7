using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Verifiers;

/// <summary>Rules of validation and verification bodies.</summary>
public static partial class VerifierRules
{
    /// <summary>There is no such body in the register.</summary>
    public static readonly Rule Unknown = Rule.Define("verifier.unknown", Cite.Measures(30), RefusalKind.Unmet);

    /// <summary>The body is not approved in the sector on the day.</summary>
    public static readonly Rule NotApprovedInSector =
        Rule.Define("verifier.not-approved-in-sector", RefusalKind.Unmet, Cite.Measures(31), Cite.Measures(44));

    /// <summary>The body is suspended.</summary>
    public static readonly Rule Suspended = Rule.Define("verifier.suspended", Cite.Measures(44), RefusalKind.Unmet);

    /// <summary>The body's approval was revoked.</summary>
    public static readonly Rule Revoked = Rule.Define("verifier.revoked", Cite.Measures(44), RefusalKind.Unmet);

    /// <summary>The approval number has not the form of the authority.</summary>
    public static readonly Rule ApprovalNumberMalformed = Rule.Define("verifier.approval-number-malformed", Cite.Measures(30), RefusalKind.Malformed);

    /// <summary>A sector is none of A to O, or two approvals of one sector overlap, or one ends before it starts.</summary>
    public static readonly Rule SectorsContradictory = Rule.Define("verifier.sectors-contradictory", Cite.Measures(30), RefusalKind.Malformed);

    /// <summary>An approval that was entered stays; only its last day is set.</summary>
    public static readonly Rule ApprovalFixed = Rule.Define("verifier.approval-fixed", Cite.Design("registers"), RefusalKind.WrongState);

    /// <summary>A sanction or its end says on what it rests.</summary>
    public static readonly Rule GroundMissing = Rule.Define("verifier.ground-missing", Cite.Measures(44), RefusalKind.Malformed);

    /// <summary>Checks an entry by itself. Order: approval number, sectors.</summary>
    public static void CheckEntry(string approvalNumber, IReadOnlyList<SectorApproval> sectors)
    {
        ArgumentNullException.ThrowIfNull(sectors);
        ApprovalNumberMalformed.Require(ApprovalNumberForm().IsMatch(approvalNumber ?? ""), ("approvalNumber", approvalNumber));
        foreach (var sector in sectors)
            SectorsContradictory.Require(sector.Sector is [>= 'A' and <= 'O'] && (sector.Until is null || sector.Until >= sector.From)
                && !sectors.Any(o => !ReferenceEquals(o, sector) && o.Sector == sector.Sector && Overlap(o, sector)),
                ("approvalNumber", approvalNumber), ("sector", sector.Sector));
    }

    /// <summary>Decides new sectors of a body: each old approval is still there, at most with a last day set.</summary>
    public static void CheckRevision(VerificationBody old, IReadOnlyList<SectorApproval> revised)
    {
        ArgumentNullException.ThrowIfNull(old);
        CheckEntry(old.ApprovalNumber, revised);
        foreach (var sector in old.Sectors)
            ApprovalFixed.Require(revised.Any(r => r.Sector == sector.Sector && r.From == sector.From && r.Approval == sector.Approval
                && (sector.Until is null || r.Until == sector.Until)), ("sector", sector.Sector), ("from", sector.From));
    }

    private static bool Overlap(SectorApproval a, SectorApproval b) =>
        a.From <= (b.Until ?? DateOnly.MaxValue) && b.From <= (a.Until ?? DateOnly.MaxValue);

    [GeneratedRegex("^CNCA-R-[0-9]{4}-[0-9]{3,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex ApprovalNumberForm();
}
