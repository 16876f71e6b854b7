using System.Globalization;
using System.Resources;
using CsCheck;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Tests.Platform;

public sealed class TextTests
{
    [Fact]
    public void Missing_text_throws_instead_of_showing_its_key() =>
        Should.Throw<MissingManifestResourceException>(() => Texts.For<UiText>()["no.such.text"]);

    [Fact]
    public void Text_follows_the_language_of_the_reader()
    {
        Texts.For<UiText>().In(Language.English, "site.home").ShouldBe("Home");
        Texts.For<UiText>().In(Language.Chinese, "site.home").ShouldBe("\u9996\u9875");
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("zh", "zh-CN")]
    [InlineData("zh-CN", "zh-CN")]
    [InlineData("fr", null)]
    [InlineData("", null)]
    public void Only_two_languages_can_be_asked_for(string asked, string? served) => Language.Named(asked)?.Name.ShouldBe(served);

    [Fact]
    public void Refusal_is_told_with_its_facts() =>
        RuleTexts.Of(GeneralRules.ValueMalformed.Found(("field", "from"), ("value", "x")), CultureInfo.GetCultureInfo("en")).ShouldBe("\u201Cfrom\u201D cannot be read: x. Write it in the form shown beside the field.");

    [Fact]
    public void Quantities_dates_and_sizes_are_written_one_way()
    {
        Formats.Number(1_283_400).ShouldBe("1,283,400");
        Formats.Tonnes(12).ShouldBe("12 tCO\u2082e");
        Formats.Date(new DateOnly(2026, 11, 22)).ShouldBe("2026-11-22");
        Formats.Date(null).ShouldBe("");
        Formats.Size(1_500_000).ShouldBe("1.4 MB");
    }

    [Theory]
    [InlineData("2023-12-31T15:59:59Z", "2023-12-31 23:59:59", "2023-12-31")]
    [InlineData("2023-12-31T16:00:00Z", "2024-01-01 00:00:00", "2024-01-01")]
    public void Instants_are_written_in_the_time_of_Beijing(string utc, string written, string day)
    {
        var instant = DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);
        Formats.TimeToSecond(instant).ShouldBe(written);
        Formats.Date(Formats.DayOf(instant)).ShouldBe(day);
    }

    [Fact]
    public void Folding_twice_is_folding_once() =>
        Gen.String.Where(text => text.IsNormalizedSafely()).Sample(text => SearchText.Fold(SearchText.Fold(text)) == SearchText.Fold(text));

    [Fact]
    public void Grams_of_a_part_are_among_the_grams_of_the_whole() =>
        Gen.Select(Gen.String.AlphaNumeric, Gen.String[Gen.Char.AlphaNumeric, 2, 6], Gen.String.AlphaNumeric)
            .Sample((before, part, after) => SearchText.Grams(SearchText.Fold(part)).All(SearchText.Grams(SearchText.Fold(before + part + after)).Contains));

    [Fact]
    public void Width_case_and_blanks_are_folded()
    {
        SearchText.Fold("\uFF21 b\uFF08\u3000C\uFF09").ShouldBe("ab(c)");
        SearchText.Grams("ab(cd").ShouldBe(["ab", "cd"]);
        SearchText.Words("Ab  cD").ShouldBe(["ab", "cd"]);
        SearchText.Grams("\U00030B6D\u6797").ShouldBe(["\U00030B6D\u6797"]);
    }
}

file static class Strings
{
    /// <summary>Whether a text can be normalised at all: it has no half of a surrogate pair.</summary>
    public static bool IsNormalizedSafely(this string text) => !text.Any(char.IsSurrogate);
}
