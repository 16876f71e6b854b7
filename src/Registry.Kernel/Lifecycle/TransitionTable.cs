using Registry.Kernel.Rules;

namespace Registry.Kernel.Lifecycle;

/// <summary>Who may take a step.</summary>
[Flags]
public enum By
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>The account's initiator representative alone (发起代表).</summary>
    Initiator = 1,

    /// <summary>The account's confirmer representative alone (确认代表).</summary>
    Confirmer = 2,

    /// <summary>Both representatives of the account, as one proposal and its confirmation.</summary>
    TwoRepresentatives = 4,

    /// <summary>The validation and verification body that the case names, by its two representatives.</summary>
    Verifier = 8,

    /// <summary>One registry officer, for steps that decide nothing.</summary>
    Officer = 16,

    /// <summary>Two registry officers, as one proposal and its confirmation.</summary>
    TwoOfficers = 32,

    /// <summary>The passing of time.</summary>
    Clock = 64,

    /// <summary>A visitor who has registered a login but has no account yet.</summary>
    Visitor = 128,

    /// <summary>Any one person who represents an account, of whatever type.</summary>
    Participant = 256,

    /// <summary>One operator of the exchange (交易机构), for steps that the registry body's decision follows.</summary>
    Exchange = 512,
}

/// <summary>One step of a lifecycle.</summary>
/// <param name="From">State before.</param>
/// <param name="Action">What is done.</param>
/// <param name="To">State after.</param>
/// <param name="By">Who may do it.</param>
public sealed record Transition<TState, TAction>(TState From, TAction Action, TState To, By By)
    where TState : struct, Enum
    where TAction : struct, Enum;

/// <summary>A lifecycle as documents and diagrams show it, whatever its states are.</summary>
public interface ILifecycle
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>Where it comes from.</summary>
    Citation Source { get; }

    /// <summary>Its steps with states and actions by name, in the order written.</summary>
    IReadOnlyList<(string From, string Action, string To, By By)> Steps { get; }
}

/// <summary>
/// The steps that exist. A step that is not in the table is refused; the same table feeds pages, documents and the
/// test over the full product of states, actions and actors.
/// </summary>
public sealed class TransitionTable<TState, TAction> : ILifecycle
    where TState : struct, Enum
    where TAction : struct, Enum
{
    private readonly Dictionary<(TState, TAction), Transition<TState, TAction>> byStep = [];

    /// <summary>Makes a table; a pair of state and action may stand in it once.</summary>
    public TransitionTable(string name, Citation source, params (TState From, TAction Action, TState To, By By)[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Name = name;
        Source = source;
        var list = new List<Transition<TState, TAction>>(rows.Length);
        foreach (var (from, action, to, by) in rows)
        {
            var row = new Transition<TState, TAction>(from, action, to, by);
            byStep.Add((from, action), row);
            list.Add(row);
        }
        Rows = list;
    }

    /// <summary>Name of the lifecycle as documents and history rows write it.</summary>
    public string Name { get; }

    /// <summary>Where the lifecycle comes from.</summary>
    public Citation Source { get; }

    /// <summary>All steps, in the order written.</summary>
    public IReadOnlyList<Transition<TState, TAction>> Rows { get; }

    /// <inheritdoc/>
    public IReadOnlyList<(string From, string Action, string To, By By)> Steps =>
        [.. Rows.Select(r => (r.From.ToString(), r.Action.ToString(), r.To.ToString(), r.By))];

    /// <summary>The state after a step.</summary>
    /// <exception cref="RefusalException">The step does not exist, or the actor may not take it.</exception>
    public TState Next(TState from, TAction action, By actor)
    {
        if (!byStep.TryGetValue((from, action), out var row))
            throw LifecycleRules.NoSuchStep.Refuse(("lifecycle", Name), ("state", from), ("action", action));
        LifecycleRules.NotThisActor.Require((row.By & actor) != 0,
            ("lifecycle", Name), ("state", from), ("action", action), ("by", row.By), ("actor", actor));
        return row.To;
    }

    /// <summary>The step, if it exists.</summary>
    public Transition<TState, TAction>? Find(TState from, TAction action) => byStep.GetValueOrDefault((from, action));

    /// <summary>Whether a change of state is one that the table allows, whatever the action.</summary>
    public bool Allows(TState from, TAction action, TState to) =>
        byStep.TryGetValue((from, action), out var row) && EqualityComparer<TState>.Default.Equals(row.To, to);

    /// <summary>What an actor may do in a state.</summary>
    public IEnumerable<TAction> Available(TState from, By actor) =>
        Rows.Where(r => EqualityComparer<TState>.Default.Equals(r.From, from) && (r.By & actor) != 0).Select(r => r.Action);

    /// <summary>States that nothing leaves.</summary>
    public bool IsFinal(TState state) => !Rows.Any(r => EqualityComparer<TState>.Default.Equals(r.From, state));
}

/// <summary>Rules of steps.</summary>
public static class LifecycleRules
{
    /// <summary>The state does not allow the step.</summary>
    public static readonly Rule NoSuchStep = Rule.Define("lifecycle.no-such-step", Cite.Design("lifecycles"), RefusalKind.WrongState);

    /// <summary>The step exists, but not for this actor.</summary>
    public static readonly Rule NotThisActor = Rule.Define("lifecycle.not-this-actor", Cite.Design("lifecycles"), RefusalKind.NotEntitled);
}
