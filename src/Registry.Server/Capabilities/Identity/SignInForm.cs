using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Identity;

/// <summary>A form of signing in and of one's own login.</summary>
public abstract class SignInForm : FormPage
{
    /// <summary>The texts.</summary>
    protected static readonly Texts Text = Texts.For<IdentityText>();

    /// <summary>From where the request comes.</summary>
    protected string Neighbourhood => Attempts.Neighbourhood(Context.Connection.RemoteIpAddress);
}
