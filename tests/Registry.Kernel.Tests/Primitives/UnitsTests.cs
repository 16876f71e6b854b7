using CsCheck;
using Registry.Kernel.Primitives;

namespace Registry.Kernel.Tests.Primitives;

public sealed class UnitsTests
{
    [Fact]
    public void Negative_quantity_cannot_be_made() => Should.Throw<ArgumentOutOfRangeException>(() => new Units(-1));

    [Fact]
    public void Difference_below_zero_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => new Units(3) - new Units(4));

    [Fact]
    public void Sum_that_does_not_fit_overflows_loudly() => Should.Throw<OverflowException>(() => new Units(long.MaxValue) + new Units(1));

    [Fact]
    public void Adding_and_taking_away_gives_back_what_was_there() =>
        Gen.Select(Gen.Long[0, long.MaxValue / 2], Gen.Long[0, long.MaxValue / 2]).Sample((a, b) =>
            (new Units(a) + new Units(b) - new Units(b)).Tonnes == a && (new Units(a) < new Units(b)) == (a < b));

    [Fact]
    public void Written_form_is_plain_digits_in_every_culture() => new Units(1234567).ToString().ShouldBe("1234567");
}
