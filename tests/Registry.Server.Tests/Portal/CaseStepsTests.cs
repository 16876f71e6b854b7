using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Server.Capabilities.Portal.Cases;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>What is offered to whom in which state follows from the transition table, and nothing else does.</summary>
public sealed class CaseStepsTests
{
    /// <summary>In what capacity the first person of a side takes steps, said here on its own.</summary>
    private static readonly Dictionary<CaseSide, By> First = new()
    {
        [CaseSide.Owner] = By.Initiator | By.TwoRepresentatives,
        [CaseSide.Body] = By.Verifier,
        [CaseSide.Registry] = By.Officer | By.TwoOfficers,
    };

    /// <summary>Steps that are taken on the page of a proposal.</summary>
    private static readonly ApplicationAction[] OnProposals =
        [ApplicationAction.ConfirmSubmission, ApplicationAction.ReturnToDraft, ApplicationAction.ConfirmFiling, ApplicationAction.ReturnFiling];

    private static CaseView View(ApplicationStatus status, CaseSide side, bool recall = false) => new()
    {
        Side = side,
        Head = new CaseHead { Id = 7, Kind = ApplicationKind.Project, Status = status, RecallRequestedAt = recall ? DateTimeOffset.UnixEpoch : null },
    };

    public static TheoryData<ApplicationStatus, CaseSide, ActorRole> Everybody()
    {
        var data = new TheoryData<ApplicationStatus, CaseSide, ActorRole>();
        foreach (var status in Enum.GetValues<ApplicationStatus>())
            foreach (var (side, role) in ((CaseSide, ActorRole)[])
                [
                    (CaseSide.Owner, ActorRole.Initiator), (CaseSide.Owner, ActorRole.Confirmer), (CaseSide.Body, ActorRole.Initiator),
                    (CaseSide.Body, ActorRole.Confirmer), (CaseSide.Registry, ActorRole.Clerk), (CaseSide.Registry, ActorRole.Reviewer),
                ])
                data.Add(status, side, role);
        return data;
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public void Every_state_offers_everybody_exactly_the_steps_of_the_table(ApplicationStatus status, CaseSide side, ActorRole role)
    {
        var expected = role is ActorRole.Confirmer or ActorRole.Reviewer
            ? []
            : ApplicationLifecycle.Table.Rows.Where(r => r.From == status && (r.By & First[side]) != 0).Select(r => r.Action).Except(OnProposals);
        var offered = NextSteps.Of(View(status, side, recall: true), role).Where(s => s.Act.Action is not null).Select(s => s.Act.Action!.Value);
        offered.ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public void Every_step_that_somebody_takes_has_one_form_on_each_side_that_takes_it()
    {
        foreach (var (side, by) in First)
            foreach (var action in ApplicationLifecycle.Table.Rows.Where(r => (r.By & by) != 0).Select(r => r.Action).Distinct().Except(OnProposals))
                NextSteps.Acts.Count(a => a.Side == side && a.Action == action).ShouldBe(1, $"{side} {action}");
        NextSteps.Acts.GroupBy(a => (a.Side, a.Slug)).ShouldAllBe(g => g.Count() == 1);
    }

    [Fact]
    public void Recall_is_offered_only_when_it_was_asked_for_and_what_waits_for_a_second_person_is_not_offered_again()
    {
        var view = View(ApplicationStatus.NoticeRunning, CaseSide.Registry);
        NextSteps.Of(view, ActorRole.Clerk).ShouldNotContain(s => s.Act.Action == ApplicationAction.Recall);
        var waits = View(ApplicationStatus.UnderReview, CaseSide.Registry) with
        {
            Pending = [new() { Action = "application.register", Subject = "application:7" }],
        };
        NextSteps.Of(waits, ActorRole.Clerk).ShouldNotContain(s => s.Act.Action == ApplicationAction.Register);
        NextSteps.Of(waits, ActorRole.Clerk).ShouldContain(s => s.Act.Action == ApplicationAction.Refuse);
    }

    [Theory, BothDatabases]
    public async Task Pages_offer_each_of_the_six_persons_the_steps_of_the_table_and_no_other_form_opens(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).Draft();
        var six = await CaseBrowsers.Of(it);
        var table = NextSteps.Acts.Where(a => a.Action is not null).ToLookup(a => a.Side);
        foreach (var status in (ApplicationStatus[])
            [
                ApplicationStatus.Draft, ApplicationStatus.AwaitingNoticeApproval, ApplicationStatus.NoticeRunning, ApplicationStatus.AwaitingUpload, ApplicationStatus.AwaitingOwner,
                ApplicationStatus.AwaitingFiling, ApplicationStatus.AwaitingAcceptance, ApplicationStatus.UnderReview, ApplicationStatus.Registered,
            ])
        {
            await it.To(status);
            await six.Again();
            foreach (var (browser, side, begins) in ((Browser, CaseSide, bool)[])
                [
                    (six.Initiator, CaseSide.Owner, true), (six.Confirmer, CaseSide.Owner, false), (six.BodyInitiator, CaseSide.Body, true),
                    (six.BodyConfirmer, CaseSide.Body, false), (six.Clerk, CaseSide.Registry, true), (six.Reviewer, CaseSide.Registry, false),
                ])
            {
                var seen = (int)(await browser.Get(six.Page)).StatusCode;
                seen.ShouldBe(status == ApplicationStatus.Draft && side != CaseSide.Owner ? 404 : 200, $"{status} {side}");
                if (seen == 404) continue;
                var actions = ApplicationLifecycle.Table.Rows.Where(r => begins && r.From == status && (r.By & First[side]) != 0).Select(r => r.Action).Except(OnProposals).ToHashSet();
                if (status == ApplicationStatus.NoticeRunning) actions.Remove(ApplicationAction.Recall);
                var expected = table[side].Where(a => actions.Contains(a.Action!.Value)).Select(a => a.Slug).ToList();
                var offered = await six.Offered(browser);
                offered.Intersect(table[side].Select(a => a.Slug)).ShouldBe(expected, ignoreOrder: true, $"{status} {side}");
                foreach (var act in table[side].Select(a => a.Slug))
                    ((int)(await browser.Get($"{six.Page}/{act}")).StatusCode).ShouldBe(expected.Contains(act) ? 200 : 404, $"{status} {side} {act}");
            }
        }
    }
}
