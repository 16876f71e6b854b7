using System.Text.RegularExpressions;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Tests.Tidy;

/// <summary>Each rule has a code of its own, an article that exists, words in both languages, and a test that names it.</summary>
public sealed partial class RulesTests
{
    private static IEnumerable<string> OddCodes(IEnumerable<string> codes)
    {
        var all = codes.ToArray();
        return all.Where(c => !Code().IsMatch(c)).Select(c => $"{c}: a code is capability.what-is-wrong in kebab case")
            .Concat(all.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => $"{g.Key}: defined {g.Count()} times"));
    }

    /// <summary>
    /// <c>docs/instruments.md</c> has a heading with each instrument's key in backticks, and under it a table or list whose
    /// entries begin with the article in backticks.
    /// </summary>
    internal static IEnumerable<string> Unresolved(IEnumerable<(string Code, Citation Citation)> citations, string instruments)
    {
        var known = Articles(instruments);
        return from c in citations
               where !known.Contains((c.Citation.Instrument, c.Citation.Article))
               select $"{c.Code}: docs/instruments.md does not have {c.Citation}";
    }

    private static HashSet<(string, string)> Articles(string instruments)
    {
        var known = new HashSet<(string, string)>();
        var instrument = "";
        foreach (var line in instruments.Split('\n'))
        {
            if (Heading().Match(line) is { Success: true } heading) instrument = heading.Groups[1].Value;
            else if (Article().Match(line) is { Success: true } article) known.Add((instrument, article.Groups[1].Value));
        }
        return known;
    }

    private static IEnumerable<string> Untested(IEnumerable<string> holders, string tests) =>
        from holder in holders
        let parts = holder.Split('.')
        let name = $"{parts[^2]}.{parts[^1]}"
        where !Regex.IsMatch(tests, $@"\b{Regex.Escape(name)}\b")
        select $"{name}: no test names this rule";

    [Fact]
    public void Codes_are_unique_and_in_kebab_case() => OddCodes(RuleCatalog.All.Select(r => r.Rule.Code)).ShouldBeEmpty();

    [Fact]
    public void Every_citation_stands_in_the_list_of_instruments() =>
        Unresolved(RuleCatalog.All.SelectMany(r => r.Rule.Citations.Select(c => (r.Rule.Code, c))), Tree.File("docs/instruments.md").Text).ShouldBeEmpty();

    [Fact]
    public void Every_rule_has_its_words_in_both_languages() =>
        RuleCatalog.All.Where(r => !RuleTexts.Has(r.Rule, Language.Chinese) || !RuleTexts.Has(r.Rule, Language.English)).Select(r => r.Rule.Code).ShouldBeEmpty();

    [Fact]
    public void Every_rule_is_named_by_a_test() =>
        Untested(RuleCatalog.All.Select(r => r.Holder), string.Concat(Tree.Code.Where(f => f.Under("tests")).Select(f => f.Text))).ShouldBeEmpty();

    [Fact]
    public void No_published_code_disappeared_and_new_ones_were_approved() =>
        Approved.ShouldEqual("rule-codes.txt", RuleCatalog.All.Select(r => r.Rule.Code));

    [Fact]
    public void Code_that_is_gone_or_new_is_found() =>
        Approved.Differences(["a.b", "a.c"], ["a.b", "a.d"]).ShouldBe(["not approved yet: a.d", "gone: a.c"]);

    [Fact]
    public void Odd_code_is_found()
    {
        OddCodes(["account.too-late"]).ShouldBeEmpty();
        OddCodes(["account"]).Count().ShouldBe(1);
        OddCodes(["Account.TooLate"]).Count().ShouldBe(1);
        OddCodes(["account.too_late"]).Count().ShouldBe(1);
        OddCodes(["account.late", "account.late"]).Single().ShouldContain("2 times");
    }

    [Fact]
    public void Citation_of_an_article_that_is_not_listed_is_found()
    {
        const string Listed = "## Measures `measures`\n\n| article | says |\n|---|---|\n| `12` | notice |\n\n## Answers `faq`\n\n| `1.2.9` | persons |\n";
        Unresolved([("a.b", Cite.Measures(12)), ("a.c", Cite.Faq("1.2.9"))], Listed).ShouldBeEmpty();
        Unresolved([("a.b", Cite.Measures(13)), ("a.c", Cite.Faq("12")), ("a.d", Cite.TradingRules(12))], Listed).Count().ShouldBe(3);
    }

    [Fact]
    public void Rule_that_no_test_names_is_found()
    {
        Untested(["Registry.Kernel.Projects.ProjectRules.Late"], "ProjectRules.Late.ShouldBe(x)").ShouldBeEmpty();
        Untested(["Registry.Kernel.Projects.ProjectRules.Late"], "ProjectRules.LateAgain.ShouldBe(x)").Count().ShouldBe(1);
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^#{2,3} .*`([\w-]+)`")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:\||-|\*)\s*`([^`]+)`")]
    private static partial Regex Article();
}
