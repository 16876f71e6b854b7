using Registry.Kernel.Rules;

namespace Registry.Kernel.Tests.Rules;

public sealed class RegimeTests
{
    [Fact]
    public void Day_before_the_first_regime_is_refused() =>
        Should.Throw<RefusalException>(() => Regime.On(new DateOnly(2023, 10, 19))).Rule.ShouldBe(GeneralRules.NoRegime);

    [Fact]
    public void First_day_of_a_regime_belongs_to_it() =>
        Regime.On(new DateOnly(2023, 10, 20)).ShouldBe(Regime.All[0]);

    [Fact]
    public void Regimes_stand_in_order_of_their_first_day() =>
        Regime.All.Select(r => r.EffectiveFrom).ShouldBe(Regime.All.Select(r => r.EffectiveFrom).Distinct().Order());

    [Fact]
    public void Order_31_sets_the_numbers_that_notices_and_windows_use()
    {
        var regime = Regime.On(new DateOnly(2024, 1, 22));
        regime.NoticeWorkingDays.Value.ShouldBe(20);
        regime.ConstructionAfter.Value.ShouldBe(new DateOnly(2012, 11, 8));
        regime.ReductionsAfter.Value.ShouldBe(new DateOnly(2020, 9, 22));
        regime.ReductionWindowYears.Value.ShouldBe(5);
    }
}
