using Registry.Kernel.Rules;

namespace Registry.Kernel.Messages;

/// <summary>Rules of what somebody is told, and by what.</summary>
public static class NoticeRules
{
    /// <summary>The login does not receive this kind of notice, or nobody may choose by what it comes.</summary>
    public static readonly Rule NoChoice = Rule.Define("notices.no-choice", Cite.Design("messages"), RefusalKind.Unmet);

    /// <summary>No number, or no address, is known to which it could be sent.</summary>
    public static readonly Rule NoAddress = Rule.Define("notices.no-address", Cite.Design("messages"), RefusalKind.Unmet);
}
