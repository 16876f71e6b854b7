using Registry.Kernel.Rules;

namespace Registry.Kernel.ProvinceFeed;

/// <summary>Rules of the feed from which the site of a provincial department takes the public data of its province. Registration rules, article 18.</summary>
public static class FeedRules
{
    /// <summary>Longest life of a key, days.</summary>
    public const int LongestKeyDays = 366;

    /// <summary>No key was sent in the header.</summary>
    public static readonly Rule KeyMissing = Rule.Define("feed.key-missing", RefusalKind.Unauthenticated, Cite.RegistrationRules(18), Cite.Design("feed-keys"));

    /// <summary>The key is not one of ours.</summary>
    public static readonly Rule KeyUnknown = Rule.Define("feed.key-unknown", RefusalKind.Unauthenticated, Cite.RegistrationRules(18), Cite.Design("feed-keys"));

    /// <summary>Two officers revoked the key.</summary>
    public static readonly Rule KeyRevoked = Rule.Define("feed.key-revoked", RefusalKind.Unauthenticated, Cite.RegistrationRules(18), Cite.Design("feed-keys"));

    /// <summary>The key is not valid on this day.</summary>
    public static readonly Rule KeyExpired = Rule.Define("feed.key-expired", RefusalKind.Unauthenticated, Cite.RegistrationRules(18), Cite.Design("feed-keys"));

    /// <summary>A key stands in the address, where logs and other sites see it.</summary>
    public static readonly Rule KeyInAddress = Rule.Define("feed.key-in-address", Cite.Design("feed-keys"), RefusalKind.Malformed);

    /// <summary>Another province's data was asked for.</summary>
    public static readonly Rule OtherProvince = Rule.Define("feed.other-province", RefusalKind.NotEntitled, Cite.RegistrationRules(18), Cite.Measures(34));

    /// <summary>It was asked for more often than the feed answers.</summary>
    public static readonly Rule TooOften = Rule.Define("feed.too-often", Cite.Design("feed-keys"), RefusalKind.TooOften);

    /// <summary>A key lives for at least a day, ends in the future, and for no longer than the limit.</summary>
    public static readonly Rule KeyDays = Rule.Define("feed.key-days", Cite.Design("feed-keys"), RefusalKind.Unmet);

    /// <summary>The key was collected, or revoked before it was.</summary>
    public static readonly Rule KeyCollected = Rule.Define("feed.key-collected", Cite.Design("feed-keys"), RefusalKind.WrongState);

    /// <summary>The key is revoked already.</summary>
    public static readonly Rule KeyEnded = Rule.Define("feed.key-ended", Cite.Design("feed-keys"), RefusalKind.WrongState);
}
