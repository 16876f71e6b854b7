namespace Registry.Server.Capabilities.Operator.Verify;

/// <summary>Something in the database that cannot be.</summary>
/// <param name="Check">Which check found it, for example <c>L1</c> or <c>history</c>.</param>
/// <param name="Row">The row, <c>table:key</c>.</param>
/// <param name="Detail">What is wrong with it.</param>
public sealed record Fault(string Check, string Row, string Detail);
