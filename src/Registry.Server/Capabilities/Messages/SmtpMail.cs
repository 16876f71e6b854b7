using System.Globalization;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;

namespace Registry.Server.Capabilities.Messages;

/// <summary>Sends e-mails as plain text through a mail server. Over a network the connection is encrypted, or nothing is sent.</summary>
public sealed class SmtpMail(SmtpSettings settings) : ICarrier
{
    private const int Milliseconds = 20_000;

    /// <inheritdoc/>
    public Channel Channel => Channel.Email;

    /// <inheritdoc/>
    public async Task<string?> Carry(Message message)
    {
        using var mail = new MimeMessage();
        mail.From.Add(MailboxAddress.Parse(settings.From));
        mail.To.Add(MailboxAddress.Parse(message.Address));
        mail.Subject = message.Subject;
        mail.MessageId = string.Create(CultureInfo.InvariantCulture, $"{message.Id}@{mail.From.Mailboxes.Single().Domain}");
        mail.Body = new TextPart(TextFormat.Plain) { Text = message.Text };
        using var server = new SmtpClient { Timeout = Milliseconds };
        await server.ConnectAsync(settings.Host, settings.Port, settings.Security);
        if (settings.User is { } user) await server.AuthenticateAsync(user, settings.Password ?? "");
        await server.SendAsync(mail);
        await server.DisconnectAsync(quit: true);
        return mail.MessageId;
    }
}
