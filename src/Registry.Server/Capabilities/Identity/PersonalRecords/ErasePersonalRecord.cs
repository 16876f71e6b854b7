using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Identity.Factors;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Identity.PersonalRecords;

/// <summary>What became of a request to delete.</summary>
public enum Erasure
{
    /// <summary>What no law keeps is gone; the rest is kept on the grounds that the page tells.</summary>
    Part,

    /// <summary>Nothing that names the person is left: number, login, passwords, files and drafts are gone.</summary>
    Whole,
}

/// <summary>
/// Deletes, at the request of the person, what the registry is not made to keep. Of everybody these are notices, choices, the language and forms that were not sent off; of a
/// visitor who never handed in an application it is everything. What is sealed is overwritten and its index emptied; since no sealed value stands where it cannot be changed, the id
/// that remains in the audit trail is of nobody. Personal information protection law, article 47.
/// </summary>
public sealed class ErasePersonalRecord(Db db, PersonalVault vault, RegistryClock clock) : ITick
{
    private const int MostAtOnce = 50;
    private static readonly TimeSpan Unfinished = TimeSpan.FromDays(1);
    private static readonly ActionCode Code = new("personal-record.erase");
    private static readonly ActionCode Forgetting = new("personal-record.forget-unfinished");

    /// <summary>Whether everything of the person would go.</summary>
    public async Task<bool> MayGoWhole(SignedIn who)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var reads = await db.Read();
        return await MayGoWhole(reads, who.Login);
    }

    /// <summary>Deletes.</summary>
    /// <exception cref="RefusalException">There is no fresh proof.</exception>
    public Task<Erasure> Erase(SignedIn who)
    {
        ArgumentNullException.ThrowIfNull(who);
        return db.Transaction(who.Actor, Code, async tx =>
        {
            await ProveFactor.Use(tx, who);
            tx.About("login", who.Login.Id);
            var whole = await MayGoWhole(tx, who.Login);
            await Forget(tx, who.Login, whole);
            if (!whole) return Erasure.Part;
            await EraseVisitor(tx, who.Login.PersonId);
            foreach (var login in await tx.Rows<long>($"select id from login where person_id = {who.Login.PersonId} and account_id = {AccountId.None} order by id")) await EraseLogin(tx, login);
            return Erasure.Whole;
        });
    }

    /// <summary>Erases visitors who did not finish registering within a day.</summary>
    public async Task<int> Tick()
    {
        IReadOnlyList<long> unfinished;
        await using (var reads = await db.Read())
            unfinished = await reads.Rows<long>($"select id from visitor where confirmed_at is null and phone_index <> '' and created_at < {clock.Now - Unfinished} order by created_at limit {MostAtOnce}");
        if (unfinished.Count == 0) return 0;
        await db.Transaction(Actor.Clock, Forgetting, async tx =>
        {
            foreach (var visitor in await tx.Rows<long>($"select id from visitor where id in {unfinished} and confirmed_at is null and phone_index <> '' order by id")) await EraseVisitor(tx, visitor);
        });
        return unfinished.Count;
    }

    private static async Task<bool> MayGoWhole(Reads reads, Login login) => login.Actor.IsVisitor && login.LegacyAccountId is null
        && await reads.Scalar<long>($"select count(*) from account_opening where applicant_id = {login.PersonId} and submitted_at is not null") == 0;

    private static async Task Forget(Tx tx, Login login, bool whole)
    {
        await tx.Execute($"delete from notice where login_id = {login.Id} and (({whole}) or (event <> 'Broadcast' and read_at is not null))");
        await tx.Execute($"delete from notice_choice where login_id = {login.Id}");
        await tx.Execute($"delete from kept_form where login_id = {login.Id}");
        await tx.Execute($"delete from reader_language where person_id = {login.PersonId}");
    }

    private async Task EraseVisitor(Tx tx, long visitor)
    {
        tx.About("visitor", visitor);
        await tx.Guarded($"insert into erased_visitor(visitor_id, erased_at) values ({visitor}, {tx.Now})");
        await tx.Guarded($"update visitor set phone_cipher = {vault.Seal(People.VisitorPhone(visitor), "")}, phone_index = '' where id = {visitor}");
        await tx.Execute($"delete from visitor_registration where visitor_id = {visitor}");
        foreach (var draft in await tx.Rows<long>($"select id from account_opening where applicant_id = {visitor} order by id"))
            await tx.Guarded($"update account_opening set form = {"{}"}, persons_cipher = {vault.Seal(OpeningRecord.PlaceOf(draft), "")} where id = {draft}");
        var contents = await tx.Rows<string>($"select distinct sha256 from document where uploaded_by_person_id = {visitor} order by sha256");
        await tx.Execute($"delete from document where uploaded_by_person_id = {visitor}");
        foreach (var content in contents)
        {
            await tx.Execute($"delete from document_scan where sha256 = {content} and found is null and not exists (select 1 from document d where d.sha256 = document_scan.sha256)");
            await tx.Execute($"""
                delete from document_content where sha256 = {content} and not exists (select 1 from document d where d.sha256 = document_content.sha256)
                  and not exists (select 1 from document_scan s where s.sha256 = document_content.sha256)
                """);
        }
    }

    private async Task EraseLogin(Tx tx, long login)
    {
        await SessionStore.EndOthers(tx, login, but: 0, SessionEnd.Ended);
        await tx.Guarded($"""
            update login set name = 'erased', name_key = 'erased', password_hash = {"$argon2id$v=19$erased"}, totp_cipher = {vault.Seal(Logins.SecretOf(login), "")}, ended_at = coalesce(ended_at, {tx.Now}) where id = {login}
            """);
        await tx.Execute($"delete from password_history where login_id = {login}");
    }
}
