using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Konscious.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Registry.Server.Platform.Identity;

/// <summary>
/// Hashes passwords with Argon2id. A hash carries its parameters, <c>$argon2id$v=19$m=19456,t=2,p=1$salt$hash</c>; one with others than today's is
/// accepted and made anew. Only as many are computed at once as there are processors, and whoever waits holds no thread, so that a crowd at the
/// door takes neither the memory nor the public pages.
/// </summary>
public sealed class Argon2Passwords : IDisposable
{
    /// <summary>Memory, KiB.</summary>
    public const int Memory = 19 * 1024;

    /// <summary>Passes.</summary>
    public const int Passes = 2;

    /// <summary>Lanes.</summary>
    public const int Lanes = 1;

    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    // Nobody's password: compared with where there is no login, so that it takes as long.
    private static readonly string Nobody = Written(Memory, Passes, Lanes, new byte[SaltBytes], new byte[HashBytes]);

    // The library takes no empty password; no login can have this one.
    private static readonly byte[] Nothing = [0];

    private readonly SemaphoreSlim seats = new(Environment.ProcessorCount);

    /// <summary>The hash of a password.</summary>
    public async Task<string> Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Written(Memory, Passes, Lanes, salt, await Compute(password, salt, Memory, Passes, Lanes, HashBytes));
    }

    /// <summary>Compares; without a hash it takes as long and fails.</summary>
    public async Task<PasswordVerificationResult> Verify(string? hash, string password)
    {
        var parts = (hash ?? Nobody).Split('$');
        var parameters = parts[3].Split(',').Select(p => int.Parse(p.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
        var expected = Convert.FromBase64String(parts[5]);
        var actual = await Compute(password, Convert.FromBase64String(parts[4]), parameters[0], parameters[1], parameters[2], expected.Length);
        if (!CryptographicOperations.FixedTimeEquals(actual, expected) || hash is null) return PasswordVerificationResult.Failed;
        return parameters is [Memory, Passes, Lanes] && expected.Length == HashBytes ? PasswordVerificationResult.Success : PasswordVerificationResult.SuccessRehashNeeded;
    }

    /// <summary>Another computation that takes long, on the same seats.</summary>
    internal async Task<T> Seated<T>(Func<T> work)
    {
        await seats.WaitAsync();
        try
        {
            return work();
        }
        finally
        {
            seats.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => seats.Dispose();

    /// <summary>A hash as it is kept.</summary>
    internal static string Written(int memory, int passes, int lanes, byte[] salt, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"$argon2id$v=19$m={memory},t={passes},p={lanes}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");

    private Task<byte[]> Compute(string password, byte[] salt, int memory, int passes, int lanes, int bytes) => Seated(() =>
    {
        using var argon = new Argon2id(password.Length == 0 ? Nothing : Encoding.UTF8.GetBytes(password)) { Salt = salt, MemorySize = memory, Iterations = passes, DegreeOfParallelism = lanes };
        return argon.GetBytes(bytes);
    });
}
