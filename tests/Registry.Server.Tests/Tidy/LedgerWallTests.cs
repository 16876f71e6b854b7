using System.Text.RegularExpressions;

namespace Registry.Server.Tests.Tidy;

/// <summary>Units move in one place: only the ledger's own folder writes its tables, and no quantity there is a fraction.</summary>
public sealed partial class LedgerWallTests
{
    private static IEnumerable<string> ForeignWrites(IEnumerable<SourceFile> files) =>
        from file in files
        where !file.Under("src/Registry.Server/Capabilities/Ledger") && !file.Path.Contains("_ledger", StringComparison.Ordinal)
        from Match match in Write().Matches(file.Text)
        select $"{file.Path}: writes the ledger outside of it: {match.Value}";

    private static IEnumerable<string> Fractions(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Under("src/Registry.Kernel/Ledger") || file.Under("src/Registry.Server/Capabilities/Ledger") || file.Path == "src/Registry.Kernel/Primitives/Units.cs"
        from row in file.Lines
        where !row.Line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Floating().IsMatch(row.Line)
        select $"{file.Path}:{row.Number}: units are whole: {row.Line.Trim()}";

    [Fact]
    public void Only_the_ledger_writes_its_tables() => ForeignWrites(Tree.Product).ShouldBeEmpty();

    [Fact]
    public void No_floating_type_stands_in_the_ledger() => Fractions(Tree.Product).ShouldBeEmpty();

    [Theory]
    [InlineData("insert into entry(posting_id) values (1)")]
    [InlineData("INSERT INTO\n    posting (id)")]
    [InlineData("update position set sent = sent + 1")]
    [InlineData("delete from lot where id = 1")]
    [InlineData("insert into ledger_checkpoint(size) values (1)")]
    [InlineData("copy entry (posting_id) from stdin")]
    [InlineData("truncate table posting")]
    [InlineData("delete from hold")]
    [InlineData("update log_head set size = 0")]
    public void Write_from_another_folder_is_found(string sql)
    {
        ForeignWrites([new("src/Registry.Server/Capabilities/Issuance/Issue/Issue.cs", sql)]).Count().ShouldBe(1);
        ForeignWrites([new("src/Registry.Server/Capabilities/Ledger/Store.cs", sql)]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("select * from entry join posting on posting.id = entry.posting_id")]
    [InlineData("insert into audit_entry(id) values (1)")]
    [InlineData("update lottery set drawn = 1")]
    public void Reading_it_or_writing_elsewhere_is_allowed(string sql) =>
        ForeignWrites([new("src/Registry.Server/Capabilities/Holdings/X.cs", sql)]).ShouldBeEmpty();

    [Theory]
    [InlineData("decimal")]
    [InlineData("double")]
    [InlineData("float")]
    public void Floating_type_is_found(string type) =>
        Fractions([new("src/Registry.Kernel/Ledger/Lot.cs", $"public {type} Quantity;")]).Count().ShouldBe(1);

    [GeneratedRegex(@"\b(insert\s+into|update|delete\s+from|merge\s+into|truncate(\s+table)?|copy)\s+(ledger_\w+|lot|position|posting|entry|reservation|hold|log_head|day)\b(?!_)", RegexOptions.IgnoreCase)]
    private static partial Regex Write();

    [GeneratedRegex(@"\b(double|float|decimal|Half|Single|Double|Decimal)\b")]
    private static partial Regex Floating();
}
