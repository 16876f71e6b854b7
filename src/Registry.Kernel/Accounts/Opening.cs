using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Accounts;

/// <summary>How an account is applied for.</summary>
public enum OpeningRoute
{
    /// <summary>At the registry body alone (独立开户).</summary>
    Independent,

    /// <summary>The missing particulars of an account that was opened in the old system. Questions and answers 1.2.3.</summary>
    Legacy,

    /// <summary>Together with a trading account, at the exchange and the registry body (联合开户).</summary>
    Joint,
}

/// <summary>For what a person stands in an application or an account.</summary>
public enum PersonRole
{
    /// <summary>Initiator representative (发起代表).</summary>
    Initiator,

    /// <summary>Confirmer representative (确认代表).</summary>
    Confirmer,

    /// <summary>Legal representative (法定代表人).</summary>
    LegalRepresentative,

    /// <summary>Contact (联系人).</summary>
    Contact,

    /// <summary>The one person of an account of the public.</summary>
    Member,

    /// <summary>Trading representative (交易代表): the first operator of the trading account of a joint opening.</summary>
    TradingRepresentative,

    /// <summary>Further operator of the trading account (交易操作员).</summary>
    TradingOperator,
}

/// <summary>A natural person as typed in a form. Personal; never logged, never stored in clear.</summary>
/// <param name="Name">Name as the document writes it.</param>
/// <param name="DocumentKind">Kind of identity document.</param>
/// <param name="DocumentNumber">Its number.</param>
/// <param name="DocumentExpiresOn">Its last day of validity; none for a citizen's card valid for life.</param>
/// <param name="Phone">Mobile number.</param>
/// <param name="Email">E-mail address; may be missing.</param>
public sealed record PersonForm(
    string Name, IdentityDocumentKind DocumentKind, string DocumentNumber, DateOnly? DocumentExpiresOn, string Phone, string? Email)
{
    /// <summary>Nothing of the person: a log that prints the form by accident does not give the person away.</summary>
    public override string ToString() => nameof(PersonForm);
}

/// <summary>A natural person whose form was read.</summary>
/// <param name="Name">Name as the document writes it.</param>
/// <param name="Document">Identity document.</param>
/// <param name="Phone">Mobile number.</param>
/// <param name="Email">E-mail address, if any.</param>
public sealed record NaturalPerson(LegalName Name, IdentityDocument Document, MobilePhone Phone, EmailAddress? Email)
{
    /// <summary>Reads a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="today">Day on which the document must be valid.</param>
    /// <exception cref="RefusalException">A part cannot be read, the document is not valid, or its holder is no adult.</exception>
    public static NaturalPerson Read(PersonForm form, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(form);
        var person = new NaturalPerson(
            LegalName.Parse(form.Name),
            IdentityDocument.Parse(form.DocumentKind, form.DocumentNumber, form.DocumentExpiresOn),
            MobilePhone.Parse(form.Phone),
            string.IsNullOrWhiteSpace(form.Email) ? null : EmailAddress.Parse(form.Email));
        person.Document.RequireValid(today);
        return person;
    }

    /// <summary>Only the masked document.</summary>
    public override string ToString() => Document.ToString();
}

/// <summary>A document attached as one of the required materials.</summary>
/// <param name="Material">Key of the material in the list in force.</param>
/// <param name="Document">Id of the document.</param>
public sealed record AttachedMaterial(string Material, long Document);

/// <summary>The organisation's part of an application for an account: nothing personal.</summary>
/// <param name="Type">Type of account.</param>
/// <param name="Subtypes">Sub-types; only of an enterprise.</param>
/// <param name="Name">Registered name.</param>
/// <param name="CreditCode">Unified social credit code.</param>
/// <param name="ProvinceCode">Six digits of the division it is registered in.</param>
/// <param name="Address">Registered address.</param>
/// <param name="Materials">What is attached.</param>
/// <param name="Route">Whether the exchange takes part.</param>
public sealed record OpeningForm(
    AccountType Type,
    IReadOnlyList<AccountSubtype> Subtypes,
    string Name,
    string CreditCode,
    string ProvinceCode,
    string Address,
    IReadOnlyList<AttachedMaterial> Materials,
    OpeningRoute Route = OpeningRoute.Independent);

/// <summary>The persons of an application.</summary>
/// <param name="Initiator">Initiator representative.</param>
/// <param name="Confirmer">Confirmer representative.</param>
/// <param name="LegalRepresentative">Legal representative.</param>
/// <param name="Contact">Contact, if another than the initiator.</param>
/// <param name="Operators">Who operates the trading account, the trading representative first; only of a joint opening.</param>
public sealed record OpeningPersons(
    PersonForm? Initiator, PersonForm? Confirmer, PersonForm? LegalRepresentative, PersonForm? Contact, IReadOnlyList<PersonForm>? Operators = null);

/// <summary>A material that an application needs.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="Types">Types of account that need it.</param>
/// <param name="Subtypes">Sub-types that need it; empty: every account of the types.</param>
/// <param name="Route">The only route that needs it; none: every route.</param>
public sealed record OpeningMaterial(string Key, IReadOnlyList<AccountType> Types, IReadOnlyList<AccountSubtype> Subtypes, OpeningRoute? Route = null)
{
    /// <summary>Whether an account of this type and these sub-types, applied for by this route, needs it.</summary>
    public bool IsNeededBy(AccountType type, IEnumerable<AccountSubtype> subtypes, OpeningRoute route) =>
        Types.Contains(type) && (Subtypes.Count == 0 || subtypes.Any(Subtypes.Contains)) && (Route is null || Route == route);
}

/// <summary>The list of materials as in force from a day on.</summary>
/// <param name="EffectiveFrom">First day.</param>
/// <param name="Source">Where the list comes from.</param>
/// <param name="Materials">The materials, in the order of the form.</param>
public sealed record MaterialList(DateOnly EffectiveFrom, string Source, IReadOnlyList<OpeningMaterial> Materials)
{
    /// <summary>What an account of this type and these sub-types, applied for by this route, needs.</summary>
    public IEnumerable<OpeningMaterial> For(AccountType type, IReadOnlyCollection<AccountSubtype> subtypes, OpeningRoute route = OpeningRoute.Independent) =>
        Materials.Where(m => m.IsNeededBy(type, subtypes, route));
}

/// <summary>An application whose form was read and satisfies every rule that can be told from the form alone.</summary>
/// <param name="Type">Type of account.</param>
/// <param name="Subtypes">Sub-types, in order, each once.</param>
/// <param name="Name">Registered name.</param>
/// <param name="CreditCode">Unified social credit code.</param>
/// <param name="Province">Division.</param>
/// <param name="Persons">The persons by what they stand for.</param>
/// <param name="Operators">Who operates the trading account, the trading representative first; nobody in an independent opening.</param>
/// <param name="Route">Whether the exchange takes part.</param>
public sealed record CheckedOpening(
    AccountType Type,
    IReadOnlyList<AccountSubtype> Subtypes,
    LegalName Name,
    CreditCode CreditCode,
    DivisionCode Province,
    IReadOnlyList<(PersonRole Role, NaturalPerson Person)> Persons,
    IReadOnlyList<NaturalPerson> Operators,
    OpeningRoute Route)
{
    /// <summary>The person in a capacity.</summary>
    public NaturalPerson Of(PersonRole role) => Persons.First(p => p.Role == role).Person;
}

/// <summary>Checks applications for accounts (开户申请). Registration rules, articles 5 to 7.</summary>
public static class Openings
{
    /// <summary>
    /// Checks a form and reports everything at once, so that the applicant mends it in one go. Order: what cannot be read, persons
    /// missing, A3, operators of the trading account (A6), sub-types, materials. Whether the subject has an account (A1) and whether a person represents another (A4) only the
    /// register knows.
    /// </summary>
    /// <param name="form">The organisation.</param>
    /// <param name="persons">The persons.</param>
    /// <param name="materials">The list in force.</param>
    /// <param name="today">Day of the submission.</param>
    /// <exception cref="RefusalException">Something is missing or wrong; all findings are named.</exception>
    public static CheckedOpening Check(OpeningForm form, OpeningPersons persons, MaterialList materials, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(persons);
        ArgumentNullException.ThrowIfNull(materials);
        AccountRules.NotForThisType.Require(form.Type is AccountType.Enterprise, ("type", form.Type), ("what", "opening"));

        var findings = new List<Finding>();
        var name = Read(() => LegalName.Parse(form.Name), findings);
        var code = Read(() => CreditCode.Parse(form.CreditCode), findings);
        var province = Read(() => DivisionCode.Parse(form.ProvinceCode), findings);
        GeneralRules.ValueMissing.Check(!string.IsNullOrWhiteSpace(form.Address), findings, ("field", nameof(form.Address)));

        var read = new List<(PersonRole, NaturalPerson)>();
        Add(PersonRole.Initiator, persons.Initiator, required: true);
        Add(PersonRole.Confirmer, persons.Confirmer, required: true);
        Add(PersonRole.LegalRepresentative, persons.LegalRepresentative, required: true);
        Add(PersonRole.Contact, persons.Contact, required: false);
        CheckTwoPersons(read, findings);
        var operators = CheckOperators(form.Route, persons.Operators ?? [], today, findings);

        var subtypes = form.Subtypes.Distinct().Order().ToList();
        AccountRules.SubtypeMissing.Check(subtypes.Count > 0 && subtypes.Count == form.Subtypes.Count, findings);
        CheckMaterials(form, materials, findings);
        RefusalException.ThrowIfAny(findings);
        return new(form.Type, subtypes, name!, code!, province!, read, operators, form.Route);

        void Add(PersonRole role, PersonForm? person, bool required)
        {
            if (person is null)
            {
                AccountRules.PersonMissing.Check(!required, findings, ("role", role));
                return;
            }
            if (Read(() => NaturalPerson.Read(person, today), findings, ("role", role)) is { } natural) read.Add((role, natural));
        }
    }

    /// <summary>Refuses unless two persons are two natural persons, by their documents and not by their names (A3).</summary>
    public static void RequireTwoPersons(NaturalPerson initiator, NaturalPerson confirmer)
    {
        ArgumentNullException.ThrowIfNull(initiator);
        ArgumentNullException.ThrowIfNull(confirmer);
        AccountRules.RepresentativesAreOnePerson.Require(initiator.Document.PersonKey != confirmer.Document.PersonKey,
            ("document", initiator.Document.Masked));
    }

    /// <summary>Last day for the decision on an application (D5): working days from its receipt.</summary>
    public static DateOnly DueOn(DateOnly receivedOn, Calendar.WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return calendar.DueDate(receivedOn, Regime.On(receivedOn).OpeningReviewWorkingDays.Value);
    }

    /// <summary>Whether a decision is late: from the day after the due day, and only while one is owed. It changes nothing by itself.</summary>
    public static bool IsOverdue(OpeningStatus status, DateOnly? dueOn, DateOnly today) =>
        status is OpeningStatus.AwaitingReview && dueOn < today;

    private static void CheckTwoPersons(List<(PersonRole Role, NaturalPerson Person)> read, List<Finding> findings)
    {
        var initiator = read.FirstOrDefault(p => p.Role is PersonRole.Initiator).Person;
        var confirmer = read.FirstOrDefault(p => p.Role is PersonRole.Confirmer).Person;
        if (initiator is null || confirmer is null) return;
        AccountRules.RepresentativesAreOnePerson.Check(initiator.Document.PersonKey != confirmer.Document.PersonKey, findings,
            ("document", initiator.Document.Masked));
    }

    private static List<NaturalPerson> CheckOperators(OpeningRoute route, IReadOnlyList<PersonForm> operators, DateOnly today, List<Finding> findings)
    {
        var read = new List<NaturalPerson>();
        if (route is not OpeningRoute.Joint)
        {
            AccountRules.OperatorsNotForThisRoute.Check(operators.Count == 0, findings);
            return read;
        }
        AccountRules.PersonMissing.Check(operators.Count > 0, findings, ("role", PersonRole.TradingRepresentative));
        var most = Regime.On(today).TradingOperators.Value;
        AccountRules.TooManyOperators.Check(operators.Count <= most, findings, ("count", operators.Count), ("max", most));
        for (var i = 0; i < operators.Count; i++)
        {
            var form = operators[i];
            if (Read(() => NaturalPerson.Read(form, today), findings, ("role", i == 0 ? PersonRole.TradingRepresentative : PersonRole.TradingOperator)) is not { } person) continue;
            AccountRules.TradingEmailMissing.Check(i > 0 || person.Email is not null, findings);
            AccountRules.OperatorTwice.Check(!read.Any(p => p.Document.PersonKey == person.Document.PersonKey), findings, ("document", person.Document.Masked));
            read.Add(person);
        }
        return read;
    }

    private static void CheckMaterials(OpeningForm form, MaterialList list, List<Finding> findings)
    {
        var known = list.Materials.Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var attached in form.Materials)
            AccountRules.MaterialUnknown.Check(known.Contains(attached.Material), findings, ("material", attached.Material));
        foreach (var needed in list.For(form.Type, [.. form.Subtypes], form.Route))
            AccountRules.MaterialMissing.Check(form.Materials.Any(m => m.Material == needed.Key), findings, ("material", needed.Key));
    }

    private static T? Read<T>(Func<T> parse, List<Finding> findings, params ReadOnlySpan<(string Name, object? Value)> facts) where T : class
    {
        try
        {
            return parse();
        }
        catch (RefusalException refusal)
        {
            var extra = new Fact[facts.Length];
            for (var i = 0; i < facts.Length; i++) extra[i] = new Fact(facts[i].Name, $"{facts[i].Value}");
            findings.AddRange(refusal.Findings.Select(f => f with { Facts = [.. f.Facts, .. extra] }));
            return null;
        }
    }
}
