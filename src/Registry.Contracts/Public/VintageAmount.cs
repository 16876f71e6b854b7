namespace Registry.Contracts.Public;

/// <summary>What was generated in one calendar year.</summary>
/// <param name="Vintage">Calendar year of generation (减排量产生年份).</param>
/// <param name="Tonnes">Whole tCO2e.</param>
/// <param name="Status"><c>Registered</c>, <c>Issuing</c> or <c>Issued</c>; null before registration.</param>
/// <param name="IssuedAt">When the lot was issued.</param>
public sealed record VintageAmount(int Vintage, string Tonnes, string? Status, DateTimeOffset? IssuedAt);
