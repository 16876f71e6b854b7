using System.Net;
using Microsoft.AspNetCore.Identity;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Tests.Identity;

/// <summary>What signing in stands on: hashes, codes, neighbourhoods.</summary>
public sealed class MechanismTests
{
    [Fact]
    public void Argon2id_gives_the_vector_of_RFC_9106()
    {
        using var argon = new Konscious.Security.Cryptography.Argon2id(Repeated(1, 32))
        {
            Salt = Repeated(2, 16),
            KnownSecret = Repeated(3, 8),
            AssociatedData = Repeated(4, 12),
            MemorySize = 32,
            Iterations = 3,
            DegreeOfParallelism = 4,
        };
        Convert.ToHexStringLower(argon.GetBytes(32)).ShouldBe("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    [Fact]
    public async Task Hash_carries_its_parameters_and_no_two_are_alike()
    {
        using var passwords = new Argon2Passwords();
        var hash = await passwords.Hash("one");
        hash.ShouldStartWith("$argon2id$v=19$m=19456,t=2,p=1$");
        (await passwords.Hash("one")).ShouldNotBe(hash);
        (await passwords.Verify(hash, "one")).ShouldBe(PasswordVerificationResult.Success);
        (await passwords.Verify(hash, "One")).ShouldBe(PasswordVerificationResult.Failed);
        (await passwords.Verify(null, "one")).ShouldBe(PasswordVerificationResult.Failed);
        (await passwords.Verify(null, "")).ShouldBe(PasswordVerificationResult.Failed);
    }

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public void Codes_are_those_of_RFC_6238(long seconds, string code)
    {
        const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Totp.Code(Secret, Totp.StepOf(now)).ShouldBe(code);
        Totp.Match(Secret, code[..3] + " " + code[3..], now.AddSeconds(30)).ShouldBe(Totp.StepOf(now));
        Totp.Match(Secret, code, now.AddSeconds(60)).ShouldBeNull();
        Totp.Match(Secret, code, now.AddSeconds(-90)).ShouldBeNull();
        Totp.Match(Secret, "", now).ShouldBeNull();
    }

    [Fact]
    public void New_secrets_are_thirty_two_signs_and_differ()
    {
        Totp.NewSecret().Length.ShouldBe(32);
        Totp.NewSecret().ShouldNotBe(Totp.NewSecret());
        Totp.Code(Totp.NewSecret(), 1).Length.ShouldBe(6);
        OneTimeSecret.New().Length.ShouldBe(43);
        var typed = OneTimeSecret.NewTyped();
        typed.ShouldMatch("^([A-HJ-NP-Z2-9]{4}-){6}[A-HJ-NP-Z2-9]{4}$");
        OneTimeSecret.Typed($" {typed.ToLowerInvariant().Replace('-', ' ')} ").ShouldBe(typed.Replace("-", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("192.0.2.77", "192.0.2.0/24")]
    [InlineData("::ffff:192.0.2.77", "192.0.2.0/24")]
    [InlineData("2001:db8:1:2::3", "2001:db8:1::/48")]
    public void Addresses_of_one_neighbourhood_count_together(string address, string neighbourhood) =>
        Attempts.Neighbourhood(IPAddress.Parse(address)).ShouldBe(neighbourhood);

    private static byte[] Repeated(byte value, int count) => [.. Enumerable.Repeat(value, count)];
}
