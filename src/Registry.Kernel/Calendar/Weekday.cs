namespace Registry.Kernel.Calendar;

/// <summary>What the week alone says of a day, before any holiday arrangement.</summary>
internal static class Weekday
{
    extension(DateOnly day)
    {
        /// <summary>Whether the day is a Saturday or a Sunday.</summary>
        internal bool IsWeekend => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
    }
}
