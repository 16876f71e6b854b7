using Registry.Kernel.Accounts;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Accounts.Open;

/// <summary>What is missing or wrong in an application, so that the applicant can mend it.</summary>
/// <param name="Item">What it is about: the key of a material, or a block of the form.</param>
/// <param name="Description">What is wrong and how to mend it.</param>
public sealed record OpeningReason(string Item, string Description);

/// <summary>Keeps the reasons of returns and refusals.</summary>
internal static class OpeningReasons
{
    private static readonly string[] Blocks =
        ["organisation", .. Enum.GetNames<PersonRole>().Select(r => char.ToLowerInvariant(r[0]) + r[1..]), "eligibility"];

    /// <summary>Refuses reasons that say nothing, or about something that the form does not have.</summary>
    public static void Require(IReadOnlyList<OpeningReason> reasons, MaterialList materials)
    {
        AccountRules.ReasonMissing.Require(reasons.Count > 0 && reasons.All(r => !string.IsNullOrWhiteSpace(r.Description)));
        foreach (var reason in reasons)
            AccountRules.ReasonUnknown.Require(Blocks.Contains(reason.Item) || materials.Materials.Any(m => m.Key == reason.Item), ("item", reason.Item));
    }

    /// <summary>Writes them.</summary>
    public static async Task Write(Tx tx, long opening, int round, OpeningAction step, IReadOnlyList<OpeningReason> reasons)
    {
        for (var line = 0; line < reasons.Count; line++)
            await tx.Guarded($"""
                insert into account_opening_reason(opening_id, round_no, line_no, step, item, description, raised_at)
                values ({opening}, {round}, {line + 1}, {step}, {reasons[line].Item}, {reasons[line].Description}, {tx.Now})
                """);
    }
}
