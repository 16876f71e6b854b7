using Registry.Server.Platform.Data;

namespace Registry.Server.Platform.Personal;

/// <summary>Binds a new database to the key of its personal data.</summary>
public sealed class PersonalKeySeed(Db db, PersonalVault vault) : ISeed
{
    /// <inheritdoc/>
    public Task Seed() => vault.Bind(db);
}
