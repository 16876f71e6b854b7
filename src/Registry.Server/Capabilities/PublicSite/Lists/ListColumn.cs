using Registry.Kernel.Rules;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.PublicSite.Lists;

/// <summary>What a column of a list holds; it decides alignment and how an export writes it.</summary>
public enum ColumnKind
{
    /// <summary>Words that exist in both languages.</summary>
    Words,

    /// <summary>A Chinese name.</summary>
    Name,

    /// <summary>A code or number of identity.</summary>
    Code,

    /// <summary>A day.</summary>
    Day,

    /// <summary>Whole tonnes.</summary>
    Tonnes,

    /// <summary>How many.</summary>
    Count,
}

/// <summary>A column of a public list, the same on the page, in CSV and in JSON.</summary>
/// <param name="Key">Its name in JSON, and of its title among the texts (<c>column.KEY</c>).</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Value">Its value as written for machines.</param>
public sealed record ListColumn<TRow>(string Key, ColumnKind Kind, Func<TRow, string?> Value)
{
    private static readonly Texts Text = Texts.For<PublicSiteText>();

    /// <summary>Its value in words, where the value is a code.</summary>
    public Func<TRow, string?>? Words { get; init; }

    /// <summary>Sort key.</summary>
    public string? Sort { get; init; }

    /// <summary>Where the cell leads.</summary>
    public Func<TRow, string>? Href { get; init; }

    /// <summary>Its title in the language of the reader.</summary>
    public string Title => Text["column." + Key];
}

internal static class ListColumns
{
    /// <summary>The order asked for, if one of the columns can be ordered by it.</summary>
    /// <exception cref="RefusalException">None can.</exception>
    public static string Sortable<TRow>(this IReadOnlyList<ListColumn<TRow>> columns, string sort)
    {
        GeneralRules.ValueMalformed.Require(columns.Any(c => c.Sort is not null && c.Sort == sort.TrimStart('-')), ("field", "sort"), ("value", sort));
        return sort;
    }
}
