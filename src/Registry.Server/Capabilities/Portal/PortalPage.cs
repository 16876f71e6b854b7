using System.Globalization;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal;

/// <summary>A page of somebody who is signed in.</summary>
public abstract class PortalPage : FormPage
{
    /// <summary>The session.</summary>
    protected SignedIn SignedIn => Context.SignedIn()!;

    /// <summary>Who acts, for which account.</summary>
    protected Actor Actor => SignedIn.Actor;

    /// <summary>A number in the address; null where none stands there.</summary>
    /// <exception cref="RefusalException">It is no number.</exception>
    protected long? Numbered(string field)
    {
        var text = Context.Request.Query[field].ToString();
        if (text.Length == 0) return null;
        GeneralRules.ValueMalformed.Require(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number), ("field", field), ("value", text));
        return number;
    }

    /// <summary>Id of what the form asks for, as it was shown with it (<see cref="Platform.Ui.Once"/>); the same twice is done once.</summary>
    /// <exception cref="RefusalException">The form was sent without.</exception>
    protected string Once
    {
        get
        {
            var id = Context.Request.Form[Platform.Ui.Once.Name].ToString();
            GeneralRules.ValueMalformed.Require(Guid.TryParseExact(id, "N", out _), ("field", Platform.Ui.Once.Name), ("value", id.Length));
            return id;
        }
    }
}
