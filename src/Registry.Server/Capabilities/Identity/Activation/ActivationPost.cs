using Registry.Kernel.Identity;
using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Identity.Activation;

/// <summary>
/// Sends the code of activation to whoever was given a capacity and has no login for it: representatives of an open account, officers, holders of a duty. A
/// code that was not used in its day is sent anew, three in all. Invented persons have no number that could be called.
/// </summary>
public sealed class ActivationPost(Db db, RegistrySettings settings, People people, Post post, RegistryClock clock) : ITick
{
    private const int MostAtOnce = 50;
    private const int MostCodes = 3;
    private const int TailLength = 4;
    private static readonly ActionCode Code = new("sign-in.send-activation");
    private static readonly Texts Text = Texts.For<IdentityText>();

    /// <inheritdoc/>
    public async Task<int> Tick()
    {
        if (settings.Messages is { Sms: null, Inbox: false }) return 0;
        IReadOnlyList<Row> waiting;
        await using (var reads = await db.Read()) waiting = await Waiting(reads);
        var sent = 0;
        foreach (var row in waiting)
        {
            try
            {
                if (await db.Transaction(Actor.Clock, Code, tx => Send(tx, row))) sent++;
            }
            catch (RefusalException refusal) when (refusal.Rule == MessageRules.TooMany || refusal.Rule == GeneralRules.ChangedMeanwhile)
            {
                // The refusal is in the trail: the next hour brings another turn, or another node was first.
                continue;
            }
        }
        return sent;
    }

    private Task<IReadOnlyList<Row>> Waiting(Reads reads) => reads.Rows<Row>($"""
        select c.person_id, c.account_id, c.role, c.number from (
          select r.person_id, r.account_id, case r.role when 'Member' then 'Visitor' else r.role end as role, a.number
            from account_representative r join account a on a.id = r.account_id where r.until is null and a.status in ('Open', 'Restricted')
          union all select o.person_id, 0, o.role, '' from officer o where o.left_at is null
          union all select d.person_id, case d.role when 'ExchangeOperator' then -2 else 0 end, d.role, '' from duty d where d.until is null) c
        join person p on p.id = c.person_id
        where not p.invented
          and not exists (select 1 from login l where l.person_id = c.person_id and l.account_id = c.account_id and l.role = c.role and l.ended_at is null)
          and not exists (select 1 from one_time_code t where t.person_id = c.person_id and t.account_id = c.account_id and t.role = c.role
            and t.used_at is null and t.void_at is null and t.expires_at > {clock.Now})
          and (select count(*) from one_time_code t where t.person_id = c.person_id and t.account_id = c.account_id and t.role = c.role
            and not exists (select 1 from login l where l.person_id = c.person_id and l.account_id = c.account_id and l.role = c.role and l.ended_at >= t.issued_at)) < {MostCodes}
        order by c.person_id, c.account_id, c.role limit {MostAtOnce}
        """);

    private async Task<bool> Send(Tx tx, Row row)
    {
        var (person, account) = (new PersonId(row.PersonId), new AccountId(row.AccountId));
        if (await tx.Scalar<long>($"""
            select count(*) from one_time_code where person_id = {person} and account_id = {account} and role = {row.Role} and used_at is null and void_at is null and expires_at > {tx.Now}
            """) > 0) return false;
        var secret = await ActivateLogin.Issue(tx, person, account, row.Role);
        await post.Send(tx, await ReachOf(tx, person, account), MessageKind.Activation, SignInLimits.OneTimeCode.Value,
            ("account", row.Number.Length > TailLength ? row.Number[^TailLength..] : Wording.Of(Text, account == AccountId.Exchange ? "account.exchange" : "account.registry")), ("role", Wording.Of(Texts.For<UiText>(), $"role.{row.Role}")),
            ("code", secret), ("hours", $"{SignInLimits.OneTimeCode.Value.TotalHours:0}"));
        return true;
    }

    /// <summary>By text message; by e-mail for an account that came from the old system, where the person has an address. Questions and answers 1.2.7.</summary>
    private async Task<Recipient> ReachOf(Tx tx, PersonId person, AccountId account) =>
        await LegacyHolders.Has(tx, account) && await people.EmailOf(tx, person) is { } email
            ? new(person, Channel.Email, email)
            : new(person, Channel.Sms, await people.PhoneOf(tx, person));

    private sealed record Row
    {
        public long PersonId { get; init; }
        public long AccountId { get; init; }
        public ActorRole Role { get; init; }
        public string Number { get; init; } = "";
    }
}
