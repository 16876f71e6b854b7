using Registry.Kernel.Primitives;

namespace Registry.Kernel.Tests.Primitives;

public sealed class LegalNameTests
{
    [Fact]
    public void Name_is_kept_as_written_and_only_its_key_is_folded()
    {
        var name = LegalName.Parse(" Zhonghuan\uFF08Beijing\uFF09 Co.\u3014A\u3015 ");
        name.Value.ShouldBe("Zhonghuan\uFF08Beijing\uFF09 Co.\u3014A\u3015");
        name.SearchKey.ShouldBe("zhonghuan(beijing)co.(a)");
        LegalName.Parse("ZHONGHUAN (Beijing)Co.[a]").SearchKey.ShouldBe(name.SearchKey);
    }

    [Fact]
    public void Decomposed_and_composed_spellings_are_one_name() =>
        LegalName.Parse("Cafe\u0301").ShouldBe(LegalName.Parse("Caf\u00E9"));

    [Fact]
    public void Rare_character_beyond_sixteen_bits_is_kept_and_counts_once()
    {
        var name = string.Concat(Enumerable.Repeat("\U0002CB2D", 100));
        LegalName.Parse(name).Value.ShouldBe(name);
        LegalName.Parse(name).SearchKey.ShouldBe(name);
        IdentityRules.NameLength.ShouldRefuse(() => LegalName.Parse(name + "x")).Fact("length").ShouldBe("101");
    }

    [Theory]
    [InlineData("A\u202EB", "2", "U+202E")]
    [InlineData("A\u2066B", "2", "U+2066")]
    [InlineData("A\u200BB", "2", "U+200B")]
    [InlineData("AB\u200D", "3", "U+200D")]
    [InlineData("\uFEFFAB", "1", "U+FEFF")]
    [InlineData("A\nB", "2", "U+000A")]
    [InlineData("A\u0000B", "2", "U+0000")]
    [InlineData("A\u2028B", "2", "U+2028")]
    [InlineData("A\uE000B", "2", "U+E000")]
    public void Name_with_a_character_that_nobody_sees_is_refused(string name, string position, string character)
    {
        var refusal = IdentityRules.NameCharacter.ShouldRefuse(() => LegalName.Parse(name));
        refusal.Fact("position").ShouldBe(position);
        refusal.Fact("character").ShouldBe(character);
    }

    [Fact]
    public void Half_of_a_rare_character_is_refused() =>
        IdentityRules.NameCharacter.ShouldRefuse(() => LegalName.Parse("A" + (char)0xD86D)).Fact("character").ShouldBe("U+D86D");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u3000 ")]
    public void Empty_name_is_refused(string? name) => IdentityRules.NameLength.ShouldRefuse(() => LegalName.Parse(name));

    [Fact]
    public void Every_real_name_is_accepted_unchanged()
    {
        foreach (var row in SharedFiles.Rows("public_records.csv"))
            foreach (var column in new[] { "project_name", "owner", "validation_body" })
                LegalName.Parse((string)row[column]).Value.ShouldBe((string)row[column]);
    }
}
