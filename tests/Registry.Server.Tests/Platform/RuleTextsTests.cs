using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Kernel.DualControl;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Tests.Platform;

/// <summary>The sentences of the rules.</summary>
public sealed partial class RuleTextsTests
{
    private static string[] Facts(string text) => [.. Hole().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    public void Both_languages_name_the_same_facts_of_every_rule()
    {
        var different = RuleCatalog.All.Where(r => !Facts(RuleTexts.Of(r.Rule, Language.Chinese)).SequenceEqual(Facts(RuleTexts.Of(r.Rule, Language.English))));

        different.Select(r => r.Rule.Code).ShouldBeEmpty();
    }

    [Fact]
    public void Sentences_end_as_sentences_do()
    {
        RuleCatalog.All.Where(r => !RuleTexts.Of(r.Rule, Language.Chinese).EndsWith('\u3002')).Select(r => r.Rule.Code).ShouldBeEmpty();
        RuleCatalog.All.Where(r => !RuleTexts.Of(r.Rule, Language.English).EndsWith('.')).Select(r => r.Rule.Code).ShouldBeEmpty();
    }

    [Fact]
    public void Instant_is_shown_in_Beijing_time_and_everything_else_as_it_is()
    {
        var finding = DualControlRules.Expired.Found(("expiredAt", new DateTimeOffset(2024, 12, 31, 16, 0, 0, TimeSpan.Zero)));

        finding.Facts[0].Value.ShouldBe("2024-12-31T16:00:00Z");
        RuleTexts.Of(finding, CultureInfo.GetCultureInfo("en")).ShouldContain("2025-01-01 00:00:00");
        Facts("{a} and {b} and {a}").ShouldBe(["{a}", "{b}"]);
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Hole();
}
