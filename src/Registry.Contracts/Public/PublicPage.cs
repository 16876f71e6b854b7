namespace Registry.Contracts.Public;

/// <summary>A page of a public list, in the order asked for.</summary>
/// <param name="Items">The records of the page.</param>
/// <param name="NextCursor">What to send as <c>after</c> for the next page; null on the last.</param>
/// <param name="Total">How many records the filters match; capped, see <paramref name="TotalIsCapped"/>.</param>
/// <param name="TotalIsCapped">Whether there are more records than <paramref name="Total"/> says.</param>
public sealed record PublicPage<T>(IReadOnlyList<T> Items, string? NextCursor, int Total, bool TotalIsCapped);
