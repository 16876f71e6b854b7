using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Calendar;

/// <summary>The working calendar as a register that two officers keep.</summary>
public static class CalendarModule
{
    /// <summary>Adds its slices.</summary>
    public static IServiceCollection AddCalendar(this IServiceCollection services) => services
        .AddSingleton<Calendars>()
        .AddSingleton<ISeed, CalendarSeed>()
        .AddAct<AmendCalendar>()
        .AddAct<ImportCalendarYear>();
}
