using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Accounts;

/// <summary>What the database itself refuses, whoever writes to it: each guard is attacked by SQL.</summary>
public sealed class AccountGuardsTests
{
    private static readonly string[] Attacks =
    [
        "insert into subject_claim(subject_key, account_id, claimed_at) select subject_key, account_id, claimed_at from subject_claim where account_id is not null",
        "delete from subject_claim where account_id is not null",
        "update subject_claim set account_id = null, opening_id = 1 where account_id is not null",
        "insert into representation_claim(person_id, subject_key, claimed_at) select person_id, 'credit-code:other', claimed_at from representation_claim",
        "insert into account_representative(id, account_id, role, person_id, since) select id + 1, account_id, 'Member', person_id, since from account_representative where role = 'Initiator'",
        "insert into account_representative(id, account_id, role, person_id, since) select r.id + 1, r.account_id, r.role, o.person_id, r.since from account_representative r, officer o where r.role = 'Initiator' and o.role = 'Clerk'",
        "insert into account_representative(id, account_id, role, person_id, since) select 5, r.account_id, 'Member', p.id, r.since from account_representative r, person p where r.role = 'Initiator' and p.id not in (select person_id from representation_claim)",
        "update account_representative set person_id = (select person_id from account_representative where role = 'Initiator') where role = 'Confirmer'",
        "update account_representative set role = 'Member' where role = 'Confirmer'",
        "delete from account_representative",
        "delete from account",
        "update account set credit_code = '91330100799655058B'",
        "update account set number = '132000000020'",
        "update account set type = 'Provincial'",
        "update account set credit_code = null",
        "update account set status = 'Restricted'",
        "update account set status = 'Closed'",
        "update account set restriction = 'Trading'",
        "update account set status = 'Reopened'",
        "delete from account_name_history",
        "update account_name_history set name = 'x'",
        "update account_opening set status = 'Draft'",
        "update account_opening set decided_at = null",
        "delete from account_opening_material",
        "insert into account_opening_person(opening_id, role, person_id) select opening_id, 'Initiator', person_id from account_opening_person where role = 'Confirmer'",
        "update account_opening_person set person_id = (select person_id from account_opening_person where role = 'Initiator') where role = 'Confirmer'",
        "insert into person select id + 1, name_cipher, document_kind, document_cipher, document_index, document_expires_on, phone_cipher, phone_index, email_cipher, created_at, invented, null from person",
        "update person set document_index = 'x'",
        "delete from person where id not in (select person_id from officer)",
        "insert into officer(person_id, role, since) select person_id, role, since from officer",
        "insert into officer_body(id, version) values (2, 0)",
        "update number_sequence set last_no = -1",
        "delete from methodology",
        "update methodology set effective_until = '2000-01-01'",
        "update methodology set min_crediting_years = 99, max_crediting_years = 98",
        "delete from verification_body",
        "delete from verification_body_sector",
        "update verification_body_sector set until_date = '2000-01-01'",
        "update verification_body_sector set sector = 'P'",
        "update calendar_day set kind = 'plain'",
        "delete from calendar_year",
    ];

    [Theory, BothDatabases]
    public async Task Statement_that_breaks_a_guard_is_refused(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await A.EnterpriseAccount(world, 10);
        await A.KnownPerson(world, 300);

        foreach (var sql in Attacks)
            await world.ShouldRefuse(sql);
    }

    [Theory, BothDatabases]
    public async Task Statement_that_breaks_nothing_goes_through(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await A.EnterpriseAccount(world, 10);

        await world.Damage("update account set name = 'x'");
        await world.Damage("update account set status = 'Closing'");
        await world.ShouldRefuse("update account set status = 'Open'");
        await world.Damage("update account set status = 'Closed', closed_on = '2026-01-01'");
        await world.ShouldRefuse("update account set name = 'y'");
    }
}
