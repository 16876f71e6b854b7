namespace Registry.Kernel.Primitives;

/// <summary>How personal numbers are shown where the whole number is not needed. Personal Information Protection Law: no more than necessary.</summary>
public static class Masking
{
    private const char Veil = '*';

    /// <summary>An identity number: <c>110***********002X</c>; shorter numbers keep less.</summary>
    public static string IdNumber(string? number) => number switch
    {
        null => "",
        { Length: >= 15 } => Between(number, 3, 4),
        { Length: >= 7 } => Between(number, 1, 2),
        _ => new string(Veil, number.Length),
    };

    /// <summary>A mobile number: <c>138****5678</c>.</summary>
    public static string Phone(string? number) => number switch
    {
        null => "",
        { Length: >= 11 } => Between(number, 3, 4),
        { Length: >= 7 } => Between(number, 0, 3),
        _ => new string(Veil, number.Length),
    };

    /// <summary>An e-mail address: its first character and its domain.</summary>
    public static string Email(string? address)
    {
        var at = address?.LastIndexOf('@') ?? -1;
        return address is null ? "" : at < 1 ? new string(Veil, address.Length) : $"{address[0]}***{address[at..]}";
    }

    private static string Between(string text, int head, int tail) =>
        string.Concat(text.AsSpan(0, head), new string(Veil, text.Length - head - tail), text.AsSpan(text.Length - tail));
}
