using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Time;

namespace Registry.Server.Tests.Messages;

/// <summary>The two carriers against real sockets, and their settings.</summary>
public sealed class CarriersTests
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes(new string('k', 32));
    private static readonly Message Sms = new(1313818298592399360, Channel.Sms, MessageKind.StepUp, "13800138000", "s", "\u786e\u8ba4\u7801 482913");

    [Fact]
    public async Task Gateway_gets_signed_json_once_per_id_and_its_answer_counts()
    {
        var clock = new RegistryClock(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero)));
        var got = new List<(string Signature, string Idempotency, string Body)>();
        var status = 200;
        await using var gateway = await Listen(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            got.Add((context.Request.Headers["X-Registry-Signature"].ToString(), context.Request.Headers["Idempotency-Key"].ToString(), await reader.ReadToEndAsync()));
            context.Response.StatusCode = status;
            context.Response.Headers["X-Message-Id"] = "gw-1";
            context.Response.Headers.Location = "/elsewhere";
        });
        using var carrier = new SmsGateway(new(new Uri(gateway.Urls.Single() + "/send"), Key), clock);

        (await carrier.Carry(Sms)).ShouldBe("gw-1");

        var (signature, idempotency, body) = got.Single();
        idempotency.ShouldBe("1313818298592399360");
        body.ShouldBe("""{"id":"1313818298592399360","to":"13800138000","kind":"StepUp","text":"CODE 482913"}""".Replace("CODE", "\u786e\u8ba4\u7801", StringComparison.Ordinal));
        signature.ShouldBe(SmsGateway.Signature(Key, clock.Now.ToUnixTimeSeconds(), body));
        SmsGateway.Signature(Key, clock.Now.ToUnixTimeSeconds(), body + " ").ShouldNotBe(signature);
        foreach (var wrong in (int[])[302, 400, 503])
        {
            status = wrong;
            await Should.ThrowAsync<HttpRequestException>(() => carrier.Carry(Sms));
        }
        got.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Mail_server_gets_plain_text_with_the_id_of_the_message()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = Sink(listener);
        var carrier = new SmtpMail(SmtpSettings.Of($"smtp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", null, "registry@example.org"));

        var id = await carrier.Carry(Sms with { Channel = Channel.Email, Address = "li.ming@example.org", Subject = "CCER \u786e\u8ba4" });

        id.ShouldBe("1313818298592399360@example.org");
        var mail = MimeKit.MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(await received)), TestContext.Current.CancellationToken);
        mail.To.ToString().ShouldBe("li.ming@example.org");
        mail.From.ToString().ShouldBe("registry@example.org");
        mail.Subject.ShouldBe("CCER \u786e\u8ba4");
        mail.TextBody!.Trim().ShouldBe(Sms.Text);
        mail.HtmlBody.ShouldBeNull();
        mail.MessageId.ShouldBe(id);
    }

    [Fact]
    public async Task Mail_server_over_a_network_that_cannot_encrypt_gets_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = Sink(listener);
        var open = SmtpSettings.Of($"smtp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", null, "registry@example.org");
        var carrier = new SmtpMail(open with { Security = SmtpSettings.Of("smtp://mail.example.org", null, "registry@example.org").Security });
        await Should.ThrowAsync<NotSupportedException>(() => carrier.Carry(Sms with { Channel = Channel.Email, Address = "li.ming@example.org" }));
        (await received).ShouldBeEmpty();
    }

    [Fact]
    public void Settings_that_do_not_fit_together_stop_the_program()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, new string('k', 32));
        var shortKey = Path.GetTempFileName();
        File.WriteAllText(shortKey, "short");
        try
        {
            MessageSettings Of(params (string, string)[] variables) => MessageSettings.Of(name => variables.FirstOrDefault(v => v.Item1 == name).Item2);
            Of().ShouldBe(new MessageSettings());
            Of(("REGISTRY_SMS", "https://sms.example.org/send"), ("REGISTRY_SMS_KEY", file)).Sms!.Address.Host.ShouldBe("sms.example.org");
            var mail = Of(("REGISTRY_SMTP", "smtps://registry%40example.org@mail.example.org"), ("REGISTRY_SMTP_PASSWORD", file), ("REGISTRY_MAIL_FROM", "registry@example.org")).Mail!;
            (mail.Port, mail.User, mail.ToString()).ShouldBe((465, "registry@example.org", "mail.example.org"));
            foreach (var wrong in (Func<MessageSettings>[])
            [
                () => Of(("REGISTRY_SMS", "http://sms.example.org/send"), ("REGISTRY_SMS_KEY", file)),
                () => Of(("REGISTRY_SMS", "https://sms.example.org/send")),
                () => Of(("REGISTRY_SMS", "https://sms.example.org/send"), ("REGISTRY_SMS_KEY", shortKey)),
                () => Of(("REGISTRY_SMTP", "http://mail.example.org"), ("REGISTRY_MAIL_FROM", "registry@example.org")),
                () => Of(("REGISTRY_SMTP", "smtp://mail.example.org")),
                () => Of(("REGISTRY_SMTP", "smtp://user@mail.example.org"), ("REGISTRY_MAIL_FROM", "registry@example.org")),
                () => Of(("REGISTRY_SMS", "https://sms.example.org/send"), ("REGISTRY_SMS_KEY", file), ("REGISTRY_INBOX", "1")),
            ]) Should.Throw<FormatException>(wrong);
        }
        finally
        {
            File.Delete(file);
            File.Delete(shortKey);
        }
    }

    private static async Task<WebApplication> Listen(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    // A mail server that knows what one message needs; answers what came after DATA.
    private static async Task<string> Sink(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var mail = new StringBuilder();
        var inMail = false;
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (inMail)
            {
                if (line != ".")
                {
                    mail.Append(line).Append("\r\n");
                    continue;
                }
                inMail = false;
                await writer.WriteLineAsync("250 taken");
            }
            else if (line == "DATA")
            {
                inMail = true;
                await writer.WriteLineAsync("354 go on");
            }
            else if (line == "QUIT")
            {
                await writer.WriteLineAsync("221 bye");
                break;
            }
            else
            {
                await writer.WriteLineAsync("250 ok");
            }
        }
        return mail.ToString();
    }
}
