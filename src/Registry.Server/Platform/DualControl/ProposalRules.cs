using Registry.Kernel.Rules;

namespace Registry.Server.Platform.DualControl;

/// <summary>Rules of keeping proposals.</summary>
public static class ProposalRules
{
    /// <summary>The same act on the same subject already waits for its second person.</summary>
    public static readonly Rule AlreadyWaiting = Rule.Define("dual-control.already-waiting", Cite.Design("two-persons"), RefusalKind.WrongState);
}
