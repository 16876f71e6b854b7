using Registry.Kernel.Rules;

namespace Registry.Kernel.Projects;

/// <summary>For how long no application of an owner is accepted after deliberate falsification (三年内不再受理). Measures, article 43.</summary>
/// <param name="From">Day of the authority's notice.</param>
/// <param name="Until">First day on which applications are accepted again.</param>
public readonly record struct FilingBan(DateOnly From, DateOnly Until)
{
    /// <summary>The ban that an authority's notice brings.</summary>
    /// <param name="noticeOn">Day of the notice.</param>
    /// <param name="day">Day of law.</param>
    /// <exception cref="RefusalException">The notice lies in the future.</exception>
    public static FilingBan After(DateOnly noticeOn, DateOnly day)
    {
        ProjectRules.NoticeInFuture.Require(noticeOn <= day, ("noticeOn", noticeOn), ("day", day));
        return new FilingBan(noticeOn, noticeOn.AddYears(Regime.On(noticeOn).FalsificationBanYears.Value));
    }

    /// <summary>Whether applications are refused on a day.</summary>
    public bool HoldsOn(DateOnly day) => day >= From && day < Until;
}
