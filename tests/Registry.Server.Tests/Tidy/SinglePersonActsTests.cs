using System.Text.RegularExpressions;

namespace Registry.Server.Tests.Tidy;

/// <summary>What one person does, or none, stands with its reason in <c>docs/single-person-acts.md</c>; everything else needs two.</summary>
public sealed partial class SinglePersonActsTests
{
    private static readonly string[] Mechanism = ["{act.Code}.propose", "{action}.confirm"];

    /// <summary>Names of acts that begin a transaction without the mechanism; a name with a hole stands for all that fit it.</summary>
    private static HashSet<string> Done(IEnumerable<SourceFile> files) =>
        files.Where(f => f.Extension == ".cs").SelectMany(f => Begun().Matches(f.Text).Concat(Held().Matches(f.Text))).Select(m => m.Groups[1].Value)
            .Except(Mechanism).ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> TwoPersons(IEnumerable<SourceFile> files) =>
        files.SelectMany(f => Act().Matches(f.Text)).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> Listed(string document) => Row().Matches(document).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Faults(HashSet<string> done, HashSet<string> twoPersons, HashSet<string> listed) =>
        done.Where(d => !listed.Any(l => Fits(d, l))).Select(d => $"{d}: one person does it, and no reason stands in the list")
            .Concat(listed.Where(l => !done.Any(d => Fits(d, l))).Select(l => $"{l}: stands in the list, and nobody does it"))
            .Concat(listed.Intersect(twoPersons).Select(l => $"{l}: needs two persons, and stands in the list"));

    private static bool Fits(string name, string listed) =>
        name.Contains('{', StringComparison.Ordinal) ? listed.StartsWith(name[..name.IndexOf('{', StringComparison.Ordinal)], StringComparison.Ordinal) : name == listed;

    [Fact]
    public void Every_act_of_one_person_stands_in_the_list_with_its_reason()
    {
        var product = Tree.Product.ToList();
        TwoPersons(product).Count.ShouldBeGreaterThan(20);
        Faults(Done(product), TwoPersons(product), Listed(Tree.File("docs/single-person-acts.md").Text)).ShouldBeEmpty();
    }

    [Fact]
    public void Act_that_is_not_listed_or_not_done_or_needs_two_is_found()
    {
        var done = Done([new("src/X.cs", """db.Transaction(actor, new ActionCode("a.b"), x); db.Transaction(actor, new("a.c"), x); ActionCode Code = new("a.d");""")]);
        done.ShouldBe(["a.b", "a.c", "a.d"], ignoreOrder: true);
        var two = TwoPersons([new("src/Y.cs", """public override ActionCode Code => new("a.e");""")]);

        Faults(done, two, Listed("| `a.b` | x |\n| `a.c` | x |\n| `a.d` | x |\n")).ShouldBeEmpty();
        Faults(done, two, Listed("| `a.b` | x |\n| `a.c` | x |\n| `a.e` | x |\n")).Count().ShouldBe(3);
    }

    [GeneratedRegex("""Transaction\([\w.]+,\s*new(?: ActionCode|[\w.]+ActionCode)?\(\$?"([^"]+)"\)""")]
    private static partial Regex Begun();

    [GeneratedRegex("""ActionCode \w+ = new\("([^"]+)"\)""")]
    private static partial Regex Held();

    [GeneratedRegex("""override ActionCode Code => new\("([^"]+)"\)""")]
    private static partial Regex Act();

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
