using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Registry.Kernel.Rules;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests;

/// <summary>Asserts refusals by their rule.</summary>
internal static class Refusals
{
    /// <summary>The act is refused for exactly this rule.</summary>
    public static async Task<RefusalException> ShouldRefuse(this Rule rule, Func<Task> act)
    {
        var refusal = await Should.ThrowAsync<RefusalException>(act);
        refusal.Rule.ShouldBe(rule);
        return refusal;
    }

    /// <summary>The database refuses the statement because it breaks a guard, and for no other reason such as a slip in the statement itself.</summary>
    public static async Task ShouldRefuse(this TestWorld world, string attack)
    {
        var refusal = await Should.ThrowAsync<DbException>(() => world.Damage(attack), attack);
        IsBreach(refusal).ShouldBeTrue($"{attack}: {refusal.Message}");
    }

    /// <summary>Whether an error of the database says that integrity would be broken.</summary>
    public static bool IsBreach(DbException e) => e switch
    {
        SqliteException s => s.SqliteErrorCode == 19,
        PostgresException p => p.SqlState.StartsWith("23", StringComparison.Ordinal),
        _ => false,
    };
}
