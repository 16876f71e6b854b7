using System.Reflection;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Operator.Verify;

/// <summary>
/// Follows the history of every thing that has a status: without gaps from its first row, each step one that its transition
/// table has and by somebody who may take it, two different persons where it says two, and the last state the one it is in.
/// </summary>
public static class HistoryCheck
{
    private static readonly Dictionary<string, ITable> Tables = FindTables();
    private static readonly IReadOnlyList<Stateful> Things = FindThings();

    private interface ITable
    {
        bool Has(string? from, string action, string to, string by);
    }

    private sealed class Table<TState, TAction>(TransitionTable<TState, TAction> table) : ITable
        where TState : struct, Enum
        where TAction : struct, Enum
    {
        public bool Has(string? from, string action, string to, string by) =>
            Enum.TryParse<TState>(from, out var f) && Enum.TryParse<TAction>(action, out var a) && Enum.TryParse<TState>(to, out var t)
            && Enum.TryParse<By>(by, out var b) && table.Find(f, a) is { } row && row.To.Equals(t) && (row.By & b) == b && b != By.None;
    }

    private sealed record Row
    {
        public string SubjectKind { get; init; } = "";
        public long SubjectId { get; init; }
        public int Seq { get; init; }
        public string Lifecycle { get; init; } = "";
        public string? FromState { get; init; }
        public string Action { get; init; } = "";
        public string ToState { get; init; } = "";
        public string Actor { get; init; } = "";
        public long? ProposalId { get; init; }
        public long? InitiatorPersonId { get; init; }
        public long? DecidedByPersonId { get; init; }
        public string? ProposalStatus { get; init; }
    }

    private sealed record Current
    {
        public long Id { get; init; }
        public string Status { get; init; } = "";
        public int Version { get; init; }
    }

    /// <summary>All transition tables of the kernel and the server, by the name that history rows use.</summary>
    public static IReadOnlyCollection<string> Lifecycles => Tables.Keys;

    /// <summary>Checks everything.</summary>
    public static async Task<IReadOnlyList<Fault>> Run(Reads reads)
    {
        var faults = new List<Fault>();
        var rows = await reads.Rows<Row>($"""
            select h.subject_kind, h.subject_id, h.seq, h.lifecycle, h.from_state, h.action, h.to_state, h.actor, h.proposal_id,
                   p.initiator_person_id, p.decided_by_person_id, p.status as proposal_status
            from state_history h left join proposal p on p.id = h.proposal_id order by h.subject_kind, h.subject_id, h.seq
            """);
        var last = new Dictionary<(string, long), Row>();
        foreach (var row in rows)
        {
            var key = (row.SubjectKind, row.SubjectId);
            Check(row, last.GetValueOrDefault(key), faults);
            last[key] = row;
        }
        foreach (var thing in Things) await CheckCurrent(reads, thing, last, faults);
        return faults;
    }

    private static void Check(Row row, Row? before, List<Fault> faults)
    {
        void Wrong(string detail) => faults.Add(new Fault("history", $"state_history:{row.SubjectKind}/{row.SubjectId}/{row.Seq}", detail));
        if (row.Seq != (before is null ? 0 : before.Seq + 1)) Wrong($"follows row {before?.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}");
        if (!Tables.TryGetValue(row.Lifecycle, out var table))
        {
            Wrong($"has the unknown lifecycle {row.Lifecycle}");
            return;
        }
        if (before is null)
        {
            if (row.FromState is not null) Wrong("is the first and has a state before it");
            return;
        }
        if (row.FromState != before.ToState) Wrong($"leaves {row.FromState}, but the state was {before.ToState}");
        if (!table.Has(row.FromState, row.Action, row.ToState, row.Actor)) Wrong($"{row.FromState} -{row.Action}-> {row.ToState} by {row.Actor} is no step of {row.Lifecycle}");
        if (row.Actor is not (nameof(By.TwoRepresentatives) or nameof(By.TwoOfficers) or nameof(By.Verifier))) return;
        if (row.ProposalId is null) Wrong("needs two persons and names no proposal");
        else if (row.ProposalStatus != "Confirmed" || row.InitiatorPersonId == row.DecidedByPersonId || row.DecidedByPersonId is null)
            Wrong($"names proposal {row.ProposalId}, which two different persons did not make");
    }

    private static async Task CheckCurrent(Reads reads, Stateful thing, Dictionary<(string, long), Row> last, List<Fault> faults)
    {
        foreach (var current in await reads.Rows<Current>($"select id, status, version from {thing.Table}"))
        {
            if (!last.TryGetValue((thing.Kind, current.Id), out var row))
                faults.Add(new Fault("history", $"{thing.Kind}:{current.Id}", "has no history"));
            else if (row.ToState != current.Status || row.Seq != current.Version)
                faults.Add(new Fault("history", $"{thing.Kind}:{current.Id}", $"is {current.Status} at version {current.Version}; its history ends with {row.ToState} at {row.Seq}"));
        }
    }

    private static Dictionary<string, ITable> FindTables()
    {
        var found = new Dictionary<string, ITable>(StringComparer.Ordinal);
        foreach (var field in StaticFields())
        {
            if (!field.FieldType.IsGenericType || field.FieldType.GetGenericTypeDefinition() != typeof(TransitionTable<,>)) continue;
            var table = field.GetValue(null)!;
            var name = (string)field.FieldType.GetProperty("Name")!.GetValue(table)!;
            found.Add(name, (ITable)Activator.CreateInstance(typeof(Table<,>).MakeGenericType(field.FieldType.GetGenericArguments()), table)!);
        }
        return found;
    }

    private static List<Stateful> FindThings() =>
        [.. StaticFields().Where(f => f.FieldType == typeof(Stateful)).Select(f => (Stateful)f.GetValue(null)!)];

    private static IEnumerable<FieldInfo> StaticFields() =>
        new[] { typeof(Rule).Assembly, typeof(HistoryCheck).Assembly }
            .SelectMany(a => a.GetTypes())
            .Where(t => !t.ContainsGenericParameters)
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
}
