using Microsoft.AspNetCore.Components;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Audit;
using Registry.Server.Platform.Http;
using Registry.Server.Platform.Text;

namespace Registry.Server.Platform.Ui;

/// <summary>What is wrong with a form.</summary>
/// <param name="Field">The field at fault, if it is one.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
/// <param name="Code">Code of the rule.</param>
/// <param name="Basis">Its articles in words.</param>
public sealed record FormError(string? Field, string Message, string Code, string Basis);

/// <summary>
/// A page with a form: what the slice refuses is said on top of it with rule and article, with the status of the refusal; what was typed stays;
/// what the slice does leads on.
/// </summary>
public abstract class FormPage : ComponentBase
{
    /// <summary>The request.</summary>
    [CascadingParameter] protected HttpContext Context { get; set; } = null!;

    [Inject] private Denials Denials { get; set; } = null!;

    /// <summary>What was refused.</summary>
    protected IReadOnlyList<FormError> Refused { get; private set; } = [];

    /// <summary>Does what the form asks for.</summary>
    protected async Task Try(Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        try
        {
            await act();
        }
        catch (RefusalException refusal)
        {
            await Denials.Record(Context, refusal);
            Refuse(refusal.Findings);
        }
    }

    /// <summary>Says what stands against a step, with the status of the first.</summary>
    protected void Refuse(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        Refused = [.. findings.Select(Of)];
        if (findings.Count > 0) Context.Response.StatusCode = RefusalStatus.Of(findings[0].Rule.Kind);
    }

    /// <summary>What is wrong with a field; null where nothing is.</summary>
    protected string? ErrorOf(string field) => Refused.FirstOrDefault(error => error.Field == field)?.Message;

    /// <summary>
    /// Leads on to another page. A script that shows how far an upload is (<c>upload.js</c>) is told where to, and goes there itself: followed by the request it sent, the
    /// page would be fetched twice, and what it says once said to nobody.
    /// </summary>
    protected void GoTo(string place)
    {
        Context.Response.StatusCode = Context.Request.Headers.ContainsKey("Upload-Progress") ? StatusCodes.Status200OK : StatusCodes.Status303SeeOther;
        Context.Response.Headers.Location = place;
    }

    /// <summary>What a field is called on the page.</summary>
    protected virtual string LabelOf(string field) => field;

    /// <summary>The field of the form that a finding is about; null where it is about none.</summary>
    protected virtual string? FieldOf(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Facts.Where(fact => fact.Name == "field").Select(fact => fact.Value).FirstOrDefault();
    }

    private FormError Of(Finding finding)
    {
        var named = finding with { Facts = [.. finding.Facts.Select(fact => fact.Name == "field" ? fact with { Value = LabelOf(fact.Value) } : fact)] };
        return new(FieldOf(finding), RuleTexts.Of(named, Language.Current), finding.Rule.Code, string.Join("; ", finding.Rule.Citations.Select(RuleTexts.Of)));
    }
}
