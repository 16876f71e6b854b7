using System.Text.RegularExpressions;
using Registry.Server.Tests.Tidy;

namespace Registry.Server.Tests.Security;

/// <summary>S076 and S064: which cryptography the program uses and what it calls outside, compared with what is written of it.</summary>
public sealed partial class InventoryTests
{
    private const string Inventory = "docs/security/cryptography.md";

    /// <summary>Where something that is weak by itself may stand, and why is said in the inventory.</summary>
    private static readonly Dictionary<string, string[]> Weak = new(StringComparer.Ordinal)
    {
        ["MD5"] = ["src/Registry.Server/Platform/Identity/LegacyPasswords.cs"],
        ["SHA1"] = ["src/Registry.Server/Platform/Identity/LegacyPasswords.cs"],
        ["HMACSHA1"] = ["src/Registry.Server/Platform/Identity/Totp.cs"],
        ["BCrypt"] = ["src/Registry.Server/Platform/Identity/LegacyPasswords.cs"],
        ["Random.Shared"] = ["src/Registry.Server/Platform/Data/Db.cs"],
    };

    /// <summary>Where a connection to elsewhere may be made.</summary>
    private static readonly string[] Callers =
        ["src/Registry.Server/Capabilities/Messages/SmsGateway.cs", "src/Registry.Server/Capabilities/Messages/SmtpMail.cs", "src/Registry.Server/Platform/Files/VirusScanner.cs"];

    [GeneratedRegex(@"\b(?:(AesGcm|AesCcm|ChaCha20Poly1305|HKDF|Rfc2898DeriveBytes|RandomNumberGenerator|CryptographicOperations|ECDsa|RSA|ECDiffieHellman|Ed25519\w*|SM[234]\w*|Argon2id|Argon2i|Argon2d|Random\.Shared)\b|(HMACSHA1|HMACSHA256|HMACSHA384|HMACSHA512|HMACMD5|SHA1|SHA256|SHA384|SHA512|MD5)(?=\.(?:HashData|TryHashData|Create))|(BCrypt)(?=\.Net\.BCrypt)|(DES|TripleDES|RC2|Aes)(?=\.Create)|new (Random)\(|CipherMode\.(ECB|CBC))")]
    private static partial Regex Primitive { get; }

    [GeneratedRegex(@"new (HttpClient|SocketsHttpHandler|HttpClientHandler|SmtpClient|TcpClient|Socket|UdpClient|ClientWebSocket|UnixDomainSocketEndPoint|DnsEndPoint)\b|WebRequest\.Create|AddHttpClient|IHttpClientFactory")]
    private static partial Regex Call { get; }

    [GeneratedRegex(@"^\| `([A-Za-z0-9.]+)` \|.*\| (`[^|]+`) \|$", RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    private static Dictionary<string, string[]> Used(IEnumerable<SourceFile> files) => files
        .SelectMany(f => Primitive.Matches(f.Text).Select(m => (Name: m.Groups.Values.Skip(1).First(g => g.Success).Value, File: f.Path[(f.Path.LastIndexOf('/') + 1)..])))
        .GroupBy(u => u.Name, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Select(u => u.File).Distinct().Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    private static IEnumerable<SourceFile> Product => Tree.Product.Where(f => f.Extension == ".cs");

    [Fact]
    public void S076_inventory_of_cryptography_is_what_the_code_uses_and_where()
    {
        var written = Row.Matches(Tree.File(Inventory).Text).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Split(' ').Select(f => f.Trim('`', ',')).Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        var used = Used(Product);
        written.Keys.Order(StringComparer.Ordinal).ShouldBe(used.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, files) in used) written[name].ShouldBe(files, $"{name}: | `{name}` | ... | {string.Join(", ", files.Select(f => $"`{f}`"))} |");
    }

    [Fact]
    public void S076_nothing_weak_stands_anywhere_but_where_the_old_system_asks_for_it()
    {
        Faults(Product).ShouldBeEmpty();
        Faults([new("src/A.cs", "SHA1.HashData(x)"), new("src/B.cs", "new Random(1)"), new("src/C.cs", "CipherMode.ECB"), new("src/D.cs", "DES.Create()"), new("src/E.cs", "MD5.HashData(x)"), new("src/F.cs", "SHA256.HashData(x)")]).Count().ShouldBe(5);
    }

    [Fact]
    public void S064_outside_is_called_from_three_places_that_know_the_operators_address_alone_and_no_redirect_is_followed()
    {
        Outside(Product).Order(StringComparer.Ordinal).ShouldBe(Callers);
        foreach (var file in Product.Where(f => f.Text.Contains("SocketsHttpHandler", StringComparison.Ordinal))) file.Text.ShouldContain("new SocketsHttpHandler { AllowAutoRedirect = false");
        Product.ShouldAllBe(f => !f.Text.Contains("new HttpClient()", StringComparison.Ordinal));
        Outside([new("src/A.cs", "using var http = new HttpClient();"), new("src/B.cs", "var x = 1;")]).ShouldBe(["src/A.cs"]);
    }

    private static IEnumerable<string> Outside(IEnumerable<SourceFile> files) => files.Where(f => Call.IsMatch(f.Text)).Select(f => f.Path);

    private static IEnumerable<string> Faults(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
            foreach (var name in Primitive.Matches(file.Text).Select(m => m.Groups.Values.Skip(1).First(g => g.Success).Value).Distinct())
                if (name is "MD5" or "SHA1" or "HMACSHA1" or "HMACMD5" or "DES" or "TripleDES" or "RC2" or "ECB" or "CBC" or "BCrypt" or "Random" or "Random.Shared" or "Aes" && !(Weak.TryGetValue(name, out var allowed) && allowed.Contains(file.Path)))
                    yield return $"{file.Path}: {name}";
    }
}
