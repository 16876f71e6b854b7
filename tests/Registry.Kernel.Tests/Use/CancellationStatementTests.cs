using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Use;

namespace Registry.Kernel.Tests.Use;

/// <summary>What a cancellation says of itself is read, or everything wrong with it is named.</summary>
public sealed class CancellationStatementTests
{
    private static IReadOnlyList<Rule> Wrong(string? purpose, string? beneficiary, string? remark)
    {
        var findings = new List<Finding>();
        (CancellationStatement.Read(purpose, beneficiary, remark, findings) is null).ShouldBe(findings.Count > 0);
        return [.. findings.Select(f => f.Rule)];
    }

    [Theory]
    [InlineData("LargeEvent", CancellationPurpose.LargeEvent)]
    [InlineData("EnterpriseEmissions", CancellationPurpose.EnterpriseEmissions)]
    [InlineData("PublicWelfare", CancellationPurpose.PublicWelfare)]
    public void Purpose_of_the_dictionary_is_read(string word, CancellationPurpose purpose)
    {
        var statement = CancellationStatement.Read(word, " City marathon ", null, [])!;

        statement.Purpose.ShouldBe(purpose);
        statement.Beneficiary.ShouldBe("City marathon");
        statement.Remark.ShouldBe("");
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1")]
    [InlineData("largeevent")]
    [InlineData("LargeEvent, Other")]
    public void Other_words_are_refused(string? word) => Wrong(word, "A", null).ShouldBe([UseRules.PurposeUnknown]);

    [Fact]
    public void Beneficiary_is_named_in_characters_that_can_be_seen()
    {
        Wrong("LargeEvent", " ", null).ShouldBe([UseRules.BeneficiaryMissing]);
        Wrong("LargeEvent", null, null).ShouldBe([UseRules.BeneficiaryMissing]);
        Wrong("LargeEvent", "A\u200B", null).ShouldBe([IdentityRules.NameCharacter]);
        Wrong("LargeEvent", new string('A', 101), null).ShouldBe([IdentityRules.NameLength]);
    }

    [Fact]
    public void Another_purpose_is_said_in_the_remark()
    {
        Wrong("Other", "A", " ").ShouldBe([UseRules.RemarkMissing]);
        Wrong("Other", "A", "A school").ShouldBeEmpty();
    }

    [Fact]
    public void Remark_can_be_published()
    {
        Wrong("LargeEvent", "A", new string('x', 500)).ShouldBeEmpty();
        Wrong("LargeEvent", "A", new string('x', 501)).ShouldBe([UseRules.RemarkTooLong]);
        Wrong("LargeEvent", "A", "a\u0000b").ShouldBe([GeneralRules.ValueMalformed]);
        Wrong("LargeEvent", "A", "two\nlines").ShouldBeEmpty();
    }
}
