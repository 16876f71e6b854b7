using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Work;

/// <summary>What an officer wrote about a case.</summary>
public sealed record StaffNote
{
    /// <summary>Who wrote it.</summary>
    public long PersonId { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What.</summary>
    public string Content { get; init; } = "";

    /// <summary>Name of who wrote it.</summary>
    public string Author { get; init; } = "";
}

/// <summary>What officers write to each other about a case. Nobody else sees it, and it is never changed.</summary>
public sealed class StaffNotes(Db db, People people)
{
    /// <summary>An application for registration.</summary>
    public const string Application = "application";

    /// <summary>The opening of an account.</summary>
    public const string Opening = "account-opening";

    /// <summary>Longest note, in characters.</summary>
    public const int Longest = 2000;

    private const int Most = 200;

    /// <summary>About what, and what.</summary>
    public sealed record Command(string Kind, long Subject, string Content);

    /// <summary>Writes a note.</summary>
    public Task Write(Actor actor, Command command, string instructionId)
    {
        ArgumentNullException.ThrowIfNull(command);
        return db.Transaction(actor, new ActionCode("work.note"), async tx =>
        {
            await Entitlements.RequireOfficer(tx);
            var content = command.Content.Trim();
            GeneralRules.ValueMissing.Require(content.Length > 0, ("field", "note"));
            GeneralRules.ValueMalformed.Require(content.Length <= Longest, ("field", "note"), ("value", content.Length));
            GeneralRules.Absent.Require(await Exists(tx, command), ("what", command.Kind));
            await tx.Guarded($"""
                insert into staff_note(id, subject_kind, subject_id, person_id, at, content) values ({tx.NewId()}, {command.Kind}, {command.Subject}, {actor.Person}, {tx.Now}, {content})
                """);
            tx.About(command.Kind, command.Subject);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));
    }

    /// <summary>The notes about a case, the first first; nothing for who is no officer.</summary>
    public async Task<IReadOnlyList<StaffNote>> Of(Actor actor, string kind, long subject)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Account != AccountId.RegistryBody || !Permissions.Has(actor.Role, Permissions.Desk)) return [];
        await using var reads = await db.Read();
        var rows = await reads.Rows<StaffNote>($"""
            select person_id, at, content from (select person_id, at, content, id from staff_note where subject_kind = {kind} and subject_id = {subject} order by at desc, id desc limit {Most}) n
            order by at, id
            """);
        var names = await people.NamesOf(reads, rows.Select(r => r.PersonId));
        return [.. rows.Select(r => r with { Author = names[r.PersonId] })];
    }

    private static async Task<bool> Exists(Tx tx, Command command) => await tx.Scalar<long>(command.Kind switch
    {
        Application => $"select count(*) from application where id = {command.Subject} and submitted_at is not null and status not in ('Draft', 'AwaitingConfirmer')",
        Opening => $"select count(*) from account_opening where id = {command.Subject} and status <> 'Draft'",
        _ => throw GeneralRules.Absent.Refuse(("what", command.Kind)),
    }) > 0;
}
