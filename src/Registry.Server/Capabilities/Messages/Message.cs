using Registry.Kernel.Primitives;

namespace Registry.Server.Capabilities.Messages;

/// <summary>By what a message goes.</summary>
public enum Channel
{
    /// <summary>A text message to a mobile number.</summary>
    Sms,

    /// <summary>An e-mail.</summary>
    Email,
}

/// <summary>What a message says. Each has its texts in both languages, and takes the facts that its texts name and no others.</summary>
public enum MessageKind
{
    /// <summary>The code for one step, with what the step is.</summary>
    StepUp,

    /// <summary>The one-time code with which a person makes a login.</summary>
    Activation,

    /// <summary>The one-time code with which a forgotten password is chosen anew.</summary>
    PasswordReset,

    /// <summary>The password of a login was changed.</summary>
    PasswordChanged,

    /// <summary>A second factor of a login was added or removed.</summary>
    FactorChanged,

    /// <summary>A passkey of a login was refused, because there may be a copy of it.</summary>
    PasskeyCopied,

    /// <summary>A representative of one's account, or a representative's number, password or second factor, was changed.</summary>
    AccessChanged,

    /// <summary>The code with which a visitor proves a mobile number.</summary>
    VisitorCode,

    /// <summary>A joint opening passed the preliminary review: where the originals on paper go.</summary>
    PaperAwaited,

    /// <summary>A trading account was opened and bound; no password.</summary>
    TradingAccountOpened,

    /// <summary>What the recipient looks after is due within a few working days.</summary>
    DeadlineNear,

    /// <summary>The deadline of what the recipient looks after has passed.</summary>
    DeadlineOver,

    /// <summary>What one notice of the portal says.</summary>
    Notice,

    /// <summary>How many notices there are, and what the newest says.</summary>
    Notices,

    /// <summary>What the registry told many, by its title.</summary>
    Broadcast,
}

/// <summary>To whom a message goes.</summary>
/// <param name="Person">The natural person.</param>
/// <param name="Channel">By what.</param>
/// <param name="Address">Mobile number or e-mail address.</param>
public sealed record Recipient(PersonId Person, Channel Channel, string Address);

/// <summary>A message as it is handed to whatever carries it.</summary>
/// <param name="Id">Its id: the same message always has the same, so a carrier can tell a repetition.</param>
/// <param name="Channel">By what.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Address">Mobile number or e-mail address.</param>
/// <param name="Subject">Subject, for e-mail.</param>
/// <param name="Text">Its words.</param>
public sealed record Message(long Id, Channel Channel, MessageKind Kind, string Address, string Subject, string Text);

/// <summary>Carries messages of one channel to the outside: a gateway, a mail server, or the inbox of development.</summary>
public interface ICarrier
{
    /// <summary>By what it carries.</summary>
    Channel Channel { get; }

    /// <summary>Carries a message; throws where it could not. Taking one twice must be harmless.</summary>
    /// <returns>What the other side calls it; null where it does not say.</returns>
    Task<string?> Carry(Message message);
}
