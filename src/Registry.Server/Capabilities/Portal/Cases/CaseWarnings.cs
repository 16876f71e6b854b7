using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications.Submission;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>What a submission was warned of, in words: it bars registration unless it is mended.</summary>
internal static class CaseWarnings
{
    /// <summary>The warnings of a stored list.</summary>
    public static IReadOnlyList<string> Of(string? json) => json is null ? [] :
        [.. Json.Read<IReadOnlyList<SubmitApplication.Warning>>(json).Select(w => (Rule: RuleCatalog.Get(w.Rule), w.Facts))
            .Select(w => RuleTexts.Of(new Finding(w.Rule, w.Facts), Language.Current))];
}
