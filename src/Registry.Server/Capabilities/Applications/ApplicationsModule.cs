using Registry.Server.Capabilities.Applications.Assessment;
using Registry.Server.Capabilities.Applications.Comments;
using Registry.Server.Capabilities.Applications.Filing;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Capabilities.Applications.Review;
using Registry.Server.Capabilities.Applications.Submission;
using Registry.Server.Capabilities.Applications.Upload;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Applications;

/// <summary>The course that applications for projects and for reductions share.</summary>
public static class ApplicationsModule
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddApplications(this IServiceCollection services) => services
        .AddSingleton<ApplicationKinds>()
        .AddSingleton<Drafts>()
        .AddSingleton<AcceptApplication>()
        .AddSingleton<CloseNotices>()
        .AddSingleton<PostComment>()
        .AddSingleton<ModerateComment>()
        .AddSingleton<ITick>(provider => provider.GetRequiredService<CloseNotices>())
        .AddAct<SubmitApplication>()
        .AddAct<ApproveNotice>()
        .AddAct<ReturnNotice>()
        .AddAct<ChangeNotice>()
        .AddAct<RequestRecall>()
        .AddAct<ApproveRecall>()
        .AddAct<ReplyToComment>()
        .AddAct<VerifyReply>()
        .AddAct<RecordOutsideComments>()
        .AddAct<UploadReport>()
        .AddAct<AcceptUpload>()
        .AddAct<ReturnUpload>()
        .AddAct<FileApplication>()
        .AddAct<ReturnForCompletion>()
        .AddAct<CompleteApplication>()
        .AddAct<EnterExpert>()
        .AddAct<ReviseExpert>()
        .AddAct<RetireExpert>()
        .AddAct<ReturnExpert>()
        .AddAct<RequestAssessment>()
        .AddAct<ConcludeAssessment>()
        .AddAct<CallOffAssessment>()
        .AddAct<RegisterApplication>()
        .AddAct<RefuseApplication>()
        .AddAct<AbortApplication>();
}
