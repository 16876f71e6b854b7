using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Tests.Lifecycle;

/// <summary>Tries every combination of state, action and actor of a lifecycle, and writes down what was allowed.</summary>
internal static class Product
{
    private static readonly By[] Actors = [.. Enum.GetValues<By>().Where(b => b != By.None)];

    /// <summary>What is allowed, one line for each: <c>from action to actor</c>. Everything else was refused, for the right rule.</summary>
    public static IEnumerable<string> Allowed<TState, TAction>(TransitionTable<TState, TAction> table)
        where TState : struct, Enum
        where TAction : struct, Enum =>
        from state in Enum.GetValues<TState>()
        from action in Enum.GetValues<TAction>()
        from actor in Actors
        let to = Try(table, state, action, actor)
        where to is not null
        select $"{state} {action} {to} {actor}";

    /// <summary>The lines of a list in which several actors stand behind one step, joined by <c>|</c>.</summary>
    public static IEnumerable<string> Lines(string list) =>
        from line in list.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        from actor in words[3].Split('|')
        select $"{words[0]} {words[1]} {words[2]} {actor}";

    private static TState? Try<TState, TAction>(TransitionTable<TState, TAction> table, TState state, TAction action, By actor)
        where TState : struct, Enum
        where TAction : struct, Enum
    {
        try
        {
            var to = table.Next(state, action, actor);
            table.Available(state, actor).ShouldContain(action);
            return to;
        }
        catch (RefusalException refusal)
        {
            refusal.Rule.ShouldBe(table.Find(state, action) is null ? LifecycleRules.NoSuchStep : LifecycleRules.NotThisActor);
            table.Available(state, actor).ShouldNotContain(action);
            return null;
        }
    }
}
