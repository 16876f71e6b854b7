using System.Security.Cryptography;
using System.Text;

namespace Registry.Kernel.Applications;

/// <summary>How the experts of an assessment were found.</summary>
public enum ExpertAppointment
{
    /// <summary>Two officers named them.</summary>
    ByHand,

    /// <summary>They were drawn from all who could be appointed.</summary>
    AtRandom,
}

/// <summary>What the leader of the experts concludes.</summary>
public enum AssessmentOutcome
{
    /// <summary>Nothing stands against registration.</summary>
    Favourable,

    /// <summary>Something must be completed first.</summary>
    Conditional,

    /// <summary>The experts advise against registration.</summary>
    Unfavourable,
}

/// <summary>
/// The draw of experts (随机抽取): everybody who could be appointed stands in the order of a hash of seed and person, and the first are
/// drawn. Whoever knows seed and candidates can draw again and must come to the same experts.
/// </summary>
public static class ExpertDraw
{
    /// <summary>Draws experts; the first leads them (专家组组长).</summary>
    /// <param name="candidates">Who could be appointed, in any order.</param>
    /// <param name="count">How many are drawn.</param>
    /// <param name="seed">The recorded seed.</param>
    public static IReadOnlyList<long> Choose(IEnumerable<long> candidates, int count, string seed)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return
        [
            .. candidates.Distinct()
                .OrderBy(c => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{c}"))), StringComparer.Ordinal)
                .Take(count),
        ];
    }
}
