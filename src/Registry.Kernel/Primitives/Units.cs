namespace Registry.Kernel.Primitives;

/// <summary>A quantity of units, each one tonne of CO2 equivalent (tCO2e). Whole, never negative; arithmetic overflows loudly.</summary>
public readonly record struct Units : IComparable<Units>
{
    /// <summary>A quantity.</summary>
    /// <param name="tonnes">Whole tonnes, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public Units(long tonnes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tonnes);
        Tonnes = tonnes;
    }

    /// <summary>No units.</summary>
    public static Units Zero => default;

    /// <summary>Whole tonnes of CO2 equivalent.</summary>
    public long Tonnes { get; }

    /// <summary>Sum.</summary>
    public static Units operator +(Units left, Units right) => new(checked(left.Tonnes + right.Tonnes));

    /// <summary>Difference.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The result would be negative.</exception>
    public static Units operator -(Units left, Units right) => new(left.Tonnes - right.Tonnes);

    /// <summary>Order by quantity.</summary>
    public static bool operator <(Units left, Units right) => left.Tonnes < right.Tonnes;

    /// <summary>Order by quantity.</summary>
    public static bool operator >(Units left, Units right) => left.Tonnes > right.Tonnes;

    /// <summary>Order by quantity.</summary>
    public static bool operator <=(Units left, Units right) => left.Tonnes <= right.Tonnes;

    /// <summary>Order by quantity.</summary>
    public static bool operator >=(Units left, Units right) => left.Tonnes >= right.Tonnes;

    /// <summary>Sum.</summary>
    public static Units Add(Units left, Units right) => left + right;

    /// <summary>Difference.</summary>
    public static Units Subtract(Units left, Units right) => left - right;

    /// <inheritdoc/>
    public int CompareTo(Units other) => Tonnes.CompareTo(other.Tonnes);

    /// <inheritdoc/>
    public override string ToString() => Tonnes.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
