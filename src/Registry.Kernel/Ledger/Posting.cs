using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Registry.Kernel.DualControl;
using Registry.Kernel.Primitives;

namespace Registry.Kernel.Ledger;

/// <summary>
/// One authorised change of the ledger: its entries, issuances and holds happen together or not at all. 过账. A posting that
/// only places or lifts a hold has no entries.
/// </summary>
public sealed record Posting
{
    /// <summary>Its place in the ledger's one order: 0, 1, 2 ... without gaps.</summary>
    public required long Id { get; init; }

    /// <summary>Who sent the instruction: a slice, or an outside system.</summary>
    public required string Client { get; init; }

    /// <summary>The client's own id of the instruction; with the client, unique for ever.</summary>
    public required string InstructionId { get; init; }

    /// <summary>SHA-256 of the request as the client sent it, lower-case hex.</summary>
    public required string RequestHash { get; init; }

    /// <summary>What it does, for example <c>issuance.issue</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Reference of the authority, used once.</summary>
    public required string Authority { get; init; }

    /// <summary>The natural person who proposed; none for an outside instruction.</summary>
    public PersonId? Initiator { get; init; }

    /// <summary>The other natural person, who confirmed; none for an outside instruction.</summary>
    public PersonId? Confirmer { get; init; }

    /// <summary>When; whole microseconds, never before the posting with the number below.</summary>
    public required DateTimeOffset BookedAt { get; init; }

    /// <summary>What the slice answered, kept for whoever sends the same instruction again.</summary>
    public required string Answer { get; init; }

    /// <summary>Hash of the posting as a leaf of the public log, lower-case hex.</summary>
    public string LeafHash { get; init; } = "";

    /// <summary>Puts down what an authority names.</summary>
    internal Posting AuthorisedBy(Authority authority) => authority is Confirmed c
        ? this with { Initiator = c.Initiator, Confirmer = c.Confirmer }
        : this;

    /// <summary>
    /// The leaf hash: SHA-256 over a zero byte (RFC 6962, section 2.1) and the posting's lines, with the lots it issued and
    /// its entries in order. Any later change of these rows shows.
    /// </summary>
    public static string LeafHashOf(Posting posting, IEnumerable<Lot> lots, IEnumerable<Entry> entries)
    {
        ArgumentNullException.ThrowIfNull(posting);
        ArgumentNullException.ThrowIfNull(lots);
        ArgumentNullException.ThrowIfNull(entries);
        var text = new StringBuilder(256).Append('\0');
        var c = CultureInfo.InvariantCulture;
        text.Append(c, $"posting {posting.Id} {Microseconds(posting.BookedAt)}\n");
        Line(text, posting.Client);
        Line(text, posting.InstructionId);
        Line(text, posting.RequestHash);
        Line(text, posting.Kind);
        Line(text, posting.Authority);
        text.Append(c, $"persons {posting.Initiator?.Value} {posting.Confirmer?.Value}\n");
        Line(text, posting.Answer);
        foreach (var l in lots)
            text.Append(c, $"lot {l.Id.Value} {l.Code} {l.ProjectId} {l.Vintage} {l.PeriodNo} {l.Quantity.Tonnes}\n");
        foreach (var e in entries)
            text.Append(c, $"entry {e.Line} {e.Lot.Value} {e.From.Value} {e.FromOffset} {e.To.Value} {e.ToOffset} {e.Quantity.Tonnes}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // The length before the text keeps two neighbouring fields from being read as two others.
    private static void Line(StringBuilder text, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"{value.Length}:{value}\n");

    private static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
