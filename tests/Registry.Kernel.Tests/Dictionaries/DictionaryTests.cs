using System.Text.Json;
using Registry.Kernel.Primitives;
using static Registry.Kernel.Tests.Calendar.Calendars;

namespace Registry.Kernel.Tests.Dictionaries;

public sealed class DictionaryTests
{
    private static readonly JsonElement Sectors = Open("sectors").GetProperty("sectors");
    private static readonly JsonElement Types = Open("project-types").GetProperty("types");
    private static readonly JsonElement Methodologies = Open("methodologies").GetProperty("methodologies");
    private static readonly JsonElement Bodies = Open("verification-bodies").GetProperty("bodies");
    private static readonly JsonElement Batches = Open("verification-bodies").GetProperty("batches");

    private static JsonElement Open(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "data", $"{name}.json"))).RootElement;

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

    private static JsonElement ByCode(JsonElement list, string code, string key = "code") => list.EnumerateArray().Single(i => Text(i, key) == code);

    private static DateOnly? ApprovedFrom(string body, string sector)
    {
        foreach (var approval in ByCode(Bodies, body, "zh").GetProperty("sectors").EnumerateArray().Where(s => Text(s, "sector") == sector))
            return Day(Text(Batches.EnumerateArray().Single(b => b.GetProperty("batch").GetInt32() == approval.GetProperty("batch").GetInt32()), "effectiveFrom"));
        return null;
    }

    private static IEnumerable<IDictionary<string, object>> Applications() =>
        SharedFiles.Rows("public_records.csv").Where(r => r["category_code"] is "1" or "1-1" or "3-1");

    [Theory]
    [InlineData("divisions", "divisions", 35)]
    [InlineData("sectors", "sectors", 15)]
    [InlineData("project-types", "types", 13)]
    [InlineData("methodologies", "methodologies", 13)]
    [InlineData("methodologies", "unnumbered", 2)]
    [InlineData("verification-bodies", "bodies", 8)]
    [InlineData("industry-sections", "sections", 20)]
    public void Dictionary_names_its_source_and_has_no_code_twice(string file, string list, int count)
    {
        var root = Open(file);
        Text(root, "source").Length.ShouldBeGreaterThan(20);
        var items = root.GetProperty(list).EnumerateArray().ToList();
        items.Count.ShouldBe(count);
        var key = list is "bodies" ? "approvalNumber" : list is "unnumbered" ? "zh" : "code";
        items.Select(i => Text(i, key)).ShouldBeUnique();
        foreach (var item in items)
        {
            LegalName.Parse(Text(item, "zh"));
            Text(item, "en").ShouldMatch("^[\\x20-\\x7E]{2,}$");
        }
    }

    [Fact]
    public void Sectors_are_the_fifteen_letters_in_order() =>
        Sectors.EnumerateArray().Select((s, i) => (Text(s, "code"), s.GetProperty("number").GetInt32())).ShouldBe(Enumerable.Range(1, 15).Select(n => (((char)('A' + n - 1)).ToString(), n)));

    [Fact]
    public void Type_methodology_and_sector_fit_each_other()
    {
        foreach (var methodology in Methodologies.EnumerateArray())
        {
            var code = Text(methodology, "code");
            var sector = ByCode(Sectors, Text(methodology, "sector"));
            code.ShouldBe($"CCER-{sector.GetProperty("number").GetInt32():D2}-{code[8..11]}-V{methodology.GetProperty("version").GetInt32():D2}");
            foreach (var type in methodology.GetProperty("types").EnumerateArray())
            {
                var listed = ByCode(Types, type.GetString()!);
                Text(listed, "methodology").ShouldBe(code);
                Text(listed, "sector").ShouldBe(Text(methodology, "sector"));
                var parsed = ProjectTypeCode.Parse(Text(listed, "code"));
                $"{parsed.Methodology:D3}".ShouldBe(code[8..11]);
                foreach (var sub in listed.GetProperty("subTypes").EnumerateArray()) Text(sub, "code")[..5].ShouldBe(parsed.Value);
            }
        }
        Types.EnumerateArray().Select(t => Text(t, "methodology")).Except(Methodologies.EnumerateArray().Select(m => Text(m, "code"))).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_known_of_a_methodology_is_named_as_unverified()
    {
        foreach (var methodology in Methodologies.EnumerateArray())
        {
            var unverified = methodology.GetProperty("unverified").EnumerateArray().Select(u => u.GetString()).ToList();
            foreach (var field in new[] { "publishedOn", "effectiveFrom" })
                if (methodology.GetProperty(field).ValueKind is JsonValueKind.Null) unverified.ShouldContain(field);
            if (methodology.GetProperty("maxCreditingYears").ValueKind is JsonValueKind.Null) unverified.ShouldContain("maxCreditingYears");
            if (methodology.GetProperty("additionalityRoutes").GetArrayLength() == 0) unverified.ShouldContain("additionalityRoutes");
            unverified.Where(u => !methodology.TryGetProperty(u!, out _)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Approvals_name_batches_and_sectors_that_exist()
    {
        foreach (var body in Bodies.EnumerateArray())
        {
            Text(body, "approvalNumber").ShouldMatch("^CNCA-R-[0-9]{4}-[0-9]{3,4}$");
            body.GetProperty("sectors").GetArrayLength().ShouldBeGreaterThan(0);
            foreach (var approval in body.GetProperty("sectors").EnumerateArray())
            {
                ByCode(Sectors, Text(approval, "sector"));
                ApprovedFrom(Text(body, "zh"), Text(approval, "sector")).ShouldNotBeNull();
            }
        }
    }

    [Fact]
    public void Every_real_application_uses_a_type_and_methodology_of_the_dictionaries_that_was_in_force()
    {
        foreach (var row in Applications())
        {
            var type = ByCode(Types, (string)row["project_type_code"]);
            Text(type, "zh").ShouldBe((string)row["project_type_name"]);
            Text(type, "methodology").ShouldBe((string)row["methodology_no"]);
            Text(ByCode(Sectors, (string)row["sector_code"]), "zh").ShouldBe((string)row["sector_name"]);
            var methodology = ByCode(Methodologies, (string)row["methodology_no"]);
            new[] { Text(methodology, "zh"), methodology.GetProperty("platformName").GetString() }.ShouldContain((string)row["methodology_name"]);
            Day(Text(methodology, "effectiveFrom")).ShouldBeLessThanOrEqualTo(Day(((string)row["published_at"])[..10]));
            var subType = (string)row["project_subtype_code"];
            if (subType != "") type.GetProperty("subTypes").EnumerateArray().Select(s => Text(s, "code")).ShouldContain(subType);
        }
    }

    [Fact]
    public void Every_body_of_a_real_application_was_approved_in_its_sector()
    {
        foreach (var row in Applications())
        {
            var published = Day(((string)row["published_at"])[..10]);
            foreach (var body in new[] { (string)row["validation_body"], row["category_code"] is "3-1" ? (string)row["verification_body"] : "" }.Where(b => b != ""))
                ApprovedFrom(body, (string)row["sector_code"]).ShouldNotBeNull().ShouldBeLessThanOrEqualTo(published);
        }
    }

    [Fact]
    public void Every_real_division_is_in_the_dictionary()
    {
        var divisions = Open("divisions").GetProperty("divisions");
        foreach (var row in Applications().Where(r => (string)r["province_code"] != ""))
            DivisionCode.Parse(Text(ByCode(divisions, (string)row["province_code"]), "code"));
    }
}
