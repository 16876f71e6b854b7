using System.Text.RegularExpressions;
using Registry.Server.Platform.Data;

namespace Registry.Server.Tests.Security.Matrix;

/// <summary>Ids and names that an answer to a person must not hold, because what they name is somebody else's.</summary>
internal sealed partial class MatrixForeign
{
    private readonly Dictionary<string, HashSet<string>> ids = new(StringComparer.Ordinal);

    private MatrixForeign() { }

    /// <summary>Reads whose everything is.</summary>
    public static async Task<MatrixForeign> Of(MatrixWorld world)
    {
        var it = new MatrixForeign();
        await using var reads = await world.World.Db.Read();
        var things = await Things(reads);
        // The audit trail names everything, and its reader is entitled to all of it.
        foreach (var person in world.People.Where(p => p.Actor is not null && p.Column != "auditor"))
        {
            var account = person.Actor!.Account.Value;
            var registry = person.Column is "clerk" or "reviewer";
            var everybody = person.Column is "individual" or "organisation";
            it.ids[person.Column] = [.. things.GroupBy(t => t.Id).Where(g => !g.Any(t => Mine(t, person.Column, account, person.Actor.Person.Value, registry, everybody))).Select(g => $"{g.Key}")];
        }
        foreach (var (column, name) in ((string, string)[])[("enterprise-initiator", "Enterprise 12"), ("enterprise-confirmer", "Enterprise 12"), ("restricted-enterprise", "Enterprise 12"), ("other-enterprise", "Enterprise 11"), ("restricted-enterprise", "Enterprise 11")])
            it.ids[column].Add(name);
        return it;
    }

    /// <summary>The first thing of another that an answer names; null where it names none. What the person asked for by name is not counted.</summary>
    public string? In(string column, string path, string body)
    {
        if (!ids.TryGetValue(column, out var foreign)) return null;
        return Named.Matches(body).Select(m => m.Value).Distinct().FirstOrDefault(found => foreign.Contains(found) && !path.Contains(found, StringComparison.Ordinal));
    }

    private static bool Mine(Thing thing, string column, long account, long person, bool registry, bool everybody) => thing.Kind switch
    {
        "account" or "change" or "request" => thing.Account == account || registry,
        "opening" => thing.Person == person || (registry && thing.Open) || (column == "exchange" && thing.AtExchange),
        "application" or "paper" => thing.Account == account || (thing.Body == account && thing.Open) || (registry && thing.Open) || (everybody && thing.Published),
        "suggestion" => thing.Account == account || thing.Published || (registry && thing.Open),
        _ => thing.Account == account,
    };

    private static async Task<IReadOnlyList<Thing>> Things(Reads reads)
    {
        var open = Sql.Of($"a.submitted_at is not null and a.status not in ('Draft', 'AwaitingConfirmer')");
        return
        [
            .. await reads.Rows<Thing>($"select id, 'account' as kind, id as account from account"),
            .. await reads.Rows<Thing>($"select id, 'change' as kind, account_id as account from account_change"),
            // An announcement has the number of its proposal, and its readers may know it.
            .. await reads.Rows<Thing>($"select id, 'proposal' as kind, account_id as account from proposal where action <> 'notices.broadcast'"),
            .. await reads.Rows<Thing>($"select id, 'intent' as kind, account_id as account from intent"),
            .. await reads.Rows<Thing>($"""
                select id, 'opening' as kind, applicant_id as person, case when round_no > 0 and route <> 'Joint' then 1 else 0 end as open,
                  case when route = 'Joint' and status in ('AwaitingPreliminaryReview', 'AwaitingPaper', 'PaperReview') then 1 else 0 end as at_exchange from account_opening
                """),
            .. await reads.Rows<Thing>($"""
                select a.id, 'application' as kind, a.account_id as account, b.account_id as body, case when {open} then 1 else 0 end as open, case when a.published_at is null then 0 else 1 end as published
                from application a join verification_body b on b.id = a.body_id
                """),
            .. await reads.Rows<Thing>($"""
                select id, 'suggestion' as kind, account_id as account, case when round_no > 0 and status <> 'Draft' then 1 else 0 end as open, case when public_at is null then 0 else 1 end as published
                from methodology_suggestion
                union all
                select d.id, 'suggestion', s.account_id, case when s.round_no > 0 and s.status <> 'Draft' then 1 else 0 end, 0 from methodology_suggestion s
                join document d on d.id in (s.draft_document_id, s.explanation_document_id)
                """),
            .. await reads.Rows<Thing>($"""
                select d.document_id as id, 'paper' as kind, a.account_id as account, b.account_id as body, case when {open} then 1 else 0 end as open, 0 as published
                from application_document d join application a on a.id = d.application_id join verification_body b on b.id = a.body_id
                """),
        ];
    }

    private sealed record Thing
    {
        public long Id { get; init; }
        public string Kind { get; init; } = "";
        public long Account { get; init; }
        public long Person { get; init; }
        public long Body { get; init; }
        public bool Open { get; init; }
        public bool Published { get; init; }
        public bool AtExchange { get; init; }
    }

    [GeneratedRegex("[0-9]{19}|Enterprise 1[12](?![0-9])")]
    private static partial Regex Named { get; }
}
