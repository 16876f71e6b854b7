using System.Text.Json;
using Registry.Kernel.Transfers;

namespace Registry.Server.Capabilities.Portal.Units;

/// <summary>The stored content of a movement of a holder: its lots, and what else was written.</summary>
internal sealed class MovementPayload
{
    private readonly Dictionary<string, string> words;

    private MovementPayload(IReadOnlyList<LotQuantity> lots, Dictionary<string, string> words) => (Lots, this.words) = (lots, words);

    /// <summary>Its lots.</summary>
    public IReadOnlyList<LotQuantity> Lots { get; }

    /// <summary>Another field; null where there is none.</summary>
    public string? this[string field] => words.GetValueOrDefault(field);

    /// <summary>All units of it, tCO2e.</summary>
    public long Tonnes => Lots.Sum(l => LotChoice.Tonnes(l.Quantity) ?? 0);

    /// <summary>Reads stored JSON.</summary>
    public static MovementPayload Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var lots = root.GetProperty("lots").EnumerateArray().Select(l => new LotQuantity(l.GetProperty("lot").GetString() ?? "", l.GetProperty("quantity").GetString() ?? ""));
        return new([.. lots], root.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).ToDictionary(p => p.Name, p => p.Value.GetString() ?? "", StringComparer.Ordinal));
    }
}
