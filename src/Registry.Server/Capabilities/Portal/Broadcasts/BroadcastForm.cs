using Registry.Kernel.Accounts;
using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Broadcasts;
using Registry.Server.Capabilities.Portal.Accounts;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Broadcasts;

/// <summary>What is typed to announce something, read into what is asked for; and its parts in words.</summary>
internal static class BroadcastForm
{
    /// <summary>Address of the form; under it the form is kept until it is proposed.</summary>
    public const string Path = "/portal/broadcasts/new";

    private static readonly Texts Text = Texts.For<BroadcastPagesText>();
    private static readonly Texts Accounts = Texts.For<AccountPagesText>();
    private static readonly char[] Between = [',', ';', ' ', '\t', '\r', '\n', '\u3001', '\uFF0C', '\uFF1B'];

    /// <summary>Reads the form.</summary>
    public static PublishBroadcast.Command Read(FormValues values, long recipients)
    {
        var audience = values.Choice<BroadcastAudience>("audience");
        IReadOnlyList<string> among = audience switch
        {
            BroadcastAudience.Types => Several(values, "types"),
            BroadcastAudience.Provinces => Several(values, "provinces"),
            BroadcastAudience.Numbers => Several(values, "numbers"),
            _ => [],
        };
        var command = new PublishBroadcast.Command(values.Text("titleZh"), values.Text("titleEn"), Lines(values.Text("textZh")), Lines(values.Text("textEn")), audience, among,
            values.Ticked("sms"), values.Ticked("email"), values.Ticked("urgent"), values.Date("from"), values.Date("until"), recipients);
        values.ThrowIfAny();
        return command;
    }

    /// <summary>What is chosen or typed of a field that holds several.</summary>
    public static IReadOnlyList<string> Several(FormValues values, string field) => [.. (values[field] ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>The audience in words.</summary>
    public static string Audience(PublishBroadcast.Command command)
    {
        var among = command.Audience switch
        {
            BroadcastAudience.Types => command.Among.Select(t => Accounts["type." + t]),
            BroadcastAudience.Provinces => command.Among.Select(Dictionaries.Provinces.Of),
            _ => command.Among,
        };
        var words = Text[$"audience.{command.Audience}"];
        return command.Among.Count == 0 ? words : Text["audience.among", words, string.Join(Text["between"], among)];
    }

    /// <summary>A kind of recipient in words.</summary>
    public static string Kind(string kind) => kind switch
    {
        "Staff" => Text["audience.Staff"],
        "All" => Text["kind.All"],
        _ => Accounts["type." + kind],
    };

    /// <summary>The types of accounts to choose from.</summary>
    public static IReadOnlyList<(string Value, string Words)> Types => [.. Enum.GetNames<AccountType>().Select(t => (t, Accounts["type." + t]))];

    /// <summary>The provinces to choose from.</summary>
    public static IReadOnlyList<(string Value, string Words)> Provinces => [.. Dictionaries.Provinces.Codes.Select(code => (code, Dictionaries.Provinces.Of(code)))];

    /// <summary>By what it goes, in words.</summary>
    public static string Ways(PublishBroadcast.Command command) => string.Join(Text["between"],
        new[] { Text["way.portal"], command.BySms ? Text["way.sms"] : null, command.ByEmail ? Text["way.email"] : null }.Where(w => w is not null));

    /// <summary>The tone of a state.</summary>
    public static Tone ToneOf(BroadcastState state) => state switch
    {
        BroadcastState.Running => Tone.Good,
        BroadcastState.Waiting => Tone.Waiting,
        BroadcastState.Withdrawn => Tone.Refused,
        BroadcastState.Over => Tone.Plain,
    };

    // A browser sends the ends of lines in its own way.
    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
