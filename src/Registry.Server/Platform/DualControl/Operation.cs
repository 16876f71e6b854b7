using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Platform.DualControl;

/// <summary>A step that needs a code: everything that will happen, and how the message names it.</summary>
/// <param name="Hash">SHA-256 of the canonical JSON of everything that will happen, with the server's own id of it; lower-case hex.</param>
/// <param name="Words">What it is, with the amount.</param>
/// <param name="Account">Tail of the number of the account.</param>
public sealed record Operation(string Hash, Wording Words, string Account)
{
    private const int CheckLength = 4;

    /// <summary>Four signs of the hash, which the message and the page both show.</summary>
    public string Check => Hash[..CheckLength].ToUpperInvariant();

    /// <summary>The operation of a value: any change of it is another operation.</summary>
    public static Operation Of<T>(T value, Wording words, string account) => new(Json.Hash(CanonicalJson.Write(value)), words, account);
}
