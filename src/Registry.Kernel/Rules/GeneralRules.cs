namespace Registry.Kernel.Rules;

/// <summary>Rules that belong to no single capability.</summary>
public static class GeneralRules
{
    /// <summary>No regulation was in force on the day.</summary>
    public static readonly Rule NoRegime = Rule.Define("general.no-regime", Cite.Measures(51), RefusalKind.Unmet);

    /// <summary>A required value is missing.</summary>
    public static readonly Rule ValueMissing = Rule.Define("general.value-missing", Cite.Faq("1.3.7"), RefusalKind.Malformed);

    /// <summary>A value cannot be read as what it should be.</summary>
    public static readonly Rule ValueMalformed = Rule.Define("general.value-malformed", Cite.Design("input"), RefusalKind.Malformed);

    /// <summary>There is no such thing, or it is not the actor's to see.</summary>
    public static readonly Rule Absent = Rule.Define("general.absent", Cite.Design("absence"), RefusalKind.Absent);

    /// <summary>The actor may not do this.</summary>
    public static readonly Rule NotEntitled = Rule.Define("general.not-entitled", Cite.Measures(39), RefusalKind.NotEntitled);

    /// <summary>The thing changed since it was read.</summary>
    public static readonly Rule ChangedMeanwhile = Rule.Define("concurrency.changed-meanwhile", Cite.Design("versions"), RefusalKind.WrongState);

    /// <summary>An instruction id was used before for something else.</summary>
    public static readonly Rule InstructionReused = Rule.Define("concurrency.instruction-reused", Cite.Design("instructions"), RefusalKind.Unmet);

    /// <summary>Too much work is waiting; nothing was changed and the caller may come back.</summary>
    public static readonly Rule Busy = Rule.Define("concurrency.busy", Cite.Design("writer"), RefusalKind.Busy);
}
