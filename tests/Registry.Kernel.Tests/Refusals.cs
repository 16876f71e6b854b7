using Registry.Kernel.Rules;

namespace Registry.Kernel.Tests;

/// <summary>Asserts refusals by their rule.</summary>
internal static class Refusals
{
    /// <summary>The act is refused for exactly this rule.</summary>
    public static RefusalException ShouldRefuse(this Rule rule, Action act)
    {
        var refusal = Should.Throw<RefusalException>(act);
        refusal.Rule.ShouldBe(rule);
        return refusal;
    }

    /// <summary>The act is refused for exactly this rule.</summary>
    public static RefusalException ShouldRefuse<T>(this Rule rule, Func<T> act) => rule.ShouldRefuse(() => { _ = act(); });

    /// <summary>The value of a fact of the refusal.</summary>
    public static string Fact(this RefusalException refusal, string name) => refusal.Facts.Single(f => f.Name == name).Value;
}
