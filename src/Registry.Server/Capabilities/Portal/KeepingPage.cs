using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Portal.Cases;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal;

/// <summary>
/// A page with a long form: what is typed outlives a refusal, a session that ended, and a pause (<c>keep</c> is the name of the button that keeps it); so
/// do the files that were taken. On the first visit <see cref="Stored"/> fills the form.
/// </summary>
public abstract class KeepingPage : PortalPage
{
    /// <summary>Where what is typed is kept.</summary>
    [Inject] protected KeptForms Kept { get; set; } = null!;

    [Inject] private UploadedFiles Uploaded { get; set; } = null!;

    /// <summary>What the form shows: what was posted, or else what was kept, or else what is stored.</summary>
    protected FormValues Values { get; private set; } = FormValues.Empty;

    /// <summary>Whether the form shows what was kept, and not what is stored.</summary>
    protected bool FromKept { get; private set; }

    /// <summary>The fields of the form that take files, with the kind that each is stored as.</summary>
    protected virtual IReadOnlyList<(string Field, string Kind)> FileFields => [];

    /// <summary>The files that were taken already, by field.</summary>
    protected IReadOnlyDictionary<string, KeptFile> Held { get; private set; } = new Dictionary<string, KeptFile>();

    /// <summary>The file of a field, as a list for the field that shows it.</summary>
    protected IReadOnlyList<KeptFile> HeldOf(string field) => Held.TryGetValue(field, out var file) ? [file] : [];

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
        if (kept is not null) Held = await Uploaded.Held(Actor, FileFields.ToDictionary(f => f.Field, f => Values[UploadedFiles.KeptName(f.Field)], StringComparer.Ordinal));
    }

    /// <summary>Keeps the form where its writer asked for that; otherwise does what it asks for, and forgets what was kept.</summary>
    protected Task Send(Func<Task> act) => Try(async () =>
    {
        var refused = await Take();
        if (Values.Ticked("keep"))
        {
            await Kept.Keep(SignedIn.Login.Id, Here, [.. Context.Request.Form.Where(f => !IsOfFile(f.Key)), .. Held.Select(h => KeyValuePair.Create(UploadedFiles.KeptName(h.Key), new StringValues($"{h.Value.Id}")))]);
            RefusalException.ThrowIfAny(refused);
            GoTo($"{Here}?kept=1");
            return;
        }
        RefusalException.ThrowIfAny(refused);
        await act();
        await Kept.Forget(SignedIn.Login.Id, Here);
    });

    private async Task<IReadOnlyList<Finding>> Take()
    {
        if (FileFields.Count == 0) return [];
        (Held, var refused) = await Uploaded.Hold(Actor, Context.Request.Form, FileFields, Once);
        return refused;
    }

    private bool IsOfFile(string name) => FileFields.Any(f => name == UploadedFiles.KeptName(f.Field) || name == UploadedFiles.DropName(UploadedFiles.KeptName(f.Field)));

    private string Here => Context.Request.Path.Value ?? "/";
}
