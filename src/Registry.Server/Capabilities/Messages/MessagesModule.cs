using Registry.Server.Capabilities.Messages.Log;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Messages;

/// <summary>Text messages and e-mails: what they say, their log, and what carries them.</summary>
public static class MessagesModule
{
    /// <summary>Adds it with the carriers that are configured.</summary>
    public static IServiceCollection AddMessages(this IServiceCollection services, MessageSettings settings)
    {
        services.AddSingleton<DevelopmentInbox>();
        if (settings.Inbox)
        {
            foreach (var channel in Enum.GetValues<Channel>()) services.AddSingleton(provider => provider.GetRequiredService<DevelopmentInbox>().Of(channel));
        }
        if (settings.Sms is { } sms) services.AddSingleton(sms).AddSingleton<ICarrier, SmsGateway>();
        if (settings.Mail is { } mail) services.AddSingleton(mail).AddSingleton<ICarrier, SmtpMail>();
        return services.AddSingleton<Post>().AddSingleton<MessageLog>().AddSingleton<ReaderLanguages>().AddSingleton<MessageSender>().AddSingleton<ITick>(provider => provider.GetRequiredService<MessageSender>());
    }
}
