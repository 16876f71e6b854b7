using System.Security.Cryptography;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Identity.Activation;
using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Capabilities.Identity.Demonstration;

/// <summary>A login of the demonstration, as it is printed.</summary>
/// <param name="Name">Name of the login.</param>
/// <param name="Password">Its password, made by chance.</param>
/// <param name="Secret">Secret for an authenticator.</param>
/// <param name="Of">Capacity and account.</param>
public sealed record DemoLogin(string Name, string Password, string Secret, string Of);

/// <summary>
/// Makes logins for invented persons of the demonstration: two officers, an operator of the exchange, an administrator and an auditor, two representatives of the owner with most lots, two of a verification
/// body, two of a provincial department, a member of the public. No
/// password is ever the same in two databases, and no person who was not invented gets one.
/// </summary>
public sealed class DemoLogins(Db db, ActivateLogin activate, PersonalVault vault)
{
    private const string Place = "demonstration";
    private const string Signs = "abcdefghijkmnpqrstuvwxyz23456789";
    private static readonly ActionCode Code = new("sign-in.make-demonstration");

    /// <summary>Makes them.</summary>
    public async Task<IReadOnlyList<DemoLogin>> Make()
    {
        var made = new List<DemoLogin>();
        IReadOnlyList<Row> persons;
        await using (var reads = await db.Read()) persons = await Persons(reads);
        foreach (var row in persons)
        {
            var (person, account) = (new PersonId(row.PersonId), new AccountId(row.AccountId));
            var code = await db.Transaction(Actor.Setup, Code, tx => ActivateLogin.Issue(tx, person, account, row.Role));
            var password = $"Demo-{Part()}-{Part()}-{Part()}";
            await activate.Activate(code, row.Login, password, password, Place);
            await using var reads = await db.Read();
            var login = await Logins.Named(reads, row.Login) ?? throw new InvalidOperationException($"Login {row.Login} was made and is not there.");
            made.Add(new(login.Name, password, vault.Open(EnterCode.PlaceOf(login.Id), login.TotpCipher), $"{row.Role}, {(row.Account.Length > 0 ? row.Account : account == AccountId.Exchange ? "exchange" : "registry body")}"));
        }
        return made;
    }

    private static string Part() => RandomNumberGenerator.GetString(Signs, 4);

    private static Task<IReadOnlyList<Row>> Persons(Reads reads) => reads.Rows<Row>($"""
        with owner as (select a.id from account a where a.type = 'Enterprise' and a.status = 'Open'
            order by (select count(*) from position p where p.account_id = a.id) desc, a.id limit 1),
          body as (select a.id from account a where a.type = 'VerificationBody' and a.status = 'Open' order by a.id limit 1)
        select o.person_id, 0 as account_id, o.role, lower(o.role) || '01' as login, '' as account from officer o join person p on p.id = o.person_id where o.left_at is null and p.invented
        union all
        select d.person_id, case d.role when 'ExchangeOperator' then -2 else 0 end, d.role, case d.role when 'ExchangeOperator' then 'exchange01' else lower(d.role) || '01' end, ''
        from duty d join person p on p.id = d.person_id where d.until is null and p.invented
        union all
        select r.person_id, r.account_id, r.role, 'owner' || lower(r.role), a.name from account_representative r join account a on a.id = r.account_id join person p on p.id = r.person_id
        where r.until is null and p.invented and a.id in (select id from owner)
        union all
        select r.person_id, r.account_id, r.role, 'body' || lower(r.role), a.name from account_representative r join account a on a.id = r.account_id join person p on p.id = r.person_id
        where r.until is null and p.invented and a.id in (select id from body)
        union all
        select r.person_id, r.account_id, r.role, 'province' || lower(r.role), a.name from account_representative r join account a on a.id = r.account_id join person p on p.id = r.person_id
        where r.until is null and p.invented and a.type = 'Provincial'
        union all
        select r.person_id, r.account_id, 'Visitor', 'member01', a.number from account_representative r join account a on a.id = r.account_id join person p on p.id = r.person_id
        where r.until is null and p.invented and a.type = 'IndividualPublic'
        order by 2, 3
        """);

    private sealed record Row
    {
        public long PersonId { get; init; }
        public long AccountId { get; init; }
        public ActorRole Role { get; init; }
        public string Login { get; init; } = "";
        public string Account { get; init; } = "";
    }
}
