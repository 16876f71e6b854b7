using Registry.Kernel.Rules;

namespace Registry.Kernel.Work;

/// <summary>Days that the registry body sets itself for its work.</summary>
public static class WorkLimits
{
    private static readonly Citation Decision = Cite.Design("work");

    /// <summary>A deadline is near within this many working days, today counted.</summary>
    public static Lawful<int> NearWorkingDays { get; } = new(3, Decision);

    /// <summary>Most days of one absence.</summary>
    public static Lawful<int> AbsenceDays { get; } = new(366, Decision);
}
