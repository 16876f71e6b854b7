using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Capabilities.Identity.Passwords;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Capabilities.Identity.Register;

/// <summary>
/// Anybody becomes a visitor (游客): a login, a password and a mobile number that was proven with a code. A visitor opens an account and does nothing else.
/// Whether a name is taken is told only to whom the code came, so that nobody can try names. Domain 2.3.
/// </summary>
public sealed partial class RegisterVisitor(Db db, Attempts attempts, Challenge challenge, PasswordChoice choice, PersonalVault vault, People people, Post post)
{
    private const int Codes = 1_000_000;
    private static readonly ActionCode Asking = new("sign-in.ask-to-register");
    private static readonly ActionCode Code = new("sign-in.register");
    private static readonly Actor Nobody = Actor.Visitor(new PersonId(0));

    /// <summary>What is typed to register.</summary>
    public sealed record Command(string Name, string Password, string Again, string Phone, string ChallengeToken, string Answer);

    /// <summary>Takes what was typed and sends the code.</summary>
    /// <returns>What the second step brings back.</returns>
    /// <exception cref="RefusalException">Something of it is not accepted, or too many messages were asked for.</exception>
    public async Task<string> Ask(Command command, string neighbourhood)
    {
        ArgumentNullException.ThrowIfNull(command);
        await attempts.Count(attempts.OfPlace(neighbourhood));
        var findings = new List<Finding>();
        SignInRules.NameMalformed.Check(LoginName().IsMatch(command.Name.Trim()), findings, ("field", "name"));
        RefusalException.ThrowIfAny(findings);
        var phone = MobilePhone.Parse(command.Phone);
        var asked = challenge.Verify(command.ChallengeToken, command.Answer);
        var hash = await choice.Accept(command.Name.Trim(), command.Password, command.Again, People.WordsOf(phone.Value), []);
        var secret = OneTimeSecret.New();
        await db.Transaction(Nobody, Asking, async tx =>
        {
            var id = tx.NewId();
            await tx.Guarded($"""
                insert into visitor(id, phone_cipher, phone_index, created_at) values ({id}, {vault.Seal(People.VisitorPhone(id), phone.Value)}, {people.IndexOf(phone)}, {tx.Now})
                """);
            var code = RandomNumberGenerator.GetInt32(Codes).ToString("000000", CultureInfo.InvariantCulture);
            var first = await tx.Execute($"""
                insert into visitor_registration(visitor_id, token_hash, challenge, name, password_hash, code_mac, expires_at, tries)
                values ({id}, {OneTimeSecret.Hash(secret)}, {asked}, {command.Name.Trim()}, {hash}, {Mac(id, code)}, {tx.Now + SignInLimits.StepUp.Value}, 0)
                on conflict do nothing
                """);
            SignInRules.ChallengeNotMet.Require(first == 1, ("field", "answer"));
            await post.Send(tx, new(new PersonId(id), Channel.Sms, phone.Value), MessageKind.VisitorCode, SignInLimits.StepUp.Value,
                ("code", code), ("minutes", $"{SignInLimits.StepUp.Value.TotalMinutes:0}"));
            tx.About("visitor", id);
        });
        return secret;
    }

    /// <summary>Takes the code and makes the login.</summary>
    /// <exception cref="RefusalException">The code is not accepted, too many were tried, or the name is taken.</exception>
    public async Task Confirm(string secret, string code, string neighbourhood)
    {
        var ofPlace = attempts.OfPlace(neighbourhood);
        await attempts.Count(ofPlace);
        var row = await db.Transaction(Nobody, Asking, tx => tx.Find<Row>($"""
            update visitor_registration set tries = tries + 1
            where token_hash = {OneTimeSecret.Hash(secret)} and used_at is null and expires_at > {tx.Now} and tries < {SignInLimits.StepUpTries.Value}
            returning visitor_id, name, password_hash, code_mac
            """));
        var mac = Encoding.ASCII.GetBytes(Mac(row?.VisitorId ?? 0, code.Replace(" ", "", StringComparison.Ordinal)));
        if (row is null || !CryptographicOperations.FixedTimeEquals(mac, Encoding.ASCII.GetBytes(row.CodeMac))) throw await attempts.Refused(null, Code, SignInRules.TokenNotAccepted);
        await db.Transaction(Actor.Visitor(new PersonId(row.VisitorId)), Code, async tx =>
        {
            SignInRules.TokenNotAccepted.Require(await tx.Execute($"update visitor_registration set used_at = {tx.Now} where visitor_id = {row.VisitorId} and used_at is null") == 1);
            await tx.Guarded($"update visitor set confirmed_at = {tx.Now} where id = {row.VisitorId} and confirmed_at is null");
            var id = tx.NewId();
            var made = await tx.Execute($"""
                insert into login(id, name, name_key, person_id, account_id, role, password_hash, password_set_at, totp_cipher, totp_step, created_at)
                values ({id}, {row.Name}, {Logins.Key(row.Name)}, {row.VisitorId}, {AccountId.None}, {ActorRole.Visitor}, {row.PasswordHash}, {tx.Now},
                        {vault.Seal(EnterCode.PlaceOf(id), Totp.NewSecret())}, 0, {tx.Now})
                on conflict do nothing
                """);
            SignInRules.NameTaken.Require(made == 1, ("name", row.Name));
            await PasswordChoice.Remember(tx, id, row.PasswordHash);
            await Attempts.GiveBack(tx, ofPlace);
            tx.About("login", id);
        });
    }

    private string Mac(long visitor, string code) => vault.Index("visitor code", $"{visitor}|{code}");

    [GeneratedRegex("^[A-Za-z0-9]{4,32}$")]
    private static partial Regex LoginName();

    private sealed record Row
    {
        public long VisitorId { get; init; }
        public string Name { get; init; } = "";
        public string PasswordHash { get; init; } = "";
        public string CodeMac { get; init; } = "";
    }
}
