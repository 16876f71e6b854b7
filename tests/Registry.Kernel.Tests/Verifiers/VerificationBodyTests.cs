using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;
using Registry.Kernel.Tests.Calendar;
using Registry.Kernel.Verifiers;

namespace Registry.Kernel.Tests.Verifiers;

public sealed class VerificationBodyTests
{
    private static readonly SectorApproval Energy = new("A", new(2024, 6, 26), null, "CNCA 2024-11");
    private static readonly SectorApproval Fugitive = new("J", new(2025, 11, 24), new(2026, 12, 31), "CNCA 2025-21");

    private static readonly VerificationBody Body = new()
    {
        Id = 1,
        ApprovalNumber = "CNCA-R-2002-001",
        Name = "Body",
        Status = BodyStatus.Approved,
        Sectors = [Energy, Fugitive],
    };

    [Theory]
    [InlineData("A", "2024-06-26", true)]
    [InlineData("A", "2024-06-25", false)]
    [InlineData("J", "2026-12-31", true)]
    [InlineData("J", "2027-01-01", false)]
    [InlineData("N", "2026-01-01", false)]
    public void Body_works_in_its_sectors_on_their_days(string sector, string day, bool allowed)
    {
        if (allowed) Body.RequireMayWork(sector, Calendars.Day(day));
        else VerifierRules.NotApprovedInSector.ShouldRefuse(() => Body.RequireMayWork(sector, Calendars.Day(day))).Fact("sector").ShouldBe(sector);
    }

    [Fact]
    public void Sanction_is_named_before_the_sector()
    {
        VerifierRules.Suspended.ShouldRefuse(() => (Body with { Status = BodyStatus.Suspended }).RequireMayWork("N", new(2026, 1, 1)));
        VerifierRules.Revoked.ShouldRefuse(() => (Body with { Status = BodyStatus.Revoked }).RequireMayWork("A", new(2026, 1, 1)));
        var findings = new List<Finding>();
        (Body with { Status = BodyStatus.Suspended }).CheckMayWork(findings, "N", new(2026, 1, 1));
        findings.Select(f => f.Rule).ShouldBe([VerifierRules.Suspended, VerifierRules.NotApprovedInSector]);
    }

    [Fact]
    public void Revocation_is_final_and_suspension_is_not()
    {
        VerificationBody.Table.IsFinal(BodyStatus.Revoked).ShouldBeTrue();
        VerificationBody.Table.Next(BodyStatus.Suspended, BodyAction.Reinstate, By.TwoOfficers).ShouldBe(BodyStatus.Approved);
        LifecycleRules.NotThisActor.ShouldRefuse(() => VerificationBody.Table.Next(BodyStatus.Approved, BodyAction.Suspend, By.Officer));
    }

    [Fact]
    public void Entry_that_contradicts_itself_is_refused()
    {
        VerifierRules.CheckEntry(Body.ApprovalNumber, Body.Sectors);
        VerifierRules.ApprovalNumberMalformed.ShouldRefuse(() => VerifierRules.CheckEntry("CNCA-1", []));
        VerifierRules.SectorsContradictory.ShouldRefuse(() => VerifierRules.CheckEntry(Body.ApprovalNumber, [Energy with { Sector = "P" }]));
        VerifierRules.SectorsContradictory.ShouldRefuse(() => VerifierRules.CheckEntry(Body.ApprovalNumber, [Energy, Energy with { From = new(2026, 1, 1) }]));
        VerifierRules.SectorsContradictory.ShouldRefuse(() => VerifierRules.CheckEntry(Body.ApprovalNumber, [Fugitive with { Until = new(2020, 1, 1) }]));
    }

    [Fact]
    public void Approval_that_was_entered_stays_but_for_its_last_day()
    {
        VerifierRules.CheckRevision(Body, [Energy with { Until = new(2026, 6, 30) }, Fugitive, new("G", new(2026, 7, 1), null, "CNCA 2026-3")]);
        VerifierRules.ApprovalFixed.ShouldRefuse(() => VerifierRules.CheckRevision(Body, [Energy]));
        VerifierRules.ApprovalFixed.ShouldRefuse(() => VerifierRules.CheckRevision(Body, [Energy, Fugitive with { Until = null }]));
        VerifierRules.ApprovalFixed.ShouldRefuse(() => VerifierRules.CheckRevision(Body, [Energy with { Approval = "other" }, Fugitive]));
    }
}
