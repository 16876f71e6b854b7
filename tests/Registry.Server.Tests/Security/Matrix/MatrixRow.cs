namespace Registry.Server.Tests.Security.Matrix;

/// <summary>One row of the matrix: what is tried, and what each kind of person is answered.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">Pattern of the route.</param>
/// <param name="Form">The form, and in brackets which of the things that it does.</param>
/// <param name="Whose">Whose the thing is.</param>
/// <param name="State">Whether the thing stands as the form needs it.</param>
internal sealed record MatrixRow(string Method, string Route, string Form, string Whose, string State)
{
    /// <summary>Answers by column.</summary>
    public SortedDictionary<string, string> Cells { get; } = new(StringComparer.Ordinal);

    /// <summary>What tells it from other rows.</summary>
    public string Key => $"{Method} {Route} · {Form} · {Whose} · {State}";
}
