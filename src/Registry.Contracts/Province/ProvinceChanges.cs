namespace Registry.Contracts.Province;

/// <summary>What changed of a province's public data since the last pull, the oldest change first.</summary>
/// <param name="Province">The province, six digits.</param>
/// <param name="Items">The records as they stand now; each replaces what was taken before under its number.</param>
/// <param name="Since">What to send as <c>since</c> the next time.</param>
/// <param name="More">Whether more waits now.</param>
public sealed record ProvinceChanges<T>(string Province, IReadOnlyList<T> Items, string Since, bool More);
