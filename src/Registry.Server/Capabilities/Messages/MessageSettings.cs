using System.Globalization;
using System.Text;
using MailKit.Security;
using Registry.Kernel.Messages;

namespace Registry.Server.Capabilities.Messages;

/// <summary>Through what messages go; a channel without settings sends nothing.</summary>
public sealed record MessageSettings
{
    /// <summary>The gateway of text messages.</summary>
    public SmsGatewaySettings? Sms { get; init; }

    /// <summary>The mail server.</summary>
    public SmtpSettings? Mail { get; init; }

    /// <summary>How many attempts to send go to everybody within an hour; what is over it waits. <c>REGISTRY_MESSAGES_PER_HOUR</c>.</summary>
    public int PerHour { get; init; } = MessageLimits.Everybody.Value;

    /// <summary>Whether messages are kept for a page of this machine instead of being sent.</summary>
    public bool Inbox { get; init; }

    /// <summary>
    /// The settings of the environment: <c>REGISTRY_SMS</c> (address of the gateway) with <c>REGISTRY_SMS_KEY</c> (file of the shared key), <c>REGISTRY_SMTP</c>
    /// (<c>smtps://user@host:465</c>) with <c>REGISTRY_SMTP_PASSWORD</c> (file) and <c>REGISTRY_MAIL_FROM</c>; or <c>REGISTRY_INBOX=1</c>; and <c>REGISTRY_MESSAGES_PER_HOUR</c>.
    /// </summary>
    /// <exception cref="FormatException">They do not fit together.</exception>
    public static MessageSettings Of(Func<string, string?> variable)
    {
        var settings = new MessageSettings
        {
            Sms = variable("REGISTRY_SMS") is { Length: > 0 } sms ? SmsGatewaySettings.Of(sms, variable("REGISTRY_SMS_KEY")) : null,
            Mail = variable("REGISTRY_SMTP") is { Length: > 0 } smtp ? SmtpSettings.Of(smtp, variable("REGISTRY_SMTP_PASSWORD"), variable("REGISTRY_MAIL_FROM")) : null,
            Inbox = variable("REGISTRY_INBOX") is "1",
            PerHour = variable("REGISTRY_MESSAGES_PER_HOUR") is { Length: > 0 } most ? Most(most) : MessageLimits.Everybody.Value,
        };
        return settings is { Inbox: true, Sms: not null } or { Inbox: true, Mail: not null }
            ? throw new FormatException("REGISTRY_INBOX keeps messages on this machine; it cannot be together with REGISTRY_SMS or REGISTRY_SMTP.")
            : settings;
    }

    private static int Most(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0
        ? most
        : throw new FormatException("REGISTRY_MESSAGES_PER_HOUR is no number above zero.");

    /// <summary>Words of a file that holds a secret.</summary>
    /// <exception cref="FormatException">There is no such file, or it is empty.</exception>
    internal static string Secret(string name, string? file) =>
        file is not null && File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } secret ? secret : throw new FormatException($"{name} names no file with a secret.");
}

/// <summary>A gateway of text messages.</summary>
/// <param name="Address">Where it is: https, or this machine.</param>
/// <param name="Key">The shared key with which requests are signed.</param>
public sealed record SmsGatewaySettings(Uri Address, byte[] Key)
{
    private const int ShortestKey = 32;

    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">The address is none, or there is no key.</exception>
    public static SmsGatewaySettings Of(string address, string? keyFile)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || uri is { IsLoopback: true, Scheme: "http" }))
            throw new FormatException("REGISTRY_SMS is no https address.");
        var key = Encoding.UTF8.GetBytes(MessageSettings.Secret("REGISTRY_SMS_KEY", keyFile));
        return key.Length >= ShortestKey ? new(uri, key) : throw new FormatException($"The key of REGISTRY_SMS_KEY is shorter than {ShortestKey} characters.");
    }

    /// <inheritdoc/>
    public override string ToString() => Address.Host;
}

/// <summary>A mail server.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How the connection is encrypted.</param>
/// <param name="User">Who signs in; null where nobody needs to.</param>
/// <param name="Password">The password.</param>
/// <param name="From">The sender's address.</param>
public sealed record SmtpSettings(string Host, int Port, SecureSocketOptions Security, string? User, string? Password, string From)
{
    private const int Submission = 587;
    private const int SubmissionOverTls = 465;

    /// <summary>Reads them: <c>smtps://</c> is TLS from the first byte, <c>smtp://</c> is STARTTLS, and only to this machine nothing.</summary>
    /// <exception cref="FormatException">They are not understood.</exception>
    public static SmtpSettings Of(string address, string? passwordFile, string? from)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps")) throw new FormatException("REGISTRY_SMTP is no smtp or smtps address.");
        if (!MimeKit.MailboxAddress.TryParse(from, out _)) throw new FormatException("REGISTRY_MAIL_FROM is no mail address.");
        var tls = uri.Scheme == "smtps";
        var user = uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : null;
        return new(uri.Host, uri.Port > 0 ? uri.Port : tls ? SubmissionOverTls : Submission,
            tls ? SecureSocketOptions.SslOnConnect : uri.IsLoopback ? SecureSocketOptions.None : SecureSocketOptions.StartTls,
            user, user is null ? null : MessageSettings.Secret("REGISTRY_SMTP_PASSWORD", passwordFile), from!);
    }

    /// <inheritdoc/>
    public override string ToString() => Host;
}
