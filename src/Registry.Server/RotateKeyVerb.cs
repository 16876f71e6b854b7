using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;

namespace Registry.Server;

/// <summary>Changes the key that seals personal data, while the registry is served.</summary>
internal static class RotateKeyVerb
{
    public static async Task<int> Run(RegistrySettings settings, bool prepare, bool retire, bool json, CancellationToken stopping)
    {
        if (prepare && retire)
        {
            await Console.Error.WriteLineAsync("--prepare adds the next key, --retire removes the old ones: give one of them.");
            return ExitCode.Usage;
        }
        if (Schema.Status(settings.Database) != SchemaStatus.Current)
        {
            await Console.Error.WriteLineAsync($"The database {settings.Database.Shown} is not at this program's schema; run migrate first.");
            return ExitCode.SchemaDoesNotFit;
        }
        await using var services = new ServiceCollection().AddLogging().AddRegistry(settings).BuildServiceProvider();
        await services.GetRequiredService<PersonalVault>().Require(services.GetRequiredService<Db>());
        var rotation = services.GetRequiredService<PersonalKeyRotation>();
        if (prepare)
        {
            var keys = rotation.Prepare();
            if (json) Console.WriteLine(Json.Write(new { sealing = keys.Sealing.Id, prepared = keys.All[^1].Id }));
            else Console.WriteLine($"{settings.KeyFile} holds key {keys.All[^1].Id} beside {keys.Sealing.Id}, which still seals. Bring the file to every node, then run rotate-personal-key.");
            return ExitCode.Done;
        }
        try
        {
            var done = retire ? await rotation.Retire() : await rotation.Rotate((column, count) => { if (!json) Console.WriteLine($"{column.Table}.{column.Column}: {count} sealed anew"); }, stopping);
            return Tell(settings, done, retire, json);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. What was sealed anew stays so; run rotate-personal-key again to go on.");
            return ExitCode.Failed;
        }
    }

    private static int Tell(RegistrySettings settings, KeyRotation done, bool retire, bool json)
    {
        if (json)
        {
            Console.WriteLine(Json.Write(new { database = settings.Database.Shown, key = done.Key, anew = done.Sealed, left = done.Left, faults = done.Faults }));
            return done.Left == 0 ? ExitCode.Done : ExitCode.Differences;
        }
        foreach (var fault in done.Faults) Console.WriteLine($"does not open, and was left: {fault}");
        Console.WriteLine((retire, done.Left) switch
        {
            (true, 0) => $"{settings.KeyFile} holds key {done.Key} alone. Bring the file to every node; backups from before need the old file.",
            (true, _) => $"{done.Left} values are sealed with another key than {done.Key}: nothing was retired. Run rotate-personal-key first.",
            (false, 0) => $"{settings.Database.Shown}: everything is sealed with key {done.Key}; {done.Sealed} values were sealed anew. Retire the old keys with --retire.",
            _ => $"{settings.Database.Shown}: {done.Sealed} values were sealed anew with key {done.Key}; {done.Left} are left. Run it again.",
        });
        return done.Left == 0 ? ExitCode.Done : ExitCode.Differences;
    }
}
