using Microsoft.AspNetCore.Components;
using Registry.Kernel.Ledger;
using Registry.Kernel.Rules;
using Registry.Kernel.Transfers;
using Registry.Kernel.Use;
using Registry.Server.Capabilities.Holdings;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Portal.Units;

/// <summary>
/// A form in which the initiator chooses units: every lot that lies in one place, with a field for how much of it. What is written in a field counts; a lot
/// that is ticked goes with all that is free of it.
/// </summary>
public abstract class MovementForm : UnitsPage
{
    /// <summary>How the fields of quantities are named, before the code of the lot.</summary>
    internal const string Quantity = "q.";

    /// <summary>The same of the ticks for everything.</summary>
    internal const string Everything = "all.";

    private MovementPayload? before;

    [Inject] private AccountHoldings Slice { get; set; } = null!;

    [Inject] private Proposals Proposals { get; set; } = null!;

    /// <summary>What was written down before and is changed now: its id.</summary>
    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    /// <summary>The lots that lie there.</summary>
    protected IReadOnlyList<Holding> Lots { get; private set; } = [];

    /// <summary>Which quantities stand in the fields, by lot.</summary>
    protected string? Typed(string lot) => Sent ? Context.Request.Form[Quantity + lot] : before?.Lots.FirstOrDefault(l => l.Lot == lot)?.Quantity;

    /// <summary>Whether everything of a lot is ticked.</summary>
    protected bool Ticked(string lot) => Sent && Context.Request.Form.ContainsKey(Everything + lot);

    /// <summary>What stands in another field.</summary>
    protected string? Written(string field) => Sent ? Context.Request.Form[field] : before?[field];

    private bool Sent => HttpMethods.IsPost(Context.Request.Method);

    /// <summary>Reads what lies in a place, and what was written down before.</summary>
    protected async Task Read(Place place)
    {
        Lots = [.. (await Slice.Holdings(Actor)).Where(h => h.Place == place.Code() && h.Balance > 0)];
        if (!Sent && long.TryParse(From, NumberStyles, System.Globalization.CultureInfo.InvariantCulture, out var id))
            before = MovementPayload.Read((await Proposals.ReadIntent(Actor, id)).Payload);
    }

    /// <summary>What was chosen, as it was typed.</summary>
    protected IReadOnlyList<LotQuantity> Chosen()
    {
        var typed = Context.Request.Form.Where(f => f.Key.StartsWith(Quantity, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(f.Value))
            .Select(f => new LotQuantity(f.Key[Quantity.Length..], f.Value.ToString().Trim())).ToList();
        var whole = Lots.Where(h => Ticked(h.LotCode) && typed.All(t => t.Lot != h.LotCode)).Select(h => new LotQuantity(h.LotCode, $"{h.Available}"));
        return [.. typed.Concat(whole).OrderBy(l => l.Lot, StringComparer.Ordinal)];
    }

    /// <summary>Writes down what was filled in, and leads on to where it is looked at once more.</summary>
    protected async Task Write<TCommand>(IPromisingAct act, TCommand command)
    {
        try
        {
            GoTo($"/portal/movements/{(await Proposals.Write(Actor, act, command, Once)).Id}");
        }
        catch (RefusalException refusal)
        {
            Refuse([.. refusal.Findings.Select(AtItsField)]);
        }
    }

    /// <summary>A finding with the field at which it stands.</summary>
    private static Finding AtItsField(Finding finding)
    {
        finding = finding with { Facts = [.. finding.Facts.Select(f => f.Name == "place" ? f with { Value = UnitsTable.PlaceName(f.Value) } : f)] };
        if (finding.Facts.Any(f => f.Name == "field")) return finding;
        var field = finding.Facts.Where(f => f.Name == "lot").Select(f => Quantity + f.Value).FirstOrDefault() ?? FieldOf(finding.Rule);
        return field is null ? finding : finding with { Facts = [.. finding.Facts, new Fact("field", field)] };
    }

    private static string? FieldOf(Rule rule) =>
        rule == UseRules.PurposeUnknown ? "purpose" : rule == UseRules.BeneficiaryMissing ? "beneficiary"
        : rule == UseRules.RemarkMissing || rule == UseRules.RemarkTooLong ? "remark" : null;

    private const System.Globalization.NumberStyles NumberStyles = System.Globalization.NumberStyles.None;
}
