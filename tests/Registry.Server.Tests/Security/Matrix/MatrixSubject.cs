namespace Registry.Server.Tests.Security.Matrix;

/// <summary>An address that is tried.</summary>
/// <param name="Whose"><c>own</c>: of the enterprise, the body A, the province and the visitor of the columns; <c>other</c>: of the others; <c>absent</c>: nobody's; <c>-</c> where it names nothing.</param>
/// <param name="State"><c>right</c> for the form; <c>wrong</c>; <c>-</c> where that makes no difference.</param>
/// <param name="Path">The address.</param>
/// <param name="Fields">What the body names otherwise than the form of the right one.</param>
internal sealed record MatrixAddress(string Whose, string State, string Path, (string Name, string Value)[] Fields);

/// <summary>A page or file with something in its address, or a form; what is not here and names nothing is tried as it stands.</summary>
/// <param name="Route">Pattern of the route.</param>
/// <param name="Form">Name of the form; <c>-</c> for addresses that only show something.</param>
/// <param name="Variant">Tells apart what the same form does; <c>-</c> where it does one thing.</param>
/// <param name="By">Column of who may send it, and so sees the form.</param>
internal sealed record MatrixSubject(string Route, string Form, string Variant, string By)
{
    /// <summary>Where it is tried.</summary>
    public List<MatrixAddress> Addresses { get; } = [];

    /// <summary>What is typed.</summary>
    public (string Name, string Value)[] Typed { get; init; } = [];

    /// <summary>The form as its page is asked for it: some pages offer it only under a certain address.</summary>
    public string Label => Variant == "-" ? Form : $"{Form} ({Variant})";

    /// <summary>Adds an address.</summary>
    public MatrixSubject At(string whose, string state, string path, params (string Name, string Value)[] fields)
    {
        Addresses.Add(new(whose, state, path, fields));
        return this;
    }
}
