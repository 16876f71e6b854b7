using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Platform.Lifecycle;

/// <summary>Where the status of a kind of thing is kept.</summary>
/// <param name="Kind">Word that the history uses, for example <c>application</c>.</param>
/// <param name="Table">Its table, which has the columns id, status and version.</param>
public sealed record Stateful(string Kind, Sql Table);

/// <summary>The one way a status changes: by a step of a transition table, guarded by the old status and version, with a history row.</summary>
public static class StateChange
{
    /// <summary>Writes the first history row of a new thing.</summary>
    public static Task Begin<TState, TAction>(Tx tx, TransitionTable<TState, TAction> table, Stateful thing, long id, TState state, TAction action, By by)
        where TState : struct, Enum
        where TAction : struct, Enum =>
        Write(tx, table.Name, thing, id, 0, null, action.ToString(), state.ToString(), by, null, null);

    /// <summary>Writes the first history rows of many new things in one statement.</summary>
    public static Task Begin<TState, TAction>(Tx tx, TransitionTable<TState, TAction> table, Stateful thing, IReadOnlyList<long> ids, TState state, TAction action, By by)
        where TState : struct, Enum
        where TAction : struct, Enum
    {
        foreach (var id in ids) tx.About(thing.Kind, id);
        return tx.Execute($"""
            insert into state_history(subject_kind, subject_id, seq, lifecycle, action, to_state, at, person_id, actor) values
            {Sql.List(ids, id => Sql.Of($"({thing.Kind}, {id}, 0, {table.Name}, {action.ToString()}, {state.ToString()}, {tx.Now}, {tx.Actor.Person}, {by})"))}
            """);
    }

    /// <summary>Takes a step.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="table">The steps that exist.</param>
    /// <param name="thing">What changes.</param>
    /// <param name="id">Which one.</param>
    /// <param name="from">The state that the caller read.</param>
    /// <param name="version">The version that the caller read.</param>
    /// <param name="action">The step.</param>
    /// <param name="by">In what capacity it is taken.</param>
    /// <param name="proposal">The proposal that carried it, if two persons did.</param>
    /// <param name="reason">Why, where the step says so.</param>
    /// <param name="also">Further columns that change with the status: <c>, column = value</c>.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="RefusalException">There is no such step, or the thing changed meanwhile.</exception>
    public static async Task<TState> Step<TState, TAction>(Tx tx, TransitionTable<TState, TAction> table, Stateful thing, long id,
        TState from, int version, TAction action, By by, long? proposal = null, string? reason = null, Sql also = default)
        where TState : struct, Enum
        where TAction : struct, Enum
    {
        var to = table.Next(from, action, by);
        await tx.Guarded($"""
            update {thing.Table} set status = {to}, version = version + 1{also} where id = {id} and status = {from} and version = {version}
            """);
        await Write(tx, table.Name, thing, id, version + 1, from.ToString(), action.ToString(), to.ToString(), by, proposal, reason);
        return to;
    }

    private static Task Write(Tx tx, string lifecycle, Stateful thing, long id, int seq, string? from, string action, string to, By by, long? proposal, string? reason)
    {
        tx.About(thing.Kind, id);
        return tx.Guarded($"""
            insert into state_history(subject_kind, subject_id, seq, lifecycle, from_state, action, to_state, at, person_id, actor, proposal_id, reason)
            values ({thing.Kind}, {id}, {seq}, {lifecycle}, {from}, {action}, {to}, {tx.Now}, {tx.Actor.Person}, {by}, {proposal}, {reason})
            """);
    }
}
