using Registry.Kernel.Applications;
using Registry.Kernel.Projects;
using Registry.Server.Capabilities.Applications.Assessment;
using Registry.Server.Capabilities.Applications.Comments;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Capabilities.Applications.Review;
using Registry.Server.Capabilities.Projects.Allowance;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Security.Matrix;

/// <summary>One of the two sides of the matrix: an owner, the body that its projects name, and the province they lie in.</summary>
/// <param name="Name"><c>own</c> or <c>other</c>.</param>
/// <param name="Owner">Its owner.</param>
/// <param name="Body">Its body.</param>
/// <param name="ApprovalNumber">Which body that is.</param>
/// <param name="Province">The province.</param>
/// <param name="First">Number of its first project.</param>
internal sealed record MatrixSide(string Name, A.Holder Owner, A.Holder Body, string ApprovalNumber, string Province, int First);

/// <summary>Cases of both sides in every state in which somebody has something to do, and comments on their notices.</summary>
internal sealed class MatrixCases(TestWorld world, IReadOnlyList<MatrixSide> sides)
{
    private static readonly string[] AfterNotice =
        ["awaiting-upload", "awaiting-owner", "awaiting-filing", "awaiting-acceptance", "under-review", "returned", "assessed", "allowance", "marked"];

    /// <summary>Every state.</summary>
    public static readonly IReadOnlyList<string> States =
        ["project", "reduction", .. AfterNotice, "running", "recall", "awaiting-approval", "notice-returned", "draft", "awaiting-confirmer"];

    private readonly Dictionary<(string Side, string State), ApplicationCase> cases = [];
    private readonly Dictionary<string, long> bodies = [];
    private int number;

    /// <summary>Id of a case.</summary>
    public string Id(string side, string state) => $"{cases[(side, state)].Id}";

    /// <summary>Ids of comments by side and state: <c>awaiting</c>, <c>published</c>, <c>replied</c>.</summary>
    public Dictionary<(string Side, string State), long> Comments { get; } = [];

    /// <summary>Makes them; the clock ends in a running notice, on a working day.</summary>
    public async Task Make(Actor member)
    {
        foreach (var side in sides) bodies[side.Name] = await A.BodyId(world, side.ApprovalNumber);
        foreach (var side in sides) await Noticed(side, "project");
        await Close("project");
        foreach (var side in sides) await Case(side, "project").To(ApplicationStatus.Registered);
        foreach (var side in sides)
        {
            await (cases[(side.Name, "reduction")] = await Reduction(side)).To(ApplicationStatus.NoticeRunning);
            foreach (var state in AfterNotice) await Noticed(side, state);
        }
        await Close("marked");
        long[] experts = [await A.Expert(world, 801, "A"), await A.Expert(world, 802, "A")];
        foreach (var side in sides) await Lead(side, experts);
        foreach (var side in sides)
            foreach (var state in (string[])["running", "recall"]) await Noticed(side, state);
        world.GoTo((await Case(sides[0], "running").Load()).NoticeStart!.Value, 10);
        foreach (var side in sides)
        {
            var recall = Case(side, "recall");
            await A.Act<RequestRecall, RequestRecall.Command>(world, side.Owner.Initiator, side.Owner.Confirmer, new(recall.Id, "The layout changes."));
            await New(side, "awaiting-approval").To(ApplicationStatus.AwaitingNoticeApproval);
            var returned = await New(side, "notice-returned").To(ApplicationStatus.AwaitingNoticeApproval);
            await A.OfficersAct<ReturnNotice, ReturnNotice.Command>(world, new(returned.Id, "The design is not complete."));
            await New(side, "draft").Draft();
            await Comment(side, member);
        }
    }

    /// <summary>A draft whose submission waits for the confirmer.</summary>
    public async Task<Proposed> Submission(MatrixSide side) => await (await New(side, "awaiting-confirmer").Draft()).ProposeSubmission();

    private ApplicationCase Case(MatrixSide side, string state) => cases[(side.Name, state)];

    private ApplicationCase New(MatrixSide side, string state) => cases[(side.Name, state)] = new(world, side.Owner, side.Body, bodies[side.Name])
    {
        Project = A.OffshoreWind(side.First + number++) with { ProvinceCode = side.Province },
    };

    /// <summary>A case whose notice runs; its owner is a key emitter, so what that needs is attested, but for the one that waits for it.</summary>
    private async Task Noticed(MatrixSide side, string state)
    {
        var it = await New(side, state).To(ApplicationStatus.NoticeRunning);
        if (state != "allowance") await Allow(it);
    }

    private Task Allow(ApplicationCase it) =>
        A.Act<AttestAllowance, AttestAllowance.Command>(world, it.Owner.Initiator, it.Owner.Confirmer, new(it.Id, "It lies outside the plant."));

    private async Task<ApplicationCase> Reduction(MatrixSide side)
    {
        var other = sides.First(s => s != side);
        return await A.Reduction(Case(side, "project"), body: other.Body, approvalNumber: other.ApprovalNumber);
    }

    private async Task Close(string state)
    {
        world.GoTo((await Case(sides[^1], state).Load()).NoticeEnd!.Value.AddDays(1), 0);
        await world.The<CloseNotices>().Tick();
    }

    private async Task Lead(MatrixSide side, long[] experts)
    {
        await Case(side, "reduction").To(ApplicationStatus.Registered);
        await Case(side, "awaiting-owner").To(ApplicationStatus.AwaitingOwner);
        await Case(side, "awaiting-filing").To(ApplicationStatus.AwaitingFiling);
        await Case(side, "awaiting-acceptance").To(ApplicationStatus.AwaitingAcceptance);
        foreach (var state in (string[])["under-review", "returned", "assessed"]) await Case(side, state).To(ApplicationStatus.UnderReview);
        await A.OfficersAct<ReturnForCompletion, ReturnForCompletion.Command>(world, new(Case(side, "returned").Id, [new("facts", "The map is missing.")]));
        await A.OfficersAct<RequestAssessment, RequestAssessment.Command>(world, new(Case(side, "assessed").Id, "Is it plausible?", experts));
        var (marked, first) = (Case(side, "marked"), Case(side, "project").Project!);
        await marked.Upload(note: "Same site.", project: marked.Project! with { Longitude = first.Longitude, Latitude = first.Latitude });
    }

    private async Task Comment(MatrixSide side, Actor member)
    {
        var officers = await A.Officers(world);
        foreach (var state in (string[])["awaiting", "published", "replied"])
        {
            var comment = Comments[(side.Name, state)] = (await world.The<PostComment>().Post(member, new(Case(side, "running").Id, $"Is it {state}?"), A.New)).Comment;
            if (state != "awaiting") await world.The<ModerateComment>().Moderate(officers.Clerk, new(comment, Publish: true, null), A.New);
            if (state == "replied")
                await A.Act<ReplyToComment, ReplyToComment.Command>(world, side.Owner.Initiator, side.Owner.Confirmer, new(comment, "It is."));
        }
    }
}
