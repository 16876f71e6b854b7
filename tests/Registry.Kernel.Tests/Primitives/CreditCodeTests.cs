using CsCheck;
using Registry.Kernel.Primitives;

namespace Registry.Kernel.Tests.Primitives;

public sealed class CreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [Theory]
    [InlineData("91330100799655058B")]
    [InlineData("9144030071526726XG")]
    [InlineData("914403001922038216")]
    [InlineData("91110000802100433B")]
    [InlineData("91350100M000100Y43")]
    [InlineData("11100000000013338W")]
    public void Real_code_is_read(string code) => CreditCode.Parse(code).Value.ShouldBe(code);

    [Theory]
    [InlineData(" 91350100m000100y43 ")]
    [InlineData("\uFF19\uFF11\uFF13\uFF15\uFF10\uFF11\uFF10\uFF10\uFF2D\uFF10\uFF10\uFF10\uFF11\uFF10\uFF10\uFF39\uFF14\uFF13")]
    public void Small_letters_and_full_width_characters_are_brought_into_one_form(string typed) =>
        CreditCode.Parse(typed).ShouldBe(CreditCode.Parse("91350100M000100Y43"));

    [Fact]
    public void Code_with_a_wrong_check_character_is_refused() =>
        IdentityRules.CreditCodeCheck.ShouldRefuse(() => CreditCode.Parse("91350100M000100Y44"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("91350100M000100Y4")]
    [InlineData("91350100M000100Y433")]
    [InlineData("91350100M000100Y4Z")]
    [InlineData("9135010OM000100Y43")]
    [InlineData("9135010IM000100Y43")]
    [InlineData("91350100S000100Y43")]
    [InlineData("91350100V000100Y43")]
    public void Text_of_another_length_or_alphabet_is_refused(string? text) =>
        IdentityRules.CreditCodeMalformed.ShouldRefuse(() => CreditCode.Parse(text));

    [Fact]
    public void One_wrong_character_is_always_found() =>
        Gen.Select(Gen.Char[Alphabet].Array[17], Gen.Int[0, 16], Gen.Int[1, 30]).Sample((body, at, shift) =>
        {
            var check = CreditCode.CheckCharacter(body);
            CreditCode.Parse(new string(body) + check);
            body[at] = Alphabet[(Alphabet.IndexOf(body[at], StringComparison.Ordinal) + shift) % 31];
            IdentityRules.CreditCodeCheck.ShouldRefuse(() => CreditCode.Parse(new string(body) + check));
        });
}
