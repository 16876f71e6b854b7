using Microsoft.AspNetCore.Components;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Http;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Identity;

/// <summary>A page with a form: what the slice refuses is said on top of it, with the status of the refusal; what it does leads on.</summary>
public abstract class FormPage : ComponentBase
{
    /// <summary>The texts.</summary>
    protected static readonly Texts Text = Texts.For<IdentityText>();

    /// <summary>The request.</summary>
    [CascadingParameter] protected HttpContext Context { get; set; } = null!;

    /// <summary>What was refused.</summary>
    protected IReadOnlyList<(string? Field, string Message)> Refused { get; private set; } = [];

    /// <summary>From where the request comes.</summary>
    protected string Neighbourhood => Attempts.Neighbourhood(Context.Connection.RemoteIpAddress);

    /// <summary>Does what the form asks for.</summary>
    protected async Task Try(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RefusalException refusal)
        {
            Refused = [.. refusal.Findings.Select(finding => ((string?)null, RuleTexts.Of(finding, Language.Current)))];
            Context.Response.StatusCode = RefusalStatus.Of(refusal.Rule.Kind);
        }
    }

    /// <summary>Leads on to another page.</summary>
    protected void GoTo(string place)
    {
        Context.Response.StatusCode = StatusCodes.Status303SeeOther;
        Context.Response.Headers.Location = place;
    }
}
