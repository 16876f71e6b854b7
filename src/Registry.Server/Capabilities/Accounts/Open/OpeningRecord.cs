using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Lifecycle;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Capabilities.Accounts.Open;

/// <summary>An application for an account as it is kept; its persons stay sealed until asked for.</summary>
internal sealed record OpeningRecord
{
    /// <summary>Where applications keep their status.</summary>
    public static readonly Stateful Kept = new("account-opening", Sql.Of($"account_opening"));

    public long Id { get; init; }
    public OpeningRoute Route { get; init; }
    public OpeningStatus Status { get; init; }
    public int Version { get; init; }
    public long ApplicantId { get; init; }
    public string? SubjectKey { get; init; }
    public string Form { get; init; } = "";
    public string PersonsCipher { get; init; } = "";
    public int RoundNo { get; init; }
    public bool Invented { get; init; }

    /// <summary>Whether it is for an account that is there, and not for a new one.</summary>
    public bool IsOfAccount => Route == OpeningRoute.Legacy;

    /// <summary>The steps that it can take.</summary>
    public TransitionTable<OpeningStatus, OpeningAction> Lifecycle => AccountLifecycle.OpeningBy(Route);

    /// <summary>The organisation's part.</summary>
    public OpeningForm Organisation => Json.Read<OpeningForm>(Form);

    /// <summary>The persons.</summary>
    public OpeningPersons Persons(PersonalVault vault) => Json.Read<OpeningPersons>(vault.Open(PlaceOf(Id), PersonsCipher));

    /// <summary>Where the persons of an application stand.</summary>
    public static Place PlaceOf(long id) => new("account_opening", id, "persons_cipher");

    /// <summary>An application.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static Task<OpeningRecord> Load(Reads reads, long id) => reads.Get<OpeningRecord>($"""
        select id, route, status, version, applicant_id, subject_key, form, persons_cipher, round_no, invented from account_opening where id = {id}
        """);

    /// <summary>An application of the actor; another's looks like none.</summary>
    public static async Task<OpeningRecord> LoadOwn(Tx tx, long id)
    {
        var opening = await Load(tx, id);
        AccountRules.NotTheApplicant.Require(opening.ApplicantId == tx.Actor.Person.Value);
        return opening;
    }

    /// <summary>A joint opening that waits for the exchange; whatever else there is looks absent to it.</summary>
    public static async Task<OpeningRecord> LoadForExchange(Reads reads, long id)
    {
        var opening = await Load(reads, id);
        GeneralRules.Absent.Require(opening.Lifecycle.Rows.Any(row => row.From == opening.Status && row.By.HasFlag(By.Exchange)), ("what", "opening"));
        return opening;
    }

    /// <summary>Takes a step.</summary>
    public Task<OpeningStatus> Step(Tx tx, OpeningAction action, By by, long? proposal = null, Sql also = default) =>
        StateChange.Step(tx, Lifecycle, Kept, Id, Status, Version, action, by, proposal, also: also);
}
