using Microsoft.AspNetCore.Components;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal;

/// <summary>
/// A page with a long form: what is typed outlives a refusal, a session that ended, and a pause (<c>keep</c> is the name of the button that keeps it). On
/// the first visit <see cref="Stored"/> fills the form.
/// </summary>
public abstract class KeepingPage : PortalPage
{
    /// <summary>Where what is typed is kept.</summary>
    [Inject] protected KeptForms Kept { get; set; } = null!;

    /// <summary>What the form shows: what was posted, or else what was kept, or else what is stored.</summary>
    protected FormValues Values { get; private set; } = FormValues.Empty;

    /// <summary>Whether the form shows what was kept, and not what is stored.</summary>
    protected bool FromKept { get; private set; }

    /// <summary>What is stored of the thing, by field; nothing for a new one.</summary>
    protected virtual Task<IReadOnlyDictionary<string, string>> Stored() => Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (HttpMethods.IsPost(Context.Request.Method))
        {
            await Stored();
            Values = FormValues.Of(Context.Request.Form);
            return;
        }
        var stored = await Stored();
        var kept = await Kept.Find(SignedIn.Login.Id, Here);
        FromKept = kept is not null;
        Values = new FormValues(kept ?? stored);
    }

    /// <summary>Keeps the form where its writer asked for that; otherwise does what it asks for, and forgets what was kept.</summary>
    protected Task Send(Func<Task> act) => Try(async () =>
    {
        if (Values.Ticked("keep"))
        {
            await Kept.Keep(SignedIn.Login.Id, Here, Context.Request.Form);
            GoTo($"{Here}?kept=1");
            return;
        }
        await act();
        await Kept.Forget(SignedIn.Login.Id, Here);
    });

    private string Here => Context.Request.Path.Value ?? "/";
}
