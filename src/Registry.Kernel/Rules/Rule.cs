namespace Registry.Kernel.Rules;

/// <summary>What sort of wrong a refusal reports; it decides the HTTP status.</summary>
public enum RefusalKind
{
    /// <summary>The input cannot be read as what it should be (400).</summary>
    Malformed,

    /// <summary>Nobody is signed in (401).</summary>
    Unauthenticated,

    /// <summary>The actor may not do this (403).</summary>
    NotEntitled,

    /// <summary>There is no such thing, or it is not the actor's to see (404).</summary>
    Absent,

    /// <summary>The thing is not in a state that allows it, or it changed meanwhile (409).</summary>
    WrongState,

    /// <summary>The facts do not satisfy the rule (422).</summary>
    Unmet,

    /// <summary>It was asked for too often (429).</summary>
    TooOften,

    /// <summary>The system cannot take it now; nothing was changed (503).</summary>
    Busy,
}

/// <summary>A named value that explains a refusal, shown to the person and sent as a fact in problem details.</summary>
/// <param name="Name">Name of the fact, camel case, as texts refer to it in braces.</param>
/// <param name="Value">Value in its invariant written form (dates ISO, instants ISO in UTC, integers plain).</param>
public readonly record struct Fact(string Name, string Value);

/// <summary>A rule that was not satisfied, with the facts of the case.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Facts">What was found.</param>
public sealed record Finding(Rule Rule, IReadOnlyList<Fact> Facts);

/// <summary>
/// One rule of law or of design: a stable code, its citations, and the only ways to refuse. Texts in both languages are
/// kept by the server under the rule's code.
/// </summary>
public sealed class Rule
{
    private Rule(string code, RefusalKind kind, IReadOnlyList<Citation> citations)
    {
        Code = code;
        Kind = kind;
        Citations = citations;
    }

    /// <summary>Stable code, <c>capability.what-is-wrong</c>, never reused.</summary>
    public string Code { get; }

    /// <summary>What sort of wrong it reports.</summary>
    public RefusalKind Kind { get; }

    /// <summary>Where the rule comes from; never empty.</summary>
    public IReadOnlyList<Citation> Citations { get; }

    /// <summary>Defines a rule with one citation.</summary>
    public static Rule Define(string code, Citation citation, RefusalKind kind) => new(code, kind, [citation]);

    /// <summary>Defines a rule with several citations, the strongest first.</summary>
    public static Rule Define(string code, RefusalKind kind, params Citation[] citations) =>
        citations.Length == 0
            ? throw new ArgumentException("A rule needs a citation.", nameof(citations))
            : new(code, kind, citations);

    /// <summary>Refuses unless the condition holds.</summary>
    /// <exception cref="RefusalException">The condition does not hold.</exception>
    public void Require(bool satisfied, params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        if (!satisfied) throw Refuse(facts);
    }

    /// <summary>Adds a finding unless the condition holds; for reviews, forms and dry runs that report everything at once.</summary>
    public void Check(bool satisfied, ICollection<Finding> findings, params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (!satisfied) findings.Add(Found(facts));
    }

    /// <summary>The refusal to throw.</summary>
    public RefusalException Refuse(params ReadOnlySpan<(string Name, object? Value)> facts) => new(Found(facts));

    /// <summary>The finding that this rule is not satisfied.</summary>
    public Finding Found(params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        var list = new Fact[facts.Length];
        for (var i = 0; i < facts.Length; i++)
            list[i] = new Fact(facts[i].Name, Written(facts[i].Value));
        return new Finding(this, list);
    }

    /// <inheritdoc/>
    public override string ToString() => Code;

    private static string Written(object? value) => value switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
