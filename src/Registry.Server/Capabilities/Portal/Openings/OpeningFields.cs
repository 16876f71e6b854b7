using System.Globalization;
using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Openings;

/// <summary>An opening between its form and what is stored. A draft is kept as it was typed: what is missing is said when it is handed in.</summary>
internal static class OpeningFields
{
    /// <summary>The persons of the form, by the first part of the names of their fields.</summary>
    public static readonly IReadOnlyList<PersonRole> Roles = [PersonRole.Initiator, PersonRole.Confirmer, PersonRole.LegalRepresentative, PersonRole.Contact];

    /// <summary>Those who would operate the trading account, by the first part of the names of their fields; the first is the trading representative.</summary>
    public static readonly IReadOnlyList<string> Operators = ["tradingRepresentative", "tradingOperator2", "tradingOperator3", "tradingOperator4", "tradingOperator5"];

    private static readonly string[] Parts = ["name", "number", "expires", "phone", "email"];

    /// <summary>The first part of the names of a person's fields.</summary>
    public static string Prefix(PersonRole role) => char.ToLowerInvariant($"{role}"[0]) + $"{role}"[1..];

    /// <summary>The organisation as typed.</summary>
    public static OpeningForm Organisation(FormValues typed, IReadOnlyList<AttachedMaterial> materials, OpeningRoute route) => new(
        AccountType.Enterprise,
        [.. Enum.GetValues<AccountSubtype>().Where(s => typed.Ticked($"subtype-{s}"))],
        typed["name"]?.Trim() ?? "", typed["creditCode"]?.Trim() ?? "", typed["province"] ?? "", typed["address"]?.Trim() ?? "", materials, route);

    /// <summary>The persons as typed; one of whom nothing was typed is none.</summary>
    /// <exception cref="Registry.Kernel.Rules.RefusalException">A day cannot be read.</exception>
    public static OpeningPersons Persons(FormValues typed, OpeningRoute route)
    {
        var persons = new OpeningPersons(One(typed, PersonRole.Initiator), One(typed, PersonRole.Confirmer), One(typed, PersonRole.LegalRepresentative), One(typed, PersonRole.Contact),
            route is OpeningRoute.Joint ? [.. Operators.Select(prefix => One(typed, prefix)).OfType<PersonForm>()] : null);
        typed.ThrowIfAny();
        return persons;
    }

    /// <summary>What the form shows of what is stored.</summary>
    public static Dictionary<string, string> Of(OpeningForm form, OpeningPersons persons)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = form.Name,
            ["creditCode"] = form.CreditCode,
            ["province"] = form.ProvinceCode,
            ["address"] = form.Address,
        };
        foreach (var subtype in form.Subtypes) fields[$"subtype-{subtype}"] = "on";
        Put(PersonRole.Initiator, persons.Initiator);
        Put(PersonRole.Confirmer, persons.Confirmer);
        Put(PersonRole.LegalRepresentative, persons.LegalRepresentative);
        Put(PersonRole.Contact, persons.Contact);
        foreach (var (prefix, person) in Operators.Zip(persons.Operators ?? [])) PutAt(prefix, person);
        return fields;

        void Put(PersonRole role, PersonForm? person) => PutAt(Prefix(role), person);

        void PutAt(string prefix, PersonForm? person)
        {
            if (person is null) return;
            fields[$"{prefix}.name"] = person.Name;
            fields[$"{prefix}.kind"] = $"{person.DocumentKind}";
            fields[$"{prefix}.number"] = person.DocumentNumber;
            fields[$"{prefix}.expires"] = person.DocumentExpiresOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
            fields[$"{prefix}.phone"] = person.Phone;
            fields[$"{prefix}.email"] = person.Email ?? "";
        }
    }

    private static PersonForm? One(FormValues typed, PersonRole role) => One(typed, Prefix(role));

    private static PersonForm? One(FormValues typed, string prefix)
    {
        if (Parts.All(part => typed.MayText($"{prefix}.{part}") is null)) return null;
        return new PersonForm(typed.MayText($"{prefix}.name") ?? "",
            Enum.TryParse<IdentityDocumentKind>(typed[$"{prefix}.kind"], out var kind) && Enum.IsDefined(kind) ? kind : IdentityDocumentKind.CitizenId,
            typed.MayText($"{prefix}.number") ?? "", typed.MayDate($"{prefix}.expires"), typed.MayText($"{prefix}.phone") ?? "", typed.MayText($"{prefix}.email"));
    }
}
