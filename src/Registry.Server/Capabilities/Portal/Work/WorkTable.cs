using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Work;

/// <summary>What of a line stands in the list and in its file.</summary>
internal static class WorkTable
{
    private static readonly Texts Text = Texts.For<WorkText>();

    /// <summary>Heads of the file.</summary>
    public static IReadOnlyList<string> Heads => [.. ((string[])["id", "kind", "what", "about", "since", "due", "left", "person", "for"]).Select(h => Text["column." + h])];

    /// <summary>A line of the file.</summary>
    public static IReadOnlyList<string?> Cells(WorkLine line) =>
    [
        $"{line.Id}", Text["kind." + line.Kind], line.Words, line.About, Formats.TimeToSecond(line.Since), Formats.Date(line.DueOn),
        line.WorkingDaysLeft?.ToString(System.Globalization.CultureInfo.InvariantCulture), line.Person, line.For,
    ];

    /// <summary>How a deadline is marked.</summary>
    public static Tone ToneOf(Urgency urgency) => urgency switch
    {
        Urgency.Over => Tone.Refused,
        Urgency.Near => Tone.Waiting,
        Urgency.Calm => Tone.Plain,
    };

    /// <summary>Choices of a filter.</summary>
    public static IEnumerable<(string, string)> Options<T>(string prefix, params T[] but) where T : struct, Enum =>
        Enum.GetValues<T>().Except(but).Select(value => ($"{value}", Text[prefix + value]));
}
