using Registry.Kernel.DualControl;
using Registry.Server.Platform.Text;

namespace Registry.Server.Tests.Tidy;

/// <summary>The documents that are made from the code equal it.</summary>
public sealed class GeneratedDocumentsTests
{
    [Fact]
    public void Documents_are_what_the_code_says() => GeneratedDocuments.Stale(Path.Combine(Tree.Root, "docs")).ShouldBeEmpty();

    [Fact]
    public void Document_that_is_missing_or_was_edited_is_stale()
    {
        var folder = Directory.CreateTempSubdirectory("registry-docs-").FullName;
        try
        {
            GeneratedDocuments.Stale(folder).ShouldBe(["rules.md", "lifecycles.md"]);
            foreach (var (name, text) in GeneratedDocuments.All) File.WriteAllText(Path.Combine(folder, name), text);
            GeneratedDocuments.Stale(folder).ShouldBeEmpty();
            File.AppendAllText(Path.Combine(folder, "lifecycles.md"), " ");
            GeneratedDocuments.Stale(folder).ShouldBe(["lifecycles.md"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Every_lifecycle_is_found_and_has_a_name_of_its_own()
    {
        var names = GeneratedDocuments.Tables.Select(t => t.Lifecycle.Name).ToArray();
        names.ShouldContain(TwoPersons.Table.Name);
        names.Distinct().Count().ShouldBe(names.Length);
        names.Length.ShouldBeGreaterThanOrEqualTo(8);
    }

    [Fact]
    public void Every_lifecycle_cites_an_article_that_is_listed() => RulesTests.Unresolved(
        GeneratedDocuments.Tables.Select(t => (t.Lifecycle.Name, t.Lifecycle.Source)), Tree.File("docs/instruments.md").Text).ShouldBeEmpty();
}
