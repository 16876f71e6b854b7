using System.Globalization;
using Registry.Kernel.Accounts;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Portal.Inbox;

/// <summary>Says in words what proposals are about, with one question for each kind of subject.</summary>
internal static class Subjects
{
    private static readonly Dictionary<string, Func<IReadOnlyList<long>, FormattableString>> Names = new(StringComparer.Ordinal)
    {
        ["application"] = ids => $"select id, title as name from application where id in {ids}",
        ["project"] = ids => $"select p.id, p.number || ' ' || a.title as name from project p join application a on a.id = p.application_id where p.id in {ids}",
        ["reduction"] = ids => $"select r.id, a.title as name from reduction r join application a on a.id = r.application_id where r.id in {ids}",
        ["comment"] = ids => $"select c.id, a.title as name from notice_comment c join application a on a.id = c.application_id where c.id in {ids}",
        ["project-change"] = ids => $"""
            select c.id, p.number || ' ' || a.title as name from project_change c join project p on p.id = c.project_id join application a on a.id = p.application_id where c.id in {ids}
            """,
        ["account"] = ids => $"select id, name from account where id in {ids}",
        ["account-opening"] = ids => $"select id, form as name from account_opening where id in {ids}",
        ["account-change"] = ids => $"select c.id, a.name from account_change c join account a on a.id = c.account_id where c.id in {ids}",
        ["account-request"] = ids => $"select r.id, a.name from account_request r join account a on a.id = r.account_id where r.id in {ids}",
        ["broadcast"] = ids => $"select id, title_zh as name from broadcast where id in {ids}",
        ["methodology-suggestion"] = ids => $"select id, title as name from methodology_suggestion where id in {ids}",
        ["verification-body"] = ids => $"select id, name from verification_body where id in {ids}",
    };

    /// <summary>The lines with words of what they are about.</summary>
    public static async Task<IReadOnlyList<ProposalLine>> Name(Reads reads, IReadOnlyList<ProposalLine> lines)
    {
        var names = await Words(reads, lines.Select(l => l.Subject));
        return [.. lines.Select(l => l with { About = names.GetValueOrDefault(Of(l.Subject)) })];
    }

    /// <summary>Words of subjects, by kind and id.</summary>
    public static async Task<IReadOnlyDictionary<(string Kind, long Id), string>> Words(Reads reads, IEnumerable<string> subjects)
    {
        var names = new Dictionary<(string Kind, long Id), string>();
        foreach (var kind in subjects.Select(Of).Where(s => Names.ContainsKey(s.Kind)).GroupBy(s => s.Kind, s => s.Id, StringComparer.Ordinal))
            foreach (var row in await reads.Rows<Row>(Names[kind.Key]([.. kind.Distinct()])))
                names[(kind.Key, row.Id)] = kind.Key == "account-opening" ? Json.Read<OpeningForm>(row.Name).Name : row.Name;
        return names;
    }

    /// <summary>Kind and id of a subject; id zero where it has another kind of key.</summary>
    public static (string Kind, long Id) Of(string subject)
    {
        var parts = subject.Split(':');
        return (parts[0], parts.Length > 1 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0);
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
    }
}
