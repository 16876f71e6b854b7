using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Capabilities.Accounts.People;

/// <summary>Natural persons, one for each identity document, sealed at rest.</summary>
public sealed class People(PersonalVault vault)
{
    /// <summary>The person with this document; entered if not known yet. What is known of a person is not changed.</summary>
    public async Task<PersonId> FindOrAdd(Tx tx, NaturalPerson person, bool invented)
    {
        var index = IndexOf(person);
        var id = tx.NewId();
        var place = PlaceOf(id);
        var added = await tx.Execute($"""
            insert into person(id, name_cipher, document_kind, document_cipher, document_index, document_expires_on, phone_cipher, phone_index, email_cipher, created_at, invented)
            values ({id}, {vault.Seal(place("name_cipher"), person.Name.Value)}, {person.Document.Kind}, {vault.Seal(place("document_cipher"), person.Document.Number)}, {index},
                    {person.Document.Expires}, {vault.Seal(place("phone_cipher"), person.Phone.Value)}, {PhoneIndex(person.Phone)},
                    {(person.Email is null ? null : vault.Seal(place("email_cipher"), person.Email.Value))}, {tx.Now}, {invented})
            on conflict do nothing
            """);
        return new(added == 1 ? id : await tx.Scalar<long>($"select id from person where document_index = {index}"));
    }

    /// <summary>
    /// Several persons at once, entered in the order of their documents so that two transactions never wait for each other; the ids come back in the
    /// order asked for.
    /// </summary>
    public async Task<IReadOnlyList<PersonId>> FindOrAdd(Tx tx, IReadOnlyList<NaturalPerson> persons, bool invented)
    {
        var ids = new PersonId[persons.Count];
        foreach (var (person, position) in persons.Select((p, i) => (p, i)).OrderBy(x => x.p.Document.PersonKey, StringComparer.Ordinal))
            ids[position] = await FindOrAdd(tx, person, invented);
        return ids;
    }

    /// <summary>Replaces what is known of a person by what was checked against the papers.</summary>
    public Task Update(Tx tx, PersonId id, NaturalPerson person)
    {
        var place = PlaceOf(id.Value);
        return tx.Guarded($"""
            update person set name_cipher = {vault.Seal(place("name_cipher"), person.Name.Value)}, document_expires_on = {person.Document.Expires},
              phone_changed_at = case when phone_index <> {PhoneIndex(person.Phone)} then {tx.Now} else phone_changed_at end, phone_cipher = {vault.Seal(place("phone_cipher"), person.Phone.Value)}, phone_index = {PhoneIndex(person.Phone)},
              email_cipher = {(person.Email is null ? null : vault.Seal(place("email_cipher"), person.Email.Value))}
            where id = {id} and document_index = {IndexOf(person)}
            """);
    }

    /// <summary>The name that is known of a person.</summary>
    public async Task<string> NameOf(Reads reads, PersonId id) =>
        vault.Open(PlaceOf(id.Value)("name_cipher"), (await reads.Get<SealedPerson>($"select name_cipher from person where id = {id}")).NameCipher);

    /// <summary>The names of several persons, by person.</summary>
    public async Task<IReadOnlyDictionary<long, string>> NamesOf(Reads reads, IEnumerable<long> ids)
    {
        var wanted = ids.Distinct().ToList();
        return wanted.Count == 0
            ? new Dictionary<long, string>()
            : (await reads.Rows<SealedPerson>($"select id, name_cipher from person where id in {wanted}")).ToDictionary(p => p.Id, p => vault.Open(PlaceOf(p.Id)("name_cipher"), p.NameCipher));
    }

    /// <summary>The mobile number that is known of a person or a visitor; for those who send to it, and nobody who shows it.</summary>
    public async Task<string> PhoneOf(Reads reads, PersonId id) =>
        await reads.Find<SealedPerson>($"select phone_cipher from person where id = {id}") is { } person
            ? vault.Open(PlaceOf(id.Value)("phone_cipher"), person.PhoneCipher)
            : vault.Open(VisitorPhone(id.Value), (await reads.Get<SealedPerson>($"select phone_cipher from visitor where id = {id}")).PhoneCipher);

    /// <summary>The e-mail address that is known of a person; null where there is none.</summary>
    public async Task<string?> EmailOf(Reads reads, PersonId id) =>
        (await reads.Get<SealedPerson>($"select email_cipher from person where id = {id}")).EmailCipher is { } email ? vault.Open(PlaceOf(id.Value)("email_cipher"), email) : null;

    /// <summary>The number or address to which notices of somebody go; null where none is known.</summary>
    public async Task<string?> AddressOf(Reads reads, PersonId id, Channel channel)
    {
        var holder = await LegacyEmail(reads, id);
        if (channel == Channel.Sms) return holder is null ? await PhoneOf(reads, id) : null;
        return holder ?? (await reads.Scalar<string>($"select email_cipher from person where id = {id}") is { } email ? vault.Open(PlaceOf(id.Value)("email_cipher"), email) : null);
    }

    /// <summary>How to reach the holder of a login: by the mobile number, of an old account by its e-mail address.</summary>
    internal async Task<Recipient> ReachOf(Reads reads, PersonId id) =>
        await LegacyEmail(reads, id) is { } email ? new(id, Channel.Email, email) : new(id, Channel.Sms, await PhoneOf(reads, id));

    /// <summary>The e-mail address of the holder of an old account; null of everybody else.</summary>
    internal async Task<string?> LegacyEmail(Reads reads, PersonId id) =>
        await reads.Scalar<string>($"select email_cipher from legacy_account where id = {id}") is { } email ? vault.Open(LegacyHolders.EmailOf(id.Value), email) : null;

    /// <summary>Where the number of a visitor is sealed.</summary>
    internal static Place VisitorPhone(long id) => new("visitor", id, "phone_cipher");

    /// <summary>The key by which equal mobile numbers are found.</summary>
    internal string IndexOf(MobilePhone phone) => PhoneIndex(phone);

    /// <summary>What a password of the person must not hold: the name, the mobile number and its tail, the number of the document and its tail.</summary>
    public async Task<IReadOnlyList<string>> WordsOf(Reads reads, PersonId id)
    {
        var row = await reads.Find<SealedPerson>($"select name_cipher, document_cipher, phone_cipher from person where id = {id}");
        if (row is null) return await LegacyEmail(reads, id) is { } email ? [email[..email.IndexOf('@', StringComparison.Ordinal)]] : WordsOf(await PhoneOf(reads, id));
        var place = PlaceOf(id.Value);
        var (document, phone) = (vault.Open(place("document_cipher"), row.DocumentCipher), vault.Open(place("phone_cipher"), row.PhoneCipher));
        return [vault.Open(place("name_cipher"), row.NameCipher), phone, Tail(phone), document, Tail(document)];
    }

    /// <summary>What may be shown of a person where the whole is not needed.</summary>
    public async Task<ShownPerson> Shown(Reads reads, PersonId id) => Shown(await reads.Get<SealedPerson>($"select {ShownColumns} from person where id = {id}"));

    /// <summary>The same of several persons, by person.</summary>
    public async Task<IReadOnlyDictionary<long, ShownPerson>> ShownOf(Reads reads, IEnumerable<long> ids)
    {
        var wanted = ids.Distinct().ToList();
        return wanted.Count == 0
            ? new Dictionary<long, ShownPerson>()
            : (await reads.Rows<SealedPerson>($"select {ShownColumns} from person where id in {wanted}")).Select(Shown).ToDictionary(p => p.Id);
    }

    private ShownPerson Shown(SealedPerson row)
    {
        var place = PlaceOf(row.Id);
        return new(row.Id, vault.Open(place("name_cipher"), row.NameCipher), row.DocumentKind, Masking.IdNumber(vault.Open(place("document_cipher"), row.DocumentCipher)),
            row.DocumentExpiresOn, Masking.Phone(vault.Open(place("phone_cipher"), row.PhoneCipher)), row.Invented);
    }

    /// <summary>All that is known of a person; for forms of the account's own representatives and for officers who asked to see it.</summary>
    internal async Task<PersonForm> Known(Reads reads, PersonId id)
    {
        var row = await reads.Get<SealedPerson>($"select name_cipher, document_kind, document_cipher, document_expires_on, phone_cipher, email_cipher from person where id = {id}");
        var place = PlaceOf(id.Value);
        return new(vault.Open(place("name_cipher"), row.NameCipher), row.DocumentKind, vault.Open(place("document_cipher"), row.DocumentCipher), row.DocumentExpiresOn,
            vault.Open(place("phone_cipher"), row.PhoneCipher), row.EmailCipher is null ? null : vault.Open(place("email_cipher"), row.EmailCipher));
    }

    /// <summary>The same of somebody of whom only the mobile number is known.</summary>
    public static IReadOnlyList<string> WordsOf(string phone) => [phone, Tail(phone)];

    private static string Tail(string number) => number[^Math.Min(6, number.Length)..];

    private string IndexOf(NaturalPerson person) => vault.Index("document", person.Document.PersonKey);

    private string PhoneIndex(MobilePhone phone) => vault.Index("phone", phone.Value);

    private static Func<string, Place> PlaceOf(long id) => column => new Place("person", id, column);

    private static readonly Sql ShownColumns = Sql.Of($"id, name_cipher, document_kind, document_cipher, document_expires_on, phone_cipher, invented");

    private sealed record SealedPerson
    {
        public long Id { get; init; }
        public string NameCipher { get; init; } = "";
        public IdentityDocumentKind DocumentKind { get; init; }
        public string DocumentCipher { get; init; } = "";
        public DateOnly? DocumentExpiresOn { get; init; }
        public string PhoneCipher { get; init; } = "";
        public string? EmailCipher { get; init; }
        public bool Invented { get; init; }
    }
}

/// <summary>A person as shown to those who work with the account.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Name.</param>
/// <param name="DocumentKind">Kind of document.</param>
/// <param name="Document">Its number, masked.</param>
/// <param name="DocumentExpiresOn">Its last day.</param>
/// <param name="Phone">Mobile number, masked.</param>
/// <param name="Invented">Whether the person is made up.</param>
public sealed record ShownPerson(long Id, string Name, IdentityDocumentKind DocumentKind, string Document, DateOnly? DocumentExpiresOn, string Phone, bool Invented);
