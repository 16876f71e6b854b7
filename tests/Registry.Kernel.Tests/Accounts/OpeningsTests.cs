using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Tests.Calendar;

namespace Registry.Kernel.Tests.Accounts;

public sealed class OpeningsTests
{
    private static readonly DateOnly Today = new(2026, 5, 18);

    private static readonly MaterialList Materials = new(new(2023, 8, 17), "test",
    [
        new("application-form", [AccountType.Enterprise], []),
        new("right-to-reductions", [AccountType.Enterprise], [AccountSubtype.ProjectOwner]),
        new("key-emitter-list", [AccountType.Enterprise], [AccountSubtype.NationalKeyEmitter, AccountSubtype.LocalKeyEmitter]),
        new("approval-certificate", [AccountType.VerificationBody], []),
        new("trading-agreement", [AccountType.Enterprise], [], OpeningRoute.Joint),
    ]);

    private static PersonForm Person(string number, string name = "Zhang San") =>
        new(name, IdentityDocumentKind.CitizenId, number, null, "13900000001", "z@example.com");

    private static readonly PersonForm First = Person("11010519491231002X");
    private static readonly PersonForm Second = Person("440524188001010014".Replace("1880", "1980", StringComparison.Ordinal)[..17] + CitizenId.CheckCharacter("44052419800101001"));

    private static readonly OpeningForm Form = new(AccountType.Enterprise, [AccountSubtype.ProjectOwner], "Harbour Wind Power Co., Ltd.", "91330100799655058B", "330000",
        "1 Harbour Road", [new("application-form", 1), new("right-to-reductions", 2)]);

    private static readonly OpeningPersons Persons = new(First, Second, First, null);

    private static CheckedOpening Check(OpeningForm form, OpeningPersons? persons = null) => Openings.Check(form, persons ?? Persons, Materials, Today);

    [Fact]
    public void Complete_form_is_read()
    {
        var opening = Check(Form);

        opening.CreditCode.Value.ShouldBe("91330100799655058B");
        opening.Of(PersonRole.Confirmer).Document.Number.ShouldStartWith("4405241980");
        opening.Persons.Count.ShouldBe(3);
    }

    [Fact]
    public void AC05_Representatives_with_one_document_and_two_names_are_one_person() =>
        AccountRules.RepresentativesAreOnePerson.ShouldRefuse(() => Check(Form, Persons with { Confirmer = First with { Name = "Zhang Shan" } }));

    [Fact]
    public void Old_form_of_a_citizen_number_is_the_same_person()
    {
        var old = "110105491231002";
        AccountRules.RepresentativesAreOnePerson.ShouldRefuse(() => Check(Form, Persons with { Confirmer = Person(old) }));
    }

    [Fact]
    public void Missing_person_is_named()
    {
        AccountRules.PersonMissing.ShouldRefuse(() => Check(Form, Persons with { Confirmer = null })).Fact("role").ShouldBe("Confirmer");
        AccountRules.PersonMissing.ShouldRefuse(() => Check(Form, Persons with { LegalRepresentative = null })).Fact("role").ShouldBe("LegalRepresentative");
        Check(Form, Persons with { Contact = Second }).Persons.Count.ShouldBe(4);
    }

    [Fact]
    public void Everything_wrong_is_reported_at_once()
    {
        var refusal = Should.Throw<RefusalException>(() => Check(Form with { CreditCode = "x", Address = " ", Subtypes = [], Materials = [] }, Persons with { Initiator = null }));

        refusal.Findings.Select(f => f.Rule).ShouldBe([IdentityRules.CreditCodeMalformed, GeneralRules.ValueMissing, AccountRules.PersonMissing,
            AccountRules.SubtypeMissing, AccountRules.MaterialMissing]);
    }

    [Fact]
    public void Person_that_cannot_be_read_is_reported_with_the_role_and_without_the_number()
    {
        var refusal = IdentityRules.CitizenIdCheck.ShouldRefuse(() => Check(Form, Persons with { Confirmer = Person("110105194912310021") }));

        refusal.Fact("role").ShouldBe("Confirmer");
        refusal.Message.ShouldNotContain("19491231");
    }

    [Fact]
    public void Materials_follow_the_sub_types()
    {
        AccountRules.MaterialMissing.ShouldRefuse(() => Check(Form with { Subtypes = [AccountSubtype.ProjectOwner, AccountSubtype.NationalKeyEmitter] }))
            .Fact("material").ShouldBe("key-emitter-list");
        AccountRules.MaterialUnknown.ShouldRefuse(() => Check(Form with { Materials = [.. Form.Materials, new("selfie", 3)] }));
    }

    [Fact]
    public void Sub_type_stands_once_and_at_least_one_does()
    {
        AccountRules.SubtypeMissing.ShouldRefuse(() => Check(Form with { Subtypes = [], Materials = [new("application-form", 1)] }));
        AccountRules.SubtypeMissing.ShouldRefuse(() => Check(Form with { Subtypes = [AccountSubtype.ProjectOwner, AccountSubtype.ProjectOwner] }));
    }

    [Theory]
    [InlineData(AccountType.VerificationBody)]
    [InlineData(AccountType.Provincial)]
    [InlineData(AccountType.IndividualPublic)]
    public void Only_an_enterprise_applies_itself(AccountType type) =>
        AccountRules.NotForThisType.ShouldRefuse(() => Check(Form with { Type = type }));

    [Fact]
    public void AC13_Application_received_on_2025_09_22_is_due_on_2025_10_17_and_late_the_day_after()
    {
        var due = Openings.DueOn(new(2025, 9, 22), Calendars.Shipped);

        due.ShouldBe(new DateOnly(2025, 10, 17));
        Openings.IsOverdue(OpeningStatus.AwaitingReview, due, due).ShouldBeFalse();
        Openings.IsOverdue(OpeningStatus.AwaitingReview, due, due.AddDays(1)).ShouldBeTrue();
        Openings.IsOverdue(OpeningStatus.Approved, due, due.AddDays(1)).ShouldBeFalse();
    }

    private static readonly OpeningForm JointForm = Form with { Route = OpeningRoute.Joint, Materials = [.. Form.Materials, new("trading-agreement", 3)] };

    private static PersonForm Operator(int n)
    {
        var first = $"110105198{n}0101100";
        return Person(first + CitizenId.CheckCharacter(first), $"Operator {n}");
    }

    [Fact]
    public void Joint_form_names_a_trading_representative_with_an_e_mail_address_and_at_most_five_operators()
    {
        Check(JointForm, Persons with { Operators = [First, Operator(1)] }).Operators.Count.ShouldBe(2, "the initiator may operate the trading account too");
        AccountRules.PersonMissing.ShouldRefuse(() => Check(JointForm)).Fact("role").ShouldBe("TradingRepresentative");
        AccountRules.TradingEmailMissing.ShouldRefuse(() => Check(JointForm, Persons with { Operators = [Operator(1) with { Email = null }] }));
        Check(JointForm, Persons with { Operators = [Operator(1), Operator(2) with { Email = null }] });
        Check(JointForm, Persons with { Operators = [.. Enumerable.Range(1, 5).Select(Operator)] }).Operators.Count.ShouldBe(5);
        var six = AccountRules.TooManyOperators.ShouldRefuse(() => Check(JointForm, Persons with { Operators = [.. Enumerable.Range(1, 6).Select(Operator)] }));
        (six.Fact("count"), six.Fact("max")).ShouldBe(("6", "5"));
        AccountRules.OperatorTwice.ShouldRefuse(() => Check(JointForm, Persons with { Operators = [Operator(1), Operator(1) with { Name = "Another" }] }));
        AccountRules.OperatorsNotForThisRoute.ShouldRefuse(() => Check(Form, Persons with { Operators = [Operator(1)] }));
    }

    [Fact]
    public void Joint_form_needs_the_trading_papers_and_an_independent_one_does_not()
    {
        AccountRules.MaterialMissing.ShouldRefuse(() => Check(JointForm with { Materials = Form.Materials }, Persons with { Operators = [Operator(1)] })).Fact("material").ShouldBe("trading-agreement");
        Check(Form).Route.ShouldBe(OpeningRoute.Independent);
    }

    [Fact]
    public void Two_persons_are_told_apart_by_their_documents()
    {
        var one = NaturalPerson.Read(First, Today);
        Openings.RequireTwoPersons(one, NaturalPerson.Read(Second, Today));
        AccountRules.RepresentativesAreOnePerson.ShouldRefuse(() => Openings.RequireTwoPersons(one, NaturalPerson.Read(First with { Name = "Z" }, Today)));
    }

    [Fact]
    public void Person_printed_by_accident_gives_nothing_away()
    {
        First.ToString().ShouldBe("PersonForm");
        NaturalPerson.Read(First, Today).ToString().ShouldNotContain("19491231");
    }
}
