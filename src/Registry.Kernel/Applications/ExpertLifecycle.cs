using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Applications;

/// <summary>Where an expert (专家) stands on the roll.</summary>
public enum ExpertStatus
{
    /// <summary>May be appointed.</summary>
    In,

    /// <summary>Is not appointed any more.</summary>
    Out,
}

/// <summary>What is done to an entry of the roll of experts.</summary>
public enum ExpertAction
{
    /// <summary>Enter the person.</summary>
    Enter,

    /// <summary>Enter another field or other sectors.</summary>
    Revise,

    /// <summary>Take the person off the roll.</summary>
    Retire,

    /// <summary>Put the person back.</summary>
    Return,
}

/// <summary>The steps of an entry of the roll of experts.</summary>
public static class ExpertLifecycle
{
    /// <summary>The steps that exist.</summary>
    public static readonly TransitionTable<ExpertStatus, ExpertAction> Table = new("expert", Cite.Design("expert-assessment"),
        (ExpertStatus.In, ExpertAction.Revise, ExpertStatus.In, By.TwoOfficers),
        (ExpertStatus.In, ExpertAction.Retire, ExpertStatus.Out, By.TwoOfficers),
        (ExpertStatus.Out, ExpertAction.Return, ExpertStatus.In, By.TwoOfficers));
}
