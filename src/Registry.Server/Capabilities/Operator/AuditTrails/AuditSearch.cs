using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Duties;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Operator.AuditTrails;

/// <summary>
/// Reads the audit trail for an auditor (审计管理员) and for nobody else, the system's administrator included. Each search and each export is a row of the
/// trail itself, with what was asked for; an export shows one instant.
/// </summary>
public sealed class AuditSearch(Db db)
{
    /// <summary>Most rows of a page.</summary>
    public const int MaxSize = 200;

    private static readonly ActionCode SearchCode = new("audit.search");
    private static readonly ActionCode ExportCode = new("audit.export");

    /// <summary>A page of what was looked for.</summary>
    public async Task<AuditPage> Page(Actor actor, AuditQuestion question, AuditPlace? after = null, int size = 30)
    {
        GeneralRules.ValueMalformed.Require(size is >= 1 and <= MaxSize, ("field", nameof(size)), ("value", size));
        await Admit(actor, SearchCode, question);
        await using var reads = await db.Read();
        return await Read(reads, question, after, size);
    }

    /// <summary>Writes everything that was looked for as CSV, a page at a time.</summary>
    public async Task WriteCsv(Actor actor, AuditQuestion question, Stream stream)
    {
        await Admit(actor, ExportCode, question);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, Spreadsheet.Csv);
        foreach (var title in (string[])["id", "at", "person", "account", "role", "action", "subjects", "result", "rule", "detail", "changes"]) csv.WriteField(title);
        await csv.NextRecordAsync();
        await foreach (var line in All(question))
        {
            var changes = string.Join("; ", line.Changes.Select(c => $"{c.Subject} {c.Before ?? "-"} > {c.After} {c.Reason}".TrimEnd()));
            foreach (var cell in (string?[])[$"{line.Id}", Values.Instant(line.At), $"{line.PersonId}", $"{line.AccountId}", line.Role, line.Action, line.Subjects, line.Result, line.RuleCode, line.Detail, changes])
                csv.WriteField(cell);
            await csv.NextRecordAsync();
        }
    }

    /// <summary>Writes everything that was looked for as an array of JSON, a page at a time.</summary>
    public async Task WriteJson(Actor actor, AuditQuestion question, Stream stream)
    {
        await Admit(actor, ExportCode, question);
        await JsonSerializer.SerializeAsync(stream, All(question), Json.Options);
    }

    /// <summary>The statement of a page.</summary>
    internal static FormattableString Statement(AuditQuestion question, AuditPlace? after, int limit)
    {
        var bySubject = question.Subject is not null;
        var (at, id) = bySubject ? (Sql.Of($"s.at"), Sql.Of($"s.entry_id")) : (Sql.Of($"e.at"), Sql.Of($"e.id"));
        var filters = new List<Sql>();
        if (question.Subject is { } subject) filters.Add(Sql.Of($"s.subject = {subject}"));
        if (question.Person is { } person) filters.Add(Sql.Of($"e.person_id = {person}"));
        if (question.Account is { } account) filters.Add(Sql.Of($"e.account_id = {account}"));
        if (question.Action is { } action) filters.Add(Sql.Of($"e.action = {action}"));
        if (question.RefusedOnly) filters.Add(Sql.Of($"e.result = 'refused'"));
        if (question.From is { } from) filters.Add(Sql.Of($"{at} >= {from}"));
        if (question.Before is { } before) filters.Add(Sql.Of($"{at} < {before}"));
        if (after is not null) filters.Add(Sql.Of($"({at}, {id}) < ({after.At}, {after.Id})"));
        var source = bySubject ? Sql.Of($"audit_subject s join audit_entry e on e.id = s.entry_id") : Sql.Of($"audit_entry e");
        return $"""
            select e.id, e.at, e.person_id, e.account_id, e.role, e.action, e.instruction, e.subjects, e.result, e.rule_code, e.detail
            from {source} where {Sql.All(filters)} order by {at} desc, {id} desc limit {limit}
            """;
    }

    private Task Admit(Actor actor, ActionCode code, AuditQuestion question) => db.Transaction(actor, code, async tx =>
    {
        GeneralRules.NotEntitled.Require(actor.Account == AccountId.RegistryBody && actor.Role == ActorRole.Auditor && await DutyList.Has(tx, actor.Person, ActorRole.Auditor));
        if (question.Person is { } person) tx.About("person", person.Value);
        if (question.Account is { } account) tx.About("account", account.Value);
        if (question.Subject is { } subject)
        {
            var thing = Thing(subject);
            GeneralRules.ValueMalformed.Require(thing is not null, ("field", nameof(question.Subject)), ("value", subject));
            tx.About(thing!.Value.Kind, thing.Value.Id);
        }
        tx.Detail = Told(question);
    });

    private static string Told(AuditQuestion question) => string.Join(' ', new (string Name, string? Value)[]
    {
        ("person", $"{question.Person?.Value}"), ("account", $"{question.Account?.Value}"), ("subject", question.Subject), ("action", question.Action),
        ("from", question.From is { } from ? Values.Instant(from) : null), ("before", question.Before is { } before ? Values.Instant(before) : null),
        ("refusedOnly", question.RefusedOnly ? "True" : null),
    }.Where(told => !string.IsNullOrEmpty(told.Value)).Select(told => $"{told.Name}={told.Value}"));

    private static (string Kind, long Id)? Thing(string subject) =>
        subject.Split(':') is [var kind, var number] && kind.Length > 0 && !kind.Contains(' ') && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (kind, id) : null;

    private async IAsyncEnumerable<AuditLine> All(AuditQuestion question)
    {
        await using var reads = await db.Snapshot();
        AuditPlace? place = null;
        do
        {
            var page = await Read(reads, question, place, MaxSize);
            foreach (var line in page.Lines) yield return line;
            place = page.Next;
        }
        while (place is not null);
    }

    private static async Task<AuditPage> Read(Reads reads, AuditQuestion question, AuditPlace? after, int size)
    {
        var rows = await reads.Rows<AuditLine>(Statement(question, after, size + 1));
        var page = rows.Take(size).ToList();
        var changes = await Changes(reads, page);
        return new([.. page.Select(row => row with { Changes = [.. Things(row).SelectMany(thing => changes[(thing.Kind, thing.Id, row.At, row.PersonId)]).Select(step => step.Change)] })],
            rows.Count > size ? new(page[^1].At, page[^1].Id) : null);
    }

    /// <summary>The steps that were taken with the rows of a page, in one question.</summary>
    private static async Task<ILookup<(string, long, DateTimeOffset, long), Step>> Changes(Reads reads, IReadOnlyList<AuditLine> page)
    {
        var things = page.SelectMany(Things).Distinct().ToList();
        var steps = things.Count == 0 ? [] : await reads.Rows<Step>($"""
            select subject_kind, subject_id, at, person_id, from_state, to_state, reason from state_history
            where subject_kind in {things.Select(t => t.Kind).Distinct()} and subject_id in {things.Select(t => t.Id).Distinct()}
              and at >= {page.Min(l => l.At)} and at <= {page.Max(l => l.At)}
            order by seq
            """);
        return steps.ToLookup(step => (step.SubjectKind, step.SubjectId, step.At, step.PersonId));
    }

    private static IEnumerable<(string Kind, long Id)> Things(AuditLine line) =>
        line.Subjects.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Select(Thing).OfType<(string Kind, long Id)>();

    private sealed record Step
    {
        public string SubjectKind { get; init; } = "";
        public long SubjectId { get; init; }
        public DateTimeOffset At { get; init; }
        public long PersonId { get; init; }
        public string? FromState { get; init; }
        public string ToState { get; init; } = "";
        public string? Reason { get; init; }

        public AuditChange Change => new($"{SubjectKind}:{SubjectId}", FromState, ToState, Reason);
    }
}
