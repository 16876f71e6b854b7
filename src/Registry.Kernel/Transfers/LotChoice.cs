using System.Globalization;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Transfers;

/// <summary>A lot and how much of it the holder chose, as typed. Questions and answers 1.4.1.</summary>
/// <param name="Lot">Code of the lot.</param>
/// <param name="Quantity">Whole tonnes of CO2 equivalent, written in digits; text on the wire.</param>
public sealed record LotQuantity(string Lot, string Quantity);

/// <summary>A lot that lies where the holder takes from.</summary>
/// <param name="Lot">The lot.</param>
/// <param name="Code">Its code.</param>
/// <param name="Available">What may be moved or promised now, in tCO2e.</param>
public sealed record LotOffer(LotId Lot, string Code, Units Available);

/// <summary>A lot and how much of it moves.</summary>
/// <param name="Lot">The lot.</param>
/// <param name="Code">Its code.</param>
/// <param name="Quantity">Units, in tCO2e; one at least.</param>
public sealed record ChosenLot(LotId Lot, string Code, Units Quantity);

/// <summary>Reads what a holder chose: each lot once, whole tonnes, one at least, never more than is free. 转移.</summary>
public static class LotChoice
{
    /// <summary>Reads a choice and adds everything that is wrong with it.</summary>
    /// <param name="typed">What the holder typed.</param>
    /// <param name="offers">What lies there, by code.</param>
    /// <param name="from">Where it lies.</param>
    /// <param name="findings">Takes what is wrong, lot by lot: identity, form, quantity.</param>
    /// <returns>The lots that are in order, in the order of their codes.</returns>
    public static IReadOnlyList<ChosenLot> Read(
        IReadOnlyList<LotQuantity> typed, IReadOnlyDictionary<string, LotOffer> offers, Place from, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(offers);
        ArgumentNullException.ThrowIfNull(findings);
        TransferRules.NothingChosen.Check(typed.Count > 0, findings);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var chosen = new List<ChosenLot>();
        foreach (var line in typed)
        {
            var code = (line.Lot ?? "").Trim();
            if (!seen.Add(code))
            {
                findings.Add(TransferRules.LotChosenTwice.Found(("lot", code)));
                continue;
            }
            var offer = offers.GetValueOrDefault(code);
            TransferRules.LotNotHere.Check(offer is not null, findings, ("lot", code), ("place", from.Code()));
            if (Quantity(line, findings) is { } quantity && offer is not null && Fits(offer, quantity, from, findings))
                chosen.Add(new ChosenLot(offer.Lot, offer.Code, quantity));
        }
        chosen.Sort((a, b) => string.CompareOrdinal(a.Code, b.Code));
        return chosen;
    }

    /// <summary>Whole tonnes as typed; null where it is no whole number.</summary>
    public static long? Tonnes(string? typed) =>
        long.TryParse(HalfWidth.Of(typed), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var tonnes) ? tonnes : null;

    private static Units? Quantity(LotQuantity line, ICollection<Finding> findings)
    {
        if (Tonnes(line.Quantity) is not { } tonnes)
        {
            findings.Add(TransferRules.QuantityNotWhole.Found(("lot", line.Lot), ("quantity", HalfWidth.Of(line.Quantity))));
            return null;
        }
        LedgerRules.QuantityNotPositive.Check(tonnes > 0, findings, ("quantity", tonnes), ("lot", line.Lot));
        return tonnes > 0 ? new Units(tonnes) : null;
    }

    private static bool Fits(LotOffer offer, Units quantity, Place from, ICollection<Finding> findings)
    {
        var fits = quantity <= offer.Available;
        LedgerRules.NotEnoughAvailable.Check(fits, findings, ("available", offer.Available), ("asked", quantity), ("place", from.Code()), ("lot", offer.Code));
        return fits;
    }
}
