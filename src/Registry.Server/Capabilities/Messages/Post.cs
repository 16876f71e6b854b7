using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Messages;

/// <summary>
/// Writes messages in the transaction that decided them. Number and words are sealed until the message is sent or given up, and gone
/// afterwards; what stays is to whom, what kind, when, and how often it was tried. Each number has a budget, but for word of
/// something that was done: it is owed. What is over the budget of all together waits (<see cref="MessageSender"/>).
/// </summary>
public sealed class Post(PersonalVault vault)
{
    /// <summary>Writes a message.</summary>
    /// <param name="tx">The transaction that decided it.</param>
    /// <param name="to">To whom.</param>
    /// <param name="kind">What it says.</param>
    /// <param name="life">After which time it is of no use and not sent any more.</param>
    /// <param name="facts">The facts that its text names.</param>
    /// <exception cref="RefusalException">The budget of the number is used up: <c>messages.too-many</c>.</exception>
    public Task Send(Tx tx, Recipient to, MessageKind kind, TimeSpan life, params (string Name, Wording Value)[] facts) => Send(tx, tx.NewId(), to, kind, life, facts);

    /// <summary>Writes a message whose id the transaction has written elsewhere already.</summary>
    internal async Task Send(Tx tx, long id, Recipient to, MessageKind kind, TimeSpan life, params (string Name, Wording Value)[] facts)
    {
        var language = await ReaderLanguages.Of(tx, to.Person);
        var (subject, text) = MessageTexts.Of(kind, language, facts.ToDictionary(f => f.Name, f => f.Value.In(language), StringComparer.Ordinal));
        var index = vault.Index("message address", to.Address);
        if (kind is not (MessageKind.PasswordChanged or MessageKind.FactorChanged or MessageKind.PasskeyCopied or MessageKind.AccessChanged or MessageKind.PaperAwaited or MessageKind.TradingAccountOpened
            or MessageKind.DeadlineNear or MessageKind.DeadlineOver or MessageKind.Notice or MessageKind.Notices or MessageKind.Broadcast))
            MessageRules.TooMany.Require(await MessageBudget.Count(tx, index));
        await tx.Guarded($"""
            insert into message(id, channel, kind, urgency, language, person_id, address_masked, address_index, address_cipher, body_cipher, created_at, expires_at, next_attempt_at, attempts)
            values ({id}, {to.Channel}, {kind}, {UrgencyOf(kind)}, {language.Name}, {to.Person}, {Masked(to)}, {index}, {vault.Seal(AddressOf(id), to.Address)}, {vault.Seal(BodyOf(id), Json.Write(new Body(subject, text)))},
                    {tx.Now}, {tx.Now + life}, {tx.Now}, 0)
            """);
        tx.About("message", id);
    }

    /// <summary>Gives up messages that have not gone out: what they say holds no more.</summary>
    internal static Task<int> GiveUp(Tx tx, Sql ids, string why) => tx.Execute($"""
        update message set given_up_at = {tx.Now}, last_error = {why}, address_cipher = null, body_cipher = null where sent_at is null and given_up_at is null and id in ({ids})
        """);

    /// <summary>Counts word of notices to a number or address; it takes nothing from the room of the codes that go there.</summary>
    /// <returns>Whether there was room.</returns>
    internal Task<bool> HasRoomForNotices(Tx tx, string address) => MessageBudget.Count(tx, "notices " + vault.Index("message address", address), MessageLimits.Notices.Value);

    internal static Place AddressOf(long id) => new("message", id, "address_cipher");

    internal static Place BodyOf(long id) => new("message", id, "body_cipher");

    private static string Masked(Recipient to) => to.Channel == Channel.Sms ? Masking.Phone(to.Address) : Masking.Email(to.Address);

    /// <summary>What goes first where not everything can: codes that somebody waits for, then warnings, then visitors' codes, then the rest.</summary>
    private static int UrgencyOf(MessageKind kind) => kind switch
    {
        MessageKind.StepUp or MessageKind.PasswordReset or MessageKind.Activation => 0,
        MessageKind.PasswordChanged or MessageKind.FactorChanged or MessageKind.PasskeyCopied or MessageKind.AccessChanged => 1,
        MessageKind.VisitorCode => 2,
        MessageKind.PaperAwaited or MessageKind.TradingAccountOpened or MessageKind.DeadlineNear or MessageKind.DeadlineOver
            or MessageKind.Notice or MessageKind.Notices or MessageKind.Broadcast => 3,
    };

    /// <summary>What is sealed of a message.</summary>
    /// <param name="Subject">Subject, for e-mail.</param>
    /// <param name="Text">Its words.</param>
    internal sealed record Body(string Subject, string Text);
}
