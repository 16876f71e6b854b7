using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Lifecycle;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Capabilities.Accounts.Change;

/// <summary>What shall change, as far as it is not personal.</summary>
/// <param name="Name">New name of the holder; none if it stays.</param>
/// <param name="Initiator">Who is the initiator afterwards; none if nothing of the initiator changes.</param>
/// <param name="Confirmer">Who is the confirmer afterwards; none if nothing of the confirmer changes.</param>
/// <param name="Reason">Why.</param>
/// <param name="OccurredOn">Day of the event that is reported, where it was told.</param>
/// <param name="IsLate">Whether it was reported after the days that the rules give; a flag for the officers, nothing more.</param>
/// <param name="Documents">The papers, by what they are.</param>
/// <param name="Licence">What the licence says now; none if nothing of it changes.</param>
/// <param name="Was">What the account had of the licence when the change was asked for.</param>
/// <param name="LegalRepresentative">Whether the legal representative changes; who it is stands with the persons.</param>
internal sealed record ChangeContent(
    string? Name, long? Initiator, long? Confirmer, string Reason, DateOnly? OccurredOn = null, bool IsLate = false, IReadOnlyList<AttachedMaterial>? Documents = null,
    LicenceEntry? Licence = null, LicenceEntry? Was = null, bool LegalRepresentative = false);

/// <summary>The personal part: what is now known of the representatives, and of the legal representative.</summary>
internal sealed record ChangePersons(PersonForm? Initiator, PersonForm? Confirmer, PersonForm? LegalRepresentative = null);

/// <summary>A change of an account's particulars as it is kept.</summary>
internal sealed record ChangeRecord
{
    /// <summary>Where changes keep their status.</summary>
    public static readonly Stateful Kept = new("account-change", Sql.Of($"account_change"));

    public long Id { get; init; }
    public long AccountId { get; init; }
    public AccountChangeStatus Status { get; init; }
    public int Version { get; init; }
    public string Change { get; init; } = "";
    public string PersonsCipher { get; init; } = "";

    public ChangeContent Content => Json.Read<ChangeContent>(Change);

    public ChangePersons Persons(PersonalVault vault) => Json.Read<ChangePersons>(vault.Open(PlaceOf(Id), PersonsCipher));

    public static Place PlaceOf(long id) => new("account_change", id, "persons_cipher");

    /// <summary>A change that waits.</summary>
    /// <exception cref="RefusalException">There is none, or it was decided.</exception>
    public static async Task<ChangeRecord> LoadWaiting(Tx tx, long id, AccountChangeAction step)
    {
        var change = await tx.Get<ChangeRecord>($"select id, account_id, status, version, change, persons_cipher from account_change where id = {id}");
        AccountLifecycle.Change.Next(change.Status, step, By.TwoOfficers);
        tx.About("account", change.AccountId);
        return change;
    }

    /// <summary>Who represents the account now in a capacity.</summary>
    public static Task<long> Current(Reads reads, long account, PersonRole role) => reads.Scalar<long>($"""
        select person_id from account_representative where account_id = {account} and role = {role} and until is null
        """);

    /// <summary>The subject of the account, as claims name it.</summary>
    public static async Task<string> SubjectOf(Reads reads, long account) =>
        await reads.Scalar<string>($"select subject_key from subject_claim where account_id = {account}")
        ?? throw GeneralRules.Absent.Refuse(("what", "account"));

    /// <summary>Persons whom the change names and who do not represent the account now.</summary>
    public static async Task<IReadOnlyList<PersonId>> NewPersons(Reads reads, long account, ChangeContent content)
    {
        var now = await reads.Rows<long>($"select person_id from account_representative where account_id = {account} and until is null");
        return [.. new[] { content.Initiator, content.Confirmer }.OfType<long>().Except(now).Select(p => new PersonId(p))];
    }
}
