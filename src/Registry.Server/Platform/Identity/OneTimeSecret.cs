using System.Buffers.Text;
using System.Security.Cryptography;
using Registry.Server.Platform.Data;

namespace Registry.Server.Platform.Identity;

/// <summary>Random words that open something once or for a while. Only their hash is kept.</summary>
public static class OneTimeSecret
{
    private const int Bytes = 32;
    private const int Groups = 7;
    private const int GroupLength = 4;
    private const string Signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>A new one of 256 bits: 43 letters, digits, hyphens and underscores.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A new one that is typed from a message or a paper: 140 bits as seven groups of four capital letters and digits, none of which looks like another.</summary>
    public static string NewTyped() => string.Join('-', Enumerable.Range(0, Groups).Select(static _ => RandomNumberGenerator.GetString(Signs, GroupLength)));

    /// <summary>One that was typed, without what people put between its signs.</summary>
    public static string Typed(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>What is kept of it.</summary>
    public static string Hash(string secret) => Json.Hash(secret);
}
