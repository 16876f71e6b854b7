using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.PublicSite;

/// <summary>The words for the codes of the register, in the language of the reader.</summary>
internal static class Codes
{
    private static readonly Texts Text = Texts.For<PublicSiteText>();

    /// <summary>States that an application can have when its notice is over.</summary>
    public static readonly IReadOnlyList<string> StatesAfterNotice = ["06", "07", "08", "13", "14", "97", "99"];

    public static string Province(string code) => Dictionaries.Provinces.Of(code);

    public static string Type(string? code) => Dictionaries.Types.Of(code);

    public static string Sector(string code) => Dictionaries.Sectors.Of(code);

    /// <summary>The name that a register keeps in both languages.</summary>
    public static string Name(string chinese, string english) => english.Length > 0 && Language.IsEnglish(Language.Current) ? english : chinese;

    public static string Vintage(string? status) => Text.OrCode("vintage.", status);

    public static string Document(string kind) => Text.OrCode("document.", kind);

    /// <summary>The one word for where an application or the project made of it stands.</summary>
    public static string State(string code, string? project = null) =>
        project is null or "Registered" ? Text.OrCode("state.", code) : Text["project-status." + project];

    /// <summary>How a state is toned.</summary>
    public static Tone Tone(string code, string? project = null) => (code, project) switch
    {
        (_, "Deregistered" or "Revoked") => Platform.Ui.Tone.Refused,
        ("03", _) => Platform.Ui.Tone.Running,
        ("14", _) => Platform.Ui.Tone.Good,
        ("97" or "99", _) => Platform.Ui.Tone.Refused,
        _ => Platform.Ui.Tone.Waiting,
    };
}
