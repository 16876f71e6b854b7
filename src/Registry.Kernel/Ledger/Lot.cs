using System.Globalization;
using Registry.Kernel.Primitives;

namespace Registry.Kernel.Ledger;

/// <summary>Number of a lot, given in the order of issuance.</summary>
/// <param name="Value">1, 2, 3 ...</param>
public readonly record struct LotId(long Value) : IComparable<LotId>
{
    /// <inheritdoc/>
    public int CompareTo(LotId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => $"{Value}";

    /// <summary>Order by number.</summary>
    public static bool operator <(LotId left, LotId right) => left.Value < right.Value;

    /// <summary>Order by number.</summary>
    public static bool operator >(LotId left, LotId right) => left.Value > right.Value;

    /// <summary>Order by number.</summary>
    public static bool operator <=(LotId left, LotId right) => left.Value <= right.Value;

    /// <summary>Order by number.</summary>
    public static bool operator >=(LotId left, LotId right) => left.Value >= right.Value;
}

/// <summary>What one issuance credits: one project, one vintage, one accounting period. Its units are numbered 1..N. 批次.</summary>
public sealed record Lot
{
    /// <summary>Its number.</summary>
    public required LotId Id { get; init; }

    /// <summary><c>CCER-project number-vintage-period</c>, for example <c>CCER-A210001-2023-01</c>; unique.</summary>
    public required string Code { get; init; }

    /// <summary>Id of the project.</summary>
    public required long ProjectId { get; init; }

    /// <summary>Calendar year in which the reductions were generated.</summary>
    public required int Vintage { get; init; }

    /// <summary>Which accounting period of the project, from 1.</summary>
    public required int PeriodNo { get; init; }

    /// <summary>Units of the lot, in tCO2e; one at least.</summary>
    public required Units Quantity { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The posting that issued it.</summary>
    public required long IssuedIn { get; init; }

    /// <summary>Writes a lot code.</summary>
    /// <param name="projectNumber">Number of the registered project, for example <c>A210001</c>.</param>
    /// <param name="vintage">Calendar year.</param>
    /// <param name="periodNo">Accounting period, from 1.</param>
    public static string CodeOf(string projectNumber, int vintage, int periodNo) =>
        string.Create(CultureInfo.InvariantCulture, $"CCER-{projectNumber}-{vintage:D4}-{periodNo:D2}");
}

/// <summary>Units of one lot by their numbers, both ends included.</summary>
/// <param name="First">Number of the first unit, from 1.</param>
/// <param name="Last">Number of the last unit.</param>
public readonly record struct SerialRange(long First, long Last)
{
    /// <summary>How many units, in tCO2e.</summary>
    public Units Quantity => new(Last - First + 1);

    /// <summary>The serial block in writing, for example <c>CCER-A210001-2023-01-0000000001-0000500175</c>.</summary>
    /// <param name="lotCode">Code of the lot.</param>
    public string Written(string lotCode) =>
        string.Create(CultureInfo.InvariantCulture, $"{lotCode}-{First:D10}-{Last:D10}");
}
