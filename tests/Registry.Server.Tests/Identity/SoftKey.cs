using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Registry.Server.Tests.Identity;

/// <summary>
/// A security key made of software, with everything about it that an attacker could change: ES256 over P-256, bytes as the specification of WebAuthn has them.
/// </summary>
internal sealed class SoftKey : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HasCredential = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(24);

    /// <summary>How often it signed.</summary>
    public uint Counter { get; set; } = 1;

    /// <summary>Whether it counts at all.</summary>
    public bool Counts { get; set; } = true;

    /// <summary>On which address the browser says that it is.</summary>
    public string Origin { get; set; } = "https://localhost";

    /// <summary>For which domain it signs.</summary>
    public string Domain { get; set; } = "localhost";

    /// <summary>Whether the person was verified, by a finger or a PIN.</summary>
    public bool Verifies { get; set; } = true;

    /// <summary>Whether the page stands in a frame of another.</summary>
    public bool Framed { get; set; }

    /// <summary>Makes a credential as asked.</summary>
    public string Make(string asked)
    {
        var point = key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Head(HasCredential), .. new byte[16], 0, (byte)id.Length, .. id, .. cose];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Credential(new() { ["clientDataJSON"] = Base64Url.EncodeToString(Client("webauthn.create", asked)), ["attestationObject"] = Base64Url.EncodeToString(attestation), ["transports"] = new JsonArray("usb") });
    }

    /// <summary>Answers a challenge.</summary>
    /// <param name="asked">What the page was told to ask.</param>
    /// <param name="spoil">Whether one bit of the signature is turned.</param>
    /// <param name="type">What the browser says that it does.</param>
    public string Answer(string asked, bool spoil = false, string type = "webauthn.get")
    {
        if (Counts) Counter++;
        var (data, client) = (Head(0), Client(type, asked));
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        if (spoil) signature[^1] ^= 1;
        return Credential(new() { ["clientDataJSON"] = Base64Url.EncodeToString(client), ["authenticatorData"] = Base64Url.EncodeToString(data), ["signature"] = Base64Url.EncodeToString(signature) });
    }

    public void Dispose() => key.Dispose();

    private byte[] Head(byte flags)
    {
        var head = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(Domain)).CopyTo(head, 0);
        head[32] = (byte)(flags | Present | (Verifies ? Verified : 0));
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(33), Counter);
        return head;
    }

    private byte[] Client(string type, string asked)
    {
        using var json = JsonDocument.Parse(asked);
        var client = new JsonObject { ["type"] = type, ["challenge"] = json.RootElement.GetProperty("challenge").GetString(), ["origin"] = Origin, ["crossOrigin"] = Framed };
        return Encoding.UTF8.GetBytes(client.ToJsonString());
    }

    private string Credential(JsonObject response) => new JsonObject
    {
        ["id"] = Base64Url.EncodeToString(id),
        ["rawId"] = Base64Url.EncodeToString(id),
        ["type"] = "public-key",
        ["response"] = response,
        ["clientExtensionResults"] = new JsonObject(),
    }.ToJsonString();
}
