namespace Registry.Server.Platform.Time;

/// <summary>The one place that tells the time. Instants are UTC; the date of law is that of Asia/Shanghai.</summary>
public sealed class RegistryClock(TimeProvider time)
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The instant, UTC, whole microseconds so that both databases keep it exactly.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return new DateTimeOffset(now.Ticks - now.Ticks % 10, TimeSpan.Zero);
        }
    }

    /// <summary>The instant by which authenticators make their codes: that of the machine, however far a demonstration's clock was set.</summary>
    public DateTimeOffset OfAuthenticators => time is DemonstrationClock demonstration ? demonstration.Machine : Now;

    /// <summary>The date of law.</summary>
    public DateOnly Today => DateOf(Now);

    /// <summary>The date of law at an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Shanghai).DateTime);

    /// <summary>An instant as local time of law, for display.</summary>
    public static DateTime LocalOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Shanghai).DateTime;

    /// <summary>The first instant of a day of law.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, Shanghai.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The instant of a local time of law.</summary>
    public static DateTimeOffset AtLocal(DateTime local) =>
        new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Shanghai.GetUtcOffset(local)).ToUniversalTime();
}
