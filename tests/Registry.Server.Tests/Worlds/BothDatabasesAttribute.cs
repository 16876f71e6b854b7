using System.Reflection;
using Registry.Server.Platform.Data;
using Xunit.Sdk;
using Xunit.v3;

namespace Registry.Server.Tests.Worlds;

/// <summary>
/// Runs a theory once on SQLite and once on PostgreSQL. The engine is the first argument; what the attribute is given
/// follows it. A database that is missing fails the test: it never skips.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BothDatabasesAttribute(params object?[] further) : DataAttribute
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<Engine>().Select(engine => new TheoryDataRow([engine, .. further]))]);

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
