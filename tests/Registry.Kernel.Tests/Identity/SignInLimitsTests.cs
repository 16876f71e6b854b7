using Registry.Kernel.Identity;

namespace Registry.Kernel.Tests.Identity;

public sealed class SignInLimitsTests
{
    private static readonly DateTimeOffset Last = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(4, 0, false)]
    [InlineData(5, 0, true)]
    [InlineData(5, 899, true)]
    [InlineData(5, 900, false)]
    [InlineData(500, 900, false)]
    public void Five_failures_lock_for_fifteen_minutes_and_not_for_ever(int failures, int seconds, bool locked) =>
        SignInLimits.LockedUntil(failures, SignInLimits.Failures.Value, Last, Last.AddSeconds(seconds)).ShouldBe(locked ? Last.AddMinutes(15) : null);

    [Theory]
    [InlineData(true, 899, false)]
    [InlineData(true, 900, true)]
    [InlineData(false, 1799, false)]
    [InlineData(false, 1800, true)]
    public void Idle_session_ends_after_fifteen_minutes_for_staff_and_thirty_for_others(bool staff, int seconds, bool over) =>
        SignInLimits.IsOver(staff, Last, Last.AddHours(12), Last.AddSeconds(seconds)).ShouldBe(over);

    [Fact]
    public void Busy_session_ends_when_it_becomes_too_old()
    {
        var expires = Last + SignInLimits.Absolute.Value;
        expires.ShouldBe(Last.AddHours(12));
        SignInLimits.IsOver(true, expires.AddSeconds(-1), expires, expires.AddTicks(-1)).ShouldBeFalse();
        SignInLimits.IsOver(true, expires.AddSeconds(-1), expires, expires).ShouldBeTrue();
    }

    [Fact]
    public void Two_colleagues_who_mistype_do_not_lock_their_office_out() =>
        SignInLimits.AddressFailures.Value.ShouldBeGreaterThan(2 * SignInLimits.Failures.Value);
}
