using Registry.Kernel.Rules;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>What a field of a form takes.</summary>
internal enum FieldKind
{
    /// <summary>A line of text.</summary>
    Line,

    /// <summary>Text of several lines.</summary>
    Words,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>One of several.</summary>
    Choice,

    /// <summary>Yes, or nothing.</summary>
    Tick,

    /// <summary>Any number of several.</summary>
    Ticks,

    /// <summary>A file.</summary>
    File,
}

/// <summary>A field of the form of an act.</summary>
/// <param name="Name">Its name; its words are the texts <c>field.NAME</c> unless <see cref="Label"/> says otherwise.</param>
/// <param name="Kind">What it takes.</param>
internal sealed record ActField(string Name, FieldKind Kind)
{
    /// <summary>What it is called, where its name does not say.</summary>
    public string? Label { get; init; }

    /// <summary>What helps to fill it in.</summary>
    public string? Help { get; init; }

    /// <summary>Heading of the group that begins with it: the text <c>group.NAME</c>.</summary>
    public string? Group { get; init; }

    /// <summary>Whether a value is needed before anything else can be checked.</summary>
    public bool Required { get; init; }

    /// <summary>Whether it may be left out, and says so.</summary>
    public bool Optional { get; init; }

    /// <summary>Rules that speak of it: what they refuse is said beside it, and the first gives its article.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>What to choose from: values and words.</summary>
    public IReadOnlyList<(string Value, string Words)> Options { get; init; } = [];

    /// <summary>What stands in it at first; for several, one a line.</summary>
    public string? Default { get; init; }

    /// <summary>Most characters.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Rows of a text.</summary>
    public int Rows { get; init; } = 3;

    /// <summary>For a file, its kind.</summary>
    public string DocumentKind { get; init; } = "";
}
