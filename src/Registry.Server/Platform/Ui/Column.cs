using Microsoft.AspNetCore.Components;

namespace Registry.Server.Platform.Ui;

/// <summary>A column of a <see cref="DataTable{TRow}"/>.</summary>
/// <param name="Title">Head of the column.</param>
/// <param name="Cell">What a row shows in it.</param>
public sealed record Column<TRow>(string Title, RenderFragment<TRow> Cell)
{
    /// <summary>A column of plain text.</summary>
    public Column(string title, Func<TRow, string?> text)
        : this(title, row => builder => builder.AddContent(0, text(row)))
    {
    }

    /// <summary>Key to sort by, if the column can be sorted.</summary>
    public string? Sort { get; init; }

    /// <summary>Whether the column holds numbers: right-aligned, tabular figures.</summary>
    public bool Numeric { get; init; }

    /// <summary>Unit of the numbers, shown in the head.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether the cell names the row; on a narrow screen it heads the card.</summary>
    public bool Names { get; init; }

    /// <summary>Whether the cell must not wrap on a wide screen (dates, numbers of identity).</summary>
    public bool Keep { get; init; }

    internal string? Css => Numeric ? "right" : Keep ? "keep" : null;
}
