using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Messages;

/// <summary>
/// Sends text messages through a gateway that takes signed JSON over HTTP. The body is <c>{"id","to","kind","text"}</c>; the header
/// <c>X-Registry-Signature</c> is <c>t=SECONDS,v1=HEX</c>, HMAC-SHA256 with the shared key over <c>SECONDS.BODY</c>; <c>Idempotency-Key</c> is the
/// message's id. Any answer of 2xx means taken; its <c>X-Message-Id</c> is kept. No other address than the configured one is ever called, and no redirect followed.
/// </summary>
public sealed class SmsGateway(SmsGatewaySettings settings, RegistryClock clock) : ICarrier, IDisposable
{
    private const int LongestReceipt = 100;

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 16 * 1024,
    };

    /// <inheritdoc/>
    public Channel Channel => Channel.Sms;

    /// <inheritdoc/>
    public async Task<string?> Carry(Message message)
    {
        var body = Json.Write(new { id = message.Id.ToString(CultureInfo.InvariantCulture), to = message.Address, kind = message.Kind, text = message.Text });
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Address) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("Idempotency-Key", message.Id.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-Registry-Signature", Signature(settings.Key, clock.Now.ToUnixTimeSeconds(), body));
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.TryGetValues("X-Message-Id", out var ids) && ids.FirstOrDefault() is { Length: <= LongestReceipt } id ? id : null;
    }

    /// <summary>The signature of a body at a second.</summary>
    public static string Signature(byte[] key, long seconds, string body) => string.Create(CultureInfo.InvariantCulture,
        $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.{body}"))))}");

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
