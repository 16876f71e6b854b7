using System.Security.Cryptography;
using System.Text;

namespace Registry.Server.Platform.Data;

/// <summary>Makes the 19-digit ids of rows.</summary>
public interface IIdSource
{
    /// <summary>A new id.</summary>
    /// <param name="key">What the transaction is keyed by, if anything.</param>
    /// <param name="ordinal">How many ids the transaction took before.</param>
    long Next(string? key, int ordinal);
}

/// <summary>Random 19-digit ids: no node needs to know of another, and an id tells nothing.</summary>
public sealed class RandomIds : IIdSource
{
    internal const long First = 1_000_000_000_000_000_000;
    internal const long Count = 8_000_000_000_000_000_000;

    /// <inheritdoc/>
    public long Next(string? key, int ordinal)
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return First + (long)(BitConverter.ToUInt64(bytes) % (ulong)Count);
    }
}

/// <summary>Ids that follow from the instruction that caused them, so that a replay makes the same ids wherever it runs.</summary>
public sealed class DerivedIds : IIdSource
{
    /// <inheritdoc/>
    public long Next(string? key, int ordinal)
    {
        if (key is null) throw new InvalidOperationException("Derived ids need an instruction to derive from.");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{key}#{ordinal}"));
        return RandomIds.First + (long)(BitConverter.ToUInt64(hash) % (ulong)RandomIds.Count);
    }
}
