using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Tests.Lifecycle;
using static Registry.Kernel.Primitives.AccountCapabilities;

namespace Registry.Kernel.Tests.Accounts;

public sealed class AccountTests
{
    private static Account An(AccountType type, AccountStatus status = AccountStatus.Open, RestrictionLevel? level = null, params AccountSubtype[] subtypes) =>
        new() { Id = new AccountId(1), Number = "133000000017", Type = type, Subtypes = subtypes, Status = status, Restriction = level };

    [Theory]
    [InlineData(AccountType.Enterprise, HoldsUnits | Trades | SuggestsMethodologies | Comments)]
    [InlineData(AccountType.VerificationBody, UploadsReports | SuggestsMethodologies | Comments)]
    [InlineData(AccountType.Provincial, ReadsProvince | SuggestsMethodologies | Comments)]
    [InlineData(AccountType.IndividualPublic, Comments)]
    [InlineData(AccountType.InstitutionPublic, SuggestsMethodologies | Comments)]
    public void Matrix_says_what_a_type_can_do(AccountType type, AccountCapabilities capabilities) => An(type).Capabilities.ShouldBe(capabilities);

    [Fact]
    public void Several_sub_types_add_up()
    {
        var account = An(AccountType.Enterprise, subtypes: [AccountSubtype.ProjectOwner, AccountSubtype.NationalKeyEmitter]);

        account.Require(FilesProjects | OffsetsNational);
        AccountRules.NotForThisType.ShouldRefuse(() => An(AccountType.Enterprise, subtypes: [AccountSubtype.OtherTrader]).Require(FilesProjects));
    }

    [Theory]
    [InlineData(HoldsUnits)]
    [InlineData(Trades)]
    [InlineData(OffsetsNational)]
    [InlineData(FilesProjects)]
    public void AC31_Verification_body_holds_trades_and_files_nothing(AccountCapabilities wanted) =>
        AccountRules.NotForThisType.ShouldRefuse(() => An(AccountType.VerificationBody).Require(wanted));

    [Fact]
    public void Every_type_and_sub_type_has_its_row()
    {
        AccountTypes.All.Select(k => k.Type).ShouldBe(Enum.GetValues<AccountType>());
        AccountTypes.All.Select(k => k.Digit).Distinct().Count().ShouldBe(AccountTypes.All.Count);
        AccountTypes.Subtypes.Keys.ShouldBe(Enum.GetValues<AccountSubtype>(), ignoreOrder: true);
        AccountTypes.All.Where(k => k.Representation == Representation.OneMember).ShouldAllBe(k => !k.Capabilities.HasFlag(HoldsUnits));
    }

    [Theory]
    [InlineData(null, true, true, true)]
    [InlineData(RestrictionLevel.Trading, false, true, true)]
    [InlineData(RestrictionLevel.TransferOut, false, false, true)]
    [InlineData(RestrictionLevel.Business, false, false, false)]
    public void Each_degree_includes_the_ones_before(RestrictionLevel? level, bool trades, bool transfers, bool files)
    {
        var account = An(AccountType.Enterprise, level is null ? AccountStatus.Open : AccountStatus.Restricted, level, AccountSubtype.ProjectOwner);

        Allowed(() => account.Require(Trades)).ShouldBe(trades);
        Allowed(account.RequireTransferOut).ShouldBe(transfers);
        Allowed(() => account.Require(FilesProjects)).ShouldBe(files);
        Allowed(() => account.Require(HoldsUnits)).ShouldBeTrue();

        static bool Allowed(Action act)
        {
            try
            {
                act();
                return true;
            }
            catch (RefusalException refusal) when (refusal.Rule == AccountRules.UseLimited)
            {
                return false;
            }
        }
    }

    [Fact]
    public void Type_is_asked_before_closure_and_closure_before_limits()
    {
        AccountRules.NotForThisType.ShouldRefuse(() => An(AccountType.Provincial, AccountStatus.Closed).Require(Trades));
        AccountRules.ClosedToEverything.ShouldRefuse(() => An(AccountType.Enterprise, AccountStatus.Closing).Require(Trades));
        AccountRules.ClosedToEverything.ShouldRefuse(() => An(AccountType.Enterprise, AccountStatus.Closed).RequireUsable());
        AccountRules.UseLimited.ShouldRefuse(() => An(AccountType.Enterprise, AccountStatus.Suspended).RequireUsable());
    }

    [Fact]
    public void Every_step_of_an_account_is_taken_by_two_officers_and_nothing_comes_back_from_closing()
    {
        AccountLifecycle.Account.Rows.ShouldAllBe(r => r.By == By.TwoOfficers);
        AccountLifecycle.Account.IsFinal(AccountStatus.Closed).ShouldBeTrue();
        AccountLifecycle.Account.Available(AccountStatus.Closing, By.TwoOfficers).ShouldBe([AccountAction.CompleteClosure]);
    }

    [Fact]
    public void Time_decides_no_application()
    {
        AccountLifecycle.Opening.Rows.ShouldAllBe(r => (r.By & By.Clock) == 0);
        AccountLifecycle.JointOpening.Rows.ShouldAllBe(r => (r.By & By.Clock) == 0);
    }

    [Fact]
    public void Independent_opening_is_between_the_applicant_and_the_registry_body() => Product.Allowed(AccountLifecycle.OpeningBy(OpeningRoute.Independent)).ShouldBe(Product.Lines("""
        Draft Save Draft Visitor
        Draft Submit AwaitingReview Visitor
        Draft Withdraw Withdrawn Visitor
        AwaitingReview Return Returned Officer
        AwaitingReview Approve Approved TwoOfficers
        AwaitingReview Refuse Refused TwoOfficers
        AwaitingReview Withdraw Withdrawn Visitor
        Returned Save Returned Visitor
        Returned Submit AwaitingReview Visitor
        Returned Withdraw Withdrawn Visitor
        """), ignoreOrder: true);

    [Fact]
    public void Joint_opening_goes_by_the_exchange_and_whatever_came_back_goes_to_it_again()
    {
        var table = AccountLifecycle.OpeningBy(OpeningRoute.Joint);
        Product.Allowed(table).ShouldBe(Product.Lines("""
            Draft Save Draft Visitor
            Draft Submit AwaitingPreliminaryReview Visitor
            Draft Withdraw Withdrawn Visitor
            AwaitingPreliminaryReview Return PreliminaryReturned Exchange
            AwaitingPreliminaryReview PassPreliminary AwaitingPaper Exchange
            AwaitingPreliminaryReview Withdraw Withdrawn Visitor
            PreliminaryReturned Save PreliminaryReturned Visitor
            PreliminaryReturned Submit AwaitingPreliminaryReview Visitor
            PreliminaryReturned Withdraw Withdrawn Visitor
            AwaitingPaper ReceivePaper PaperReview Exchange
            AwaitingPaper Withdraw Withdrawn Visitor
            PaperReview RefusePaper PaperRefused Exchange
            PaperReview PassPaper AwaitingReview Exchange
            PaperReview Withdraw Withdrawn Visitor
            PaperRefused Save PaperRefused Visitor
            PaperRefused Submit AwaitingPreliminaryReview Visitor
            PaperRefused Withdraw Withdrawn Visitor
            AwaitingReview Approve Approved TwoOfficers
            AwaitingReview Refuse RegistryRefused TwoOfficers
            AwaitingReview Withdraw Withdrawn Visitor
            RegistryRefused Save RegistryRefused Visitor
            RegistryRefused Submit AwaitingPreliminaryReview Visitor
            RegistryRefused Withdraw Withdrawn Visitor
            """), ignoreOrder: true);
        table.Rows.Where(r => r.To is OpeningStatus.AwaitingReview).ShouldAllBe(r => r.By == By.Exchange);
        table.IsFinal(OpeningStatus.Approved).ShouldBeTrue();
        table.IsFinal(OpeningStatus.Withdrawn).ShouldBeTrue();
    }

    [Fact]
    public void Change_of_particulars_is_decided_once_by_two_officers()
    {
        AccountLifecycle.Change.Rows.ShouldAllBe(r => r.By == By.TwoOfficers && r.From == AccountChangeStatus.AwaitingReview);
        AccountLifecycle.Change.IsFinal(AccountChangeStatus.Approved).ShouldBeTrue();
        AccountLifecycle.Change.IsFinal(AccountChangeStatus.Refused).ShouldBeTrue();
    }
}
