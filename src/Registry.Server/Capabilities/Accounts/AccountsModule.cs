using Registry.Server.Capabilities.Accounts.Access;
using Registry.Server.Capabilities.Accounts.Bodies;
using Registry.Server.Capabilities.Accounts.Change;
using Registry.Server.Capabilities.Accounts.Duties;
using Registry.Server.Capabilities.Accounts.Joint;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Capabilities.Accounts.Members;
using Registry.Server.Capabilities.Accounts.Officers;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Accounts.Requests;
using Registry.Server.Capabilities.Accounts.Status;
using Registry.Server.Capabilities.Accounts.Terms;
using Registry.Server.Capabilities.Accounts.TradingAccounts;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Accounts;

/// <summary>Accounts, their openings, the persons who act for them, and the officers of the registry body.</summary>
public static class AccountsModule
{
    /// <summary>Adds its slices.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton(provider => OpeningMaterials.Load(provider.GetRequiredService<RegistrySettings>().DataFolder))
        .AddSingleton<People.People>()
        .AddSingleton<AccessNotice>()
        .AddSingleton<RegisterPerson>()
        .AddSingleton<AppointFirstOfficers>()
        .AddSingleton<SaveOpeningDraft>()
        .AddSingleton<SubmitOpening>()
        .AddSingleton<WithdrawOpening>()
        .AddSingleton<OpeningInbox>()
        .AddSingleton<ReturnOpening>()
        .AddSingleton<JointBinding>()
        .AddSingleton<ExchangeReview>()
        .AddSingleton<RegisterMember>()
        .AddSingleton<ITick, ExpiringTerms>()
        .AddSingleton<ImportLegacyAccounts>()
        .AddAct<AppointOfficer>()
        .AddAct<RetireOfficer>()
        .AddAct<AssignDuty>()
        .AddAct<EndDuty>()
        .AddAct<ApproveOpening>()
        .AddAct<RefuseOpening>()
        .AddAct<OpenBodyAccount>()
        .AddAct<OpenProvincialAccount>()
        .AddSingleton<BindTradingAccount>()
        .AddSingleton<UnbindTradingAccount>()
        .AddSingleton<RequestAccountChange>()
        .AddAct<ApproveAccountChange>()
        .AddAct<RefuseAccountChange>()
        .AddSingleton<RequestOfHolder>()
        .AddAct<RefuseAccountRequest>()
        .AddAct<ResetAccess>()
        .AddAct<RestrictAccount>()
        .AddAct<SuspendAccount>()
        .AddAct<RestoreAccount>()
        .AddAct<AcceptClosure>()
        .AddAct<CompleteClosure>();
}
