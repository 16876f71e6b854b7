using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Calendar;

/// <summary>Brings the calendar of <c>data/calendar</c> into the database, as far as it is not there.</summary>
public sealed class CalendarSeed(Db db, RegistrySettings settings) : ISeed
{
    /// <inheritdoc/>
    public Task Seed() => Calendars.Seed(db, Path.Combine(settings.DataFolder, "calendar"));
}
