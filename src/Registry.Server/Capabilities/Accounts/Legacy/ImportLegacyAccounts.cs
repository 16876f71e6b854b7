using System.Security.Cryptography;
using Registry.Kernel.Accounts;
using Registry.Kernel.Identity;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Lifecycle;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Accounts.Legacy;

/// <summary>What an import did.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Imported">Accounts that were not there before.</param>
/// <param name="Present">Rows that an earlier run imported; nothing was done for them.</param>
/// <param name="Faults">Everything that is wrong with the file; where there is anything, nothing was imported.</param>
public sealed record LegacyImport(int Rows, int Imported, int Present, IReadOnlyList<LegacyFault> Faults);

/// <summary>
/// Takes over the accounts of the old system with their user names and the hashes of their passwords: all of a file or nothing. Each account waits, incomplete,
/// for its holder to sign in and give what is missing. Questions and answers 1.2.3; see <c>docs/single-person-acts.md</c>.
/// </summary>
public sealed class ImportLegacyAccounts(Db db, PersonalVault vault, LegacyPasswords passwords)
{
    private const int BatchRows = 200;
    private const int SecretBytes = 32;
    private const int SaltBytes = 16;
    private static readonly ActionCode Code = new("accounts.import-legacy");

    /// <summary>Imports a file.</summary>
    public async Task<LegacyImport> Import(TextReader text)
    {
        var faults = new List<LegacyFault>();
        var lines = LegacyFile.Read(text, faults);
        var read = lines.Select(line => (line.Line, Account: Read(line, faults))).Where(x => x.Account is not null).Select(x => (x.Line, x.Account!)).ToList();
        try
        {
            return await db.Transaction(Actor.Setup, Code, async tx =>
            {
                var found = new List<LegacyFault>(faults);
                var rows = await Sort(tx, read, found);
                if (found.Count > 0) throw new RefusalException([.. found.OrderBy(f => f.Line).Select(f => f.Finding with { Facts = [.. f.Finding.Facts, new Fact(LineFact, $"{f.Line}")] })]);
                await Write(tx, rows);
                tx.Detail = $"rows={lines.Count} imported={rows.Count}";
                return new LegacyImport(lines.Count, rows.Count, lines.Count - rows.Count, []);
            });
        }
        catch (RefusalException refusal) when (refusal.Findings[0].Facts.Any(f => f.Name == LineFact))
        {
            return new(lines.Count, 0, 0, [.. refusal.Findings.Select(f => new LegacyFault(int.Parse(f.Facts.Last(x => x.Name == LineFact).Value, System.Globalization.CultureInfo.InvariantCulture),
                f with { Facts = [.. f.Facts.SkipLast(1)] }))]);
        }
    }

    private const string LineFact = "line";

    private static LegacyAccount? Read(LegacyLine line, List<LegacyFault> faults)
    {
        var findings = new List<Finding>();
        var account = LegacyAccount.Read(line.Row, findings);
        faults.AddRange(findings.Select(finding => new LegacyFault(line.Line, finding)));
        return account;
    }

    /// <summary>The rows that are not there yet. A name or subject that another has, in the file or in the registry, is a fault.</summary>
    private async Task<List<LegacyAccount>> Sort(Tx tx, List<(int Line, LegacyAccount Account)> read, List<LegacyFault> faults)
    {
        var present = (await tx.Rows<PresentRow>($"select l.name_key, g.row_index from legacy_account g join login l on l.person_id = g.id and l.account_id = -1"))
            .ToDictionary(row => row.NameKey, row => row.RowIndex, StringComparer.Ordinal);
        var names = (await tx.Rows<string>($"select name_key from login")).ToHashSet(StringComparer.Ordinal);
        var subjects = (await tx.Rows<string>($"select subject_key from subject_claim")).ToHashSet(StringComparer.Ordinal);
        var rows = new List<LegacyAccount>();
        foreach (var (line, account) in read)
        {
            var findings = new List<Finding>();
            var key = Logins.Key(account.UserName);
            if (present.TryGetValue(key, out var index))
            {
                AccountRules.LegacyRowDiffers.Check(index == IndexOf(account), findings, ("value", account.UserName));
            }
            else
            {
                SignInRules.NameTaken.Check(names.Add(key), findings, ("name", account.UserName));
                var subject = Claims.Of(account.CreditCode);
                AccountRules.SubjectHasAccount.Check(subjects.Add(subject), findings, ("subject", subject), ("what", "account"));
                rows.Add(account);
            }
            faults.AddRange(findings.Select(finding => new LegacyFault(line, finding)));
        }
        return rows;
    }

    private async Task Write(Tx tx, List<LegacyAccount> rows)
    {
        var sequences = new Dictionary<string, long>(StringComparer.Ordinal);
        var digit = AccountTypes.Of(AccountType.Enterprise).Digit;
        foreach (var province in rows.GroupBy(r => r.Province.Province).OrderBy(g => g.Key, StringComparer.Ordinal))
            sequences[province.Key] = await NumberSequence.Take(tx, $"account:{digit}:{province.Key}", province.Count());
        foreach (var batch in rows.Chunk(BatchRows))
        {
            var written = batch.Select(row => new Entry(row, tx.NewId(), tx.NewId(), tx.NewId(),
                AccountNumber.Of(digit, row.Province, checked((int)sequences[row.Province.Province]++)).Value, RegistryClock.AtLocal(row.OpenedOn.ToDateTime(TimeOnly.MinValue)))).ToList();
            await WriteBatch(tx, written);
        }
    }

    private async Task WriteBatch(Tx tx, List<Entry> entries)
    {
        await tx.Execute($"""
            insert into account(id, number, type, name, name_key, credit_code, province_code, status, version, opened_at, opened_on, invented) values
            {Sql.List(entries, e => Sql.Of($"({e.Id}, {e.Number}, {AccountType.Enterprise}, {e.Row.Name.Value}, {e.Row.Name.SearchKey}, {e.Row.CreditCode.Value}, {e.Row.Province.Value}, {AccountStatus.Incomplete}, 0, {e.OpenedAt}, {e.Row.OpenedOn}, {false})"))}
            """);
        await tx.Execute($"""
            insert into account_name_history(account_id, seq, name, from_at) values {Sql.List(entries, e => Sql.Of($"({e.Id}, 0, {e.Row.Name.Value}, {e.OpenedAt})"))}
            """);
        await tx.Execute($"""
            insert into subject_claim(subject_key, account_id, claimed_at) values {Sql.List(entries, e => Sql.Of($"({Claims.Of(e.Row.CreditCode)}, {e.Id}, {tx.Now})"))}
            """);
        await StateChange.Begin(tx, AccountLifecycle.Account, NewAccount.Kept, [.. entries.Select(e => e.Id)], AccountStatus.Incomplete, AccountAction.TakeOver, By.None);
        await tx.Execute($"""
            insert into legacy_account(id, account_id, row_index, email_cipher, imported_at) values
            {Sql.List(entries, e => Sql.Of($"({e.Legacy}, {e.Id}, {IndexOf(e.Row)}, {vault.Seal(LegacyHolders.EmailOf(e.Legacy), e.Row.Email.Value)}, {tx.Now})"))}
            """);
        await tx.Execute($"""
            insert into legacy_password(legacy_id, secret_cipher, work) values {Sql.List(entries, e => Sql.Of($"({e.Legacy}, {passwords.Seal(e.Legacy, e.Row.Hash)}, {e.Row.Hash.Work})"))}
            """);
        // Nobody knows a password of the hash that stands there until the old one was compared.
        await tx.Execute($"""
            insert into login(id, name, name_key, person_id, account_id, role, password_hash, password_set_at, totp_cipher, totp_step, created_at) values
            {Sql.List(entries, e => Sql.Of($"({e.Login}, {e.Row.UserName}, {Logins.Key(e.Row.UserName)}, {e.Legacy}, {AccountId.None}, {ActorRole.Visitor}, {Nobodys()}, {tx.Now}, {vault.Seal(Logins.SecretOf(e.Login), Totp.NewSecret())}, 0, {tx.Now})"))}
            """);
    }

    private static string Nobodys() => Argon2Passwords.Written(Argon2Passwords.Memory, Argon2Passwords.Passes, Argon2Passwords.Lanes,
        RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>By what a row is known again: everything but the password, of which nothing may be left once it was compared.</summary>
    private string IndexOf(LegacyAccount row) =>
        vault.Index("legacy row", $"{Logins.Key(row.UserName)}|{row.Email.Value}|{row.OpenedOn:yyyy-MM-dd}|{row.CreditCode.Value}|{row.Name.Value}|{row.Province.Value}");

    private sealed record Entry(LegacyAccount Row, long Id, long Legacy, long Login, string Number, DateTimeOffset OpenedAt);

    private sealed record PresentRow
    {
        public string NameKey { get; init; } = "";
        public string RowIndex { get; init; } = "";
    }
}
