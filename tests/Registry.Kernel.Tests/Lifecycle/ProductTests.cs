using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Issuance;
using Registry.Kernel.Projects;

namespace Registry.Kernel.Tests.Lifecycle;

/// <summary>Every combination of state, action and actor: exactly what is written here is allowed, and all else is refused.</summary>
public sealed class ProductTests
{
    [Fact]
    public void Application_takes_the_steps_of_the_law_and_no_others() => Product.Allowed(ApplicationLifecycle.Table).ShouldBe(Product.Lines("""
        Draft Submit AwaitingConfirmer Initiator
        Draft Discard Ended Initiator
        AwaitingConfirmer ConfirmSubmission AwaitingNoticeApproval TwoRepresentatives
        AwaitingConfirmer ReturnToDraft Draft Initiator|Confirmer|Clock
        AwaitingNoticeApproval ApproveNotice NoticeRunning TwoOfficers
        AwaitingNoticeApproval ReturnNotice NoticeReturned TwoOfficers
        NoticeReturned Revise Draft Initiator
        NoticeReturned Discard Ended Initiator
        NoticeRunning ChangeNotice NoticeRunning TwoOfficers
        NoticeRunning Recall Withdrawn TwoOfficers
        NoticeRunning CloseNotice AwaitingUpload Clock
        AwaitingUpload Upload AwaitingOwner Verifier
        AwaitingUpload Abort Ended TwoRepresentatives|TwoOfficers
        AwaitingOwner AcceptUpload AwaitingFiling TwoRepresentatives
        AwaitingOwner ReturnUpload AwaitingUpload TwoRepresentatives
        AwaitingOwner Abort Ended TwoRepresentatives|TwoOfficers
        AwaitingFiling File FilingAwaitingConfirmer Initiator
        AwaitingFiling Abort Ended TwoRepresentatives|TwoOfficers
        FilingAwaitingConfirmer ConfirmFiling AwaitingAcceptance TwoRepresentatives
        FilingAwaitingConfirmer ReturnFiling AwaitingFiling Initiator|Confirmer|Clock
        AwaitingAcceptance Accept UnderReview Officer
        AwaitingAcceptance Refuse Ended TwoOfficers
        UnderReview ReturnForCompletion ReturnedForCompletion TwoOfficers
        UnderReview RequestAssessment UnderAssessment TwoOfficers
        UnderAssessment ConcludeAssessment UnderReview TwoOfficers
        UnderAssessment CallOffAssessment UnderReview TwoOfficers
        UnderReview Register Registered TwoOfficers
        UnderReview Refuse Ended TwoOfficers
        ReturnedForCompletion Complete UnderReview TwoRepresentatives
        ReturnedForCompletion Refuse Ended TwoOfficers
        """), ignoreOrder: true);

    [Fact]
    public void Project_ends_by_the_owner_the_registry_or_an_authority_and_never_comes_back()
    {
        Product.Allowed(ProjectLifecycle.Table).ShouldBe(Product.Lines("""
            Registered RequestDeregistration DeregistrationRequested TwoRepresentatives
            Registered DeregisterOfficially Deregistered TwoOfficers
            Registered Revoke Revoked TwoOfficers
            DeregistrationRequested DeclineDeregistration Registered TwoOfficers
            DeregistrationRequested Deregister Deregistered TwoOfficers
            DeregistrationRequested Revoke Revoked TwoOfficers
            """), ignoreOrder: true);
        Enum.GetValues<ProjectStatus>().Where(ProjectLifecycle.Table.IsFinal).ShouldBe([ProjectStatus.Deregistered, ProjectStatus.Revoked]);
    }

    [Fact]
    public void Vintage_is_issued_by_two_officers_and_only_once()
    {
        Product.Allowed(VintageLifecycle.Table).ShouldBe(Product.Lines("""
            Registered Propose Issuing Officer
            Issuing Release Registered Officer|Clock
            Issuing Issue Issued TwoOfficers
            """), ignoreOrder: true);
        VintageLifecycle.Table.IsFinal(VintageStatus.Issued).ShouldBeTrue();
    }

    [Fact]
    public void Proposal_is_decided_once() => Product.Allowed(TwoPersons.Table).ShouldBe(Product.Lines("""
        Pending Confirm Confirmed Confirmer
        Pending Reject Rejected Confirmer
        Pending Withdraw Withdrawn Initiator
        Pending Expire Expired Clock
        """), ignoreOrder: true);

    [Fact]
    public void Comment_is_read_before_it_is_shown_answered_by_the_owner_and_checked_by_the_body() => Product.Allowed(NoticeComments.Table).ShouldBe(Product.Lines("""
        Awaiting Publish Published Officer
        Awaiting Refuse Refused Officer
        Published Reply Published TwoRepresentatives
        Published Verify Published Verifier
        """), ignoreOrder: true);

    [Fact]
    public void Project_change_is_asked_for_by_the_owner_and_decided_by_two_officers() => Product.Allowed(ProjectChangeLifecycle.Table).ShouldBe(Product.Lines("""
        AwaitingNewOwner ConfirmAsNewOwner AwaitingReview TwoRepresentatives
        AwaitingNewOwner Withdraw Withdrawn TwoRepresentatives
        AwaitingOpinion GiveOpinion AwaitingReview Verifier
        AwaitingOpinion Withdraw Withdrawn TwoRepresentatives
        AwaitingReview Approve Approved TwoOfficers
        AwaitingReview Refuse Refused TwoOfficers
        AwaitingReview Withdraw Withdrawn TwoRepresentatives
        """), ignoreOrder: true);

    [Fact]
    public void Expert_is_taken_off_the_roll_and_put_back_by_two_officers() => Product.Allowed(ExpertLifecycle.Table).ShouldBe(Product.Lines("""
        In Revise In TwoOfficers
        In Retire Out TwoOfficers
        Out Return In TwoOfficers
        """), ignoreOrder: true);

    [Fact]
    public void Every_application_leads_to_an_end_and_every_state_can_be_reached()
    {
        var reached = new HashSet<ApplicationStatus> { ApplicationStatus.Draft };
        while (ApplicationLifecycle.Table.Rows.Any(r => reached.Contains(r.From) && reached.Add(r.To)))
        {
        }
        reached.Count.ShouldBe(Enum.GetValues<ApplicationStatus>().Length);
        Enum.GetValues<ApplicationStatus>().Where(ApplicationLifecycle.Table.IsFinal).ShouldBe(Enum.GetValues<ApplicationStatus>().Where(s => !ApplicationLifecycle.IsOpen(s)));
    }

    [Theory]
    [InlineData(ApplicationStatus.NoticeRunning, "03")]
    [InlineData(ApplicationStatus.AwaitingUpload, "06")]
    [InlineData(ApplicationStatus.AwaitingOwner, "07")]
    [InlineData(ApplicationStatus.AwaitingFiling, "08")]
    [InlineData(ApplicationStatus.FilingAwaitingConfirmer, "08")]
    [InlineData(ApplicationStatus.AwaitingAcceptance, "13")]
    [InlineData(ApplicationStatus.ReturnedForCompletion, "13")]
    [InlineData(ApplicationStatus.UnderReview, "13")]
    [InlineData(ApplicationStatus.UnderAssessment, "13")]
    [InlineData(ApplicationStatus.Registered, "14")]
    [InlineData(ApplicationStatus.Withdrawn, "97")]
    [InlineData(ApplicationStatus.Ended, "99")]
    public void Public_code_of_a_state_is_that_of_the_real_system(ApplicationStatus status, string code) => ApplicationLifecycle.PublicCode(status).ShouldBe(code);

    [Fact]
    public void Codes_of_the_states_are_all_different() =>
        Enum.GetValues<ApplicationStatus>().Select(ApplicationLifecycle.Code).Distinct().Count().ShouldBe(Enum.GetValues<ApplicationStatus>().Length);
}
