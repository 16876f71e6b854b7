using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Registry.Server.Tests.Tidy;

/// <summary>Chinese lives in resources, documents and data; code is English; whatever is said is said in both languages.</summary>
public sealed partial class LanguageTests
{
    private static IEnumerable<string> ChineseInCode(IEnumerable<SourceFile> files) =>
        from file in files
        from row in file.Lines
        where !row.Line.TrimStart().StartsWith("///", StringComparison.Ordinal) && Chinese().IsMatch(row.Line)
        select $"{file.Path}:{row.Number}: Chinese belongs in a .resx, a document or data";

    private static IEnumerable<string> UnlikePairs(IEnumerable<SourceFile> files)
    {
        var resources = files.Where(f => f.Extension == ".resx").ToDictionary(f => f.Path, Entries);
        foreach (var (path, chinese) in resources.Where(r => !r.Key.EndsWith(".en.resx", StringComparison.Ordinal)))
        {
            if (!resources.TryGetValue(path.Replace(".zh-CN.resx", ".en.resx", StringComparison.Ordinal), out var english) || english == chinese)
            {
                yield return $"{path}: has no English twin, or is not named X.zh-CN.resx";
                continue;
            }
            foreach (var key in chinese.Keys.Except(english.Keys)) yield return $"{path}: {key} has no English";
            foreach (var key in english.Keys.Except(chinese.Keys)) yield return $"{path}: {key} has no Chinese";
            foreach (var key in chinese.Keys.Intersect(english.Keys))
            {
                if (!Holes(chinese[key]).SetEquals(Holes(english[key]))) yield return $"{path}: {key} has other placeholders in English";
                if (string.IsNullOrWhiteSpace(chinese[key]) || string.IsNullOrWhiteSpace(english[key])) yield return $"{path}: {key} is empty";
            }
        }
        foreach (var path in resources.Keys.Where(p => p.EndsWith(".en.resx", StringComparison.Ordinal)))
            if (!resources.ContainsKey(path.Replace(".en.resx", ".zh-CN.resx", StringComparison.Ordinal))) yield return $"{path}: has no Chinese twin";
    }

    private static Dictionary<string, string> Entries(SourceFile file)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var data in XDocument.Parse(file.Text).Root!.Elements("data"))
            entries.Add(data.Attribute("name")!.Value, data.Element("value")!.Value);
        return entries;
    }

    private static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(m => m.Value)];

    private static SourceFile Resource(string language, params (string Key, string Value)[] entries) => new($"src/X/XText.{language}.resx",
        new XElement("root", entries.Select(e => new XElement("data", new XAttribute("name", e.Key), new XElement("value", e.Value)))).ToString());

    [Fact]
    public void Code_is_written_in_English() => ChineseInCode(Tree.Code).ShouldBeEmpty();

    [Fact]
    public void Every_text_is_there_in_both_languages_with_the_same_placeholders() => UnlikePairs(Tree.All).ShouldBeEmpty();

    [Theory]
    [InlineData("var name = \"\u7532\";", 1)]
    [InlineData("// \u9879\u76ee", 1)]
    [InlineData("var comma = '\uff0c';", 1)]
    [InlineData("/// <summary>Project. \u9879\u76ee.</summary>", 0)]
    [InlineData("var dash = '\u2013';", 0)]
    public void Chinese_in_code_is_found(string line, int found) => ChineseInCode([new("src/X.cs", line)]).Count().ShouldBe(found);

    [Fact]
    public void Pair_that_says_the_same_is_accepted() =>
        UnlikePairs([Resource("zh-CN", ("a", "{x} \u65e5")), Resource("en", ("a", "day {x}"))]).ShouldBeEmpty();

    [Fact]
    public void Faults_of_a_pair_are_found()
    {
        UnlikePairs([Resource("zh-CN", ("a", "x"))]).Single().ShouldContain("no English twin");
        UnlikePairs([Resource("en", ("a", "x"))]).Single().ShouldContain("no Chinese twin");
        UnlikePairs([Resource("zh-CN", ("a", "x"), ("b", "y")), Resource("en", ("a", "x"))]).Single().ShouldContain("b has no English");
        UnlikePairs([Resource("zh-CN", ("a", "x")), Resource("en", ("a", "x"), ("b", "y"))]).Single().ShouldContain("b has no Chinese");
        UnlikePairs([Resource("zh-CN", ("a", "{day}")), Resource("en", ("a", "{date}"))]).Single().ShouldContain("placeholders");
        UnlikePairs([Resource("zh-CN", ("a", "x")), Resource("en", ("a", " "))]).Single().ShouldContain("empty");
    }

    [GeneratedRegex(@"[\u2E80-\u9FFF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF]")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\{\w+(:[^}]*)?\}")]
    private static partial Regex Hole();
}
