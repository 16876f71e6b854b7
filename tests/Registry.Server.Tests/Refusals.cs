using Registry.Kernel.Rules;

namespace Registry.Server.Tests;

/// <summary>Asserts refusals by their rule.</summary>
internal static class Refusals
{
    /// <summary>The act is refused for exactly this rule.</summary>
    public static async Task<RefusalException> ShouldRefuse(this Rule rule, Func<Task> act)
    {
        var refusal = await Should.ThrowAsync<RefusalException>(act);
        refusal.Rule.ShouldBe(rule);
        return refusal;
    }
}
