using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Capabilities.Portal.Correspondence;

/// <summary>By what a login is told of one kind of event: what it chose, or else what holds until it chooses.</summary>
public sealed record NoticeTaken
{
    /// <summary>The kind of event.</summary>
    public string Event { get; init; } = "";

    /// <summary>Whether it stands in the portal whatever one chooses.</summary>
    public bool Fixed { get; init; }

    /// <summary>Whether text message and e-mail may be chosen.</summary>
    public bool Open { get; init; }

    /// <summary>Whether it stands in the portal.</summary>
    public bool InPortal { get; init; }

    /// <summary>Whether it comes by text message.</summary>
    public bool Sms { get; init; }

    /// <summary>Whether it comes by e-mail.</summary>
    public bool Email { get; init; }
}

/// <summary>Where somebody is written to, as it may be shown; null where nothing is known.</summary>
/// <param name="Phone">Mobile number, masked.</param>
/// <param name="Email">E-mail address, masked.</param>
public sealed record NoticeAddresses(string? Phone, string? Email);

/// <summary>What somebody chose of one kind of event.</summary>
/// <param name="Event">The kind of event.</param>
/// <param name="InPortal">Whether it stands in the portal.</param>
/// <param name="Sms">Whether it comes by text message.</param>
/// <param name="Email">Whether it comes by e-mail.</param>
public sealed record NoticeChoice(string Event, bool InPortal, bool Sms, bool Email);

/// <summary>By what each login is told of what; the database marks from it, in the transaction of each event, what is owed by message.</summary>
public sealed class NoticeChoices(Db db, People people)
{
    private static readonly ActionCode Choosing = new("notices.choose");

    /// <summary>The kinds of notices that the login receives, in the order of the page, and where it is written to.</summary>
    public async Task<(IReadOnlyList<NoticeTaken> Kinds, NoticeAddresses Addresses)> Of(Login login)
    {
        await using var reads = await db.Read();
        return (await Kinds(reads, login.Id), await Addresses(reads, new(login.PersonId)));
    }

    /// <summary>The holder of a login chooses. What is not open is left as it is; what holds without a choice needs no row.</summary>
    public Task Choose(Actor actor, Login login, IReadOnlyList<NoticeChoice> chosen) => db.Transaction(actor, Choosing, async tx =>
    {
        var kinds = await Kinds(tx, login.Id);
        var addresses = await Addresses(tx, actor.Person);
        foreach (var choice in chosen.OrderBy(c => c.Event, StringComparer.Ordinal))
        {
            var kind = kinds.FirstOrDefault(k => k.Event == choice.Event);
            NoticeRules.NoChoice.Require(kind is { Open: true } && (choice.InPortal || !kind.Fixed), ("event", choice.Event));
            NoticeRules.NoAddress.Require(!choice.Sms || addresses.Phone is not null, ("field", $"{choice.Event}.Sms"));
            NoticeRules.NoAddress.Require(!choice.Email || addresses.Email is not null, ("field", $"{choice.Event}.Email"));
            // A box that cannot be ticked for want of an address is no choice against it.
            var (sms, email) = (addresses.Phone is null ? kind!.Sms : choice.Sms, addresses.Email is null ? kind!.Email : choice.Email);
            if (kind!.InPortal == choice.InPortal && kind.Sms == sms && kind.Email == email) continue;
            await tx.Guarded($"""
                insert into notice_choice(login_id, event, in_portal, sms, email, chosen_at) values ({login.Id}, {choice.Event}, {choice.InPortal}, {sms}, {email}, {tx.Now})
                on conflict (login_id, event) do update set in_portal = excluded.in_portal, sms = excluded.sms, email = excluded.email, chosen_at = excluded.chosen_at
                """);
        }
        tx.About("login", login.Id);
    });

    private static Task<IReadOnlyList<NoticeTaken>> Kinds(Reads reads, long login) =>
        reads.Rows<NoticeTaken>($"select event, fixed, open, in_portal, sms, email from notice_taken where login_id = {login} order by place");

    private async Task<NoticeAddresses> Addresses(Reads reads, PersonId person) => new(
        await people.AddressOf(reads, person, Channel.Sms) is { } phone ? Masking.Phone(phone) : null,
        await people.AddressOf(reads, person, Channel.Email) is { } email ? Masking.Email(email) : null);
}
