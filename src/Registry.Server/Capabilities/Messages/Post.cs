using Registry.Kernel.Messages;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Messages;

/// <summary>
/// Writes messages in the transaction that decided them. Number and words are sealed until the message is sent or given up, and gone
/// afterwards; what stays is to whom, what kind, when, and how often it was tried. Each number and all together have a budget, but for
/// word of something that was done: it is owed.
/// </summary>
public sealed class Post(PersonalVault vault)
{
    private const string All = "all";

    /// <summary>Writes a message.</summary>
    /// <param name="tx">The transaction that decided it.</param>
    /// <param name="to">To whom.</param>
    /// <param name="kind">What it says.</param>
    /// <param name="life">After which time it is of no use and not sent any more.</param>
    /// <param name="facts">The facts that its text names.</param>
    /// <exception cref="RefusalException">The budget is used up: <c>messages.too-many</c>.</exception>
    public async Task Send(Tx tx, Recipient to, MessageKind kind, TimeSpan life, params (string Name, string Value)[] facts)
    {
        var (subject, text) = MessageTexts.Of(kind, Language.Chinese, facts.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal));
        var index = vault.Index("message address", to.Address);
        if (kind is not (MessageKind.PasswordChanged or MessageKind.AccessChanged or MessageKind.PaperAwaited or MessageKind.TradingAccountOpened
            or MessageKind.DeadlineNear or MessageKind.DeadlineOver))
            MessageRules.TooMany.Require(await Count(tx, index, MessageLimits.OneAddress.Value) && await Count(tx, All, MessageLimits.Everybody.Value));
        var id = tx.NewId();
        await tx.Guarded($"""
            insert into message(id, channel, kind, person_id, address_index, address_cipher, body_cipher, created_at, expires_at, next_attempt_at, attempts)
            values ({id}, {to.Channel}, {kind}, {to.Person}, {index}, {vault.Seal(AddressOf(id), to.Address)}, {vault.Seal(BodyOf(id), Json.Write(new Body(subject, text)))},
                    {tx.Now}, {tx.Now + life}, {tx.Now}, 0)
            """);
        tx.About("message", id);
    }

    internal static Place AddressOf(long id) => new("message", id, "address_cipher");

    internal static Place BodyOf(long id) => new("message", id, "body_cipher");

    private static async Task<bool> Count(Tx tx, string subject, int most)
    {
        var over = tx.Now - MessageLimits.Over.Value;
        return await tx.Execute($"""
            insert into message_budget(subject, began_at, used) values ({subject}, {tx.Now}, 1)
            on conflict (subject) do update set
              used = case when message_budget.began_at <= {over} then 1 else message_budget.used + 1 end,
              began_at = case when message_budget.began_at <= {over} then excluded.began_at else message_budget.began_at end
            where message_budget.used < {most} or message_budget.began_at <= {over}
            """) == 1;
    }

    /// <summary>What is sealed of a message.</summary>
    /// <param name="Subject">Subject, for e-mail.</param>
    /// <param name="Text">Its words.</param>
    internal sealed record Body(string Subject, string Text);
}
