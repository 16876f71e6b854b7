using System.Buffers.Text;
using Registry.Server.Platform.Data;

namespace Registry.Server.Platform.Identity;

/// <summary>A passkey of a login: a public key of which the person's device holds the other half.</summary>
public sealed record Passkey
{
    /// <summary>Its id with us.</summary>
    public long Id { get; init; }

    /// <summary>The id that the device gave it, base64url.</summary>
    public string CredentialId { get; init; } = "";

    /// <summary>The public key as COSE writes it, base64url.</summary>
    public string PublicKey { get; init; } = "";

    /// <summary>How often the device says that it signed; zero of one that does not count.</summary>
    public long SignCount { get; init; }

    /// <summary>Whether its holder may copy it to other devices.</summary>
    public bool BackupEligible { get; init; }

    /// <summary>Whether it was copied when it was last used.</summary>
    public bool BackedUp { get; init; }

    /// <summary>How the device is reached, as it said; with blanks between.</summary>
    public string Transports { get; init; } = "";

    /// <summary>What its holder calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>When it was last used; null before.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>Finds passkeys that were not removed.</summary>
internal static class Passkeys
{
    private static readonly Sql Columns = Sql.Of($"id, credential_id, public_key, sign_count, backup_eligible, backed_up, transports, name, made_at, last_used_at");

    /// <summary>Those of a login, oldest first.</summary>
    public static Task<IReadOnlyList<Passkey>> Of(Reads reads, long login) =>
        reads.Rows<Passkey>($"select {Columns} from passkey where login_id = {login} and removed_at is null order by made_at, id");

    /// <summary>One of a login; null where it is another's, or is none.</summary>
    public static Task<Passkey?> Find(Reads reads, long login, byte[] credential) =>
        reads.Find<Passkey>($"select {Columns} from passkey where login_id = {login} and credential_id = {Base64Url.EncodeToString(credential)} and removed_at is null");
}
