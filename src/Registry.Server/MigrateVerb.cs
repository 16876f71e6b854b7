using Registry.Server.Platform.Data;

namespace Registry.Server;

/// <summary>Brings a database to the program's schema and fills the registers that come with it.</summary>
internal static class MigrateVerb
{
    public static async Task<int> Run(RegistrySettings settings, bool json)
    {
        if (Exists(settings.Database) && Schema.Status(settings.Database) == SchemaStatus.Newer)
        {
            await Console.Error.WriteLineAsync($"The database {settings.Database.Shown} was migrated by a newer program. Use that program, or restore a backup.");
            return ExitCode.SchemaDoesNotFit;
        }
        var applied = await Apply(settings);
        if (json) Console.WriteLine(Json.Write(new { database = settings.Database.Shown, applied }));
        else Console.WriteLine(applied.Count == 0 ? $"{settings.Database.Shown} is current." : $"{settings.Database.Shown}: {applied.Count} scripts applied.");
        return ExitCode.Done;
    }

    /// <summary>Applies scripts, then seeds the registers.</summary>
    public static async Task<IReadOnlyList<string>> Apply(RegistrySettings settings)
    {
        var applied = Schema.Migrate(settings.Database);
        await using var services = new ServiceCollection().AddLogging().AddRegistry(settings).BuildServiceProvider();
        foreach (var seed in services.GetServices<ISeed>()) await seed.Seed();
        return applied;
    }

    private static bool Exists(DatabaseTarget target) => target.SqlitePath is not { } path || File.Exists(path);
}
