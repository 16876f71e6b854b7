using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Tests.Security.Matrix;

/// <summary>What a form sends: the fields as a page shows them to somebody who may send it, with what must be filled in filled in.</summary>
internal sealed partial class MatrixBody
{
    private const string Token = "__RequestVerificationToken";
    /// <summary>Typed for a field: a file is attached.</summary>
    public const string File = "FILE";

    private readonly List<(string Name, string Value)> fields = [];
    private readonly List<string> files = [];

    private MatrixBody() { }

    /// <summary>A body that only names its form.</summary>
    public static MatrixBody Bare(string? form, params IEnumerable<(string, string)> fields)
    {
        var body = new MatrixBody();
        if (form is not null) body.fields.Add(("_handler", form));
        body.fields.AddRange(fields);
        return body;
    }

    /// <summary>The form of a page, filled in; null where the page does not have it.</summary>
    /// <param name="html">The page.</param>
    /// <param name="form">Name of the form.</param>
    /// <param name="typed">What is typed; a name more than once for a list of ticks.</param>
    /// <param name="today">The day of the registry, for days that nobody typed.</param>
    public static MatrixBody? Read(string html, string form, IReadOnlyList<(string Name, string Value)> typed, DateOnly today)
    {
        var part = html.Split("<form").Skip(1).Select(p => p.Split("</form>")[0]).FirstOrDefault(p => p.Contains($"name=\"_handler\" value=\"{form}\"", StringComparison.Ordinal));
        if (part is null) return null;
        var body = new MatrixBody();
        foreach (Match element in Element.Matches(part)) body.Take(element, typed, today);
        body.fields.AddRange(typed.Where(t => t.Value != File));
        return body;
    }

    /// <summary>The same with other values for some fields.</summary>
    public MatrixBody But(IReadOnlyList<(string Name, string Value)> others)
    {
        var body = new MatrixBody();
        body.fields.AddRange(fields.Where(f => others.All(o => o.Name != f.Name)));
        body.fields.AddRange(others);
        body.files.AddRange(files);
        return body;
    }

    /// <summary>As it is sent.</summary>
    public HttpContent With(string token)
    {
        var sent = fields.Select(f => (f.Name, Value: f.Name == Token ? token : f.Name == Once.Name ? Guid.NewGuid().ToString("N") : f.Value)).ToList();
        if (sent.All(f => f.Name != Token)) sent.Add((Token, token));
        if (files.Count == 0) return new FormUrlEncodedContent(sent.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in sent) content.Add(new StringContent(value), name);
        foreach (var name in files)
        {
            var file = new ByteArrayContent(A.Pdf);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            content.Add(file, name, "paper.pdf");
        }
        return content;
    }

    private void Take(Match element, IReadOnlyList<(string Name, string Value)> typed, DateOnly today)
    {
        var tag = element.Groups["tag"].Value;
        if (Attribute(tag, "name") is not { } name || tag.StartsWith("<button", StringComparison.Ordinal)) return;
        if (typed.Any(t => t.Name == name && t.Value == File)) files.Add(name);
        if (typed.Any(t => t.Name == name)) return;
        var required = Required.IsMatch(tag);
        switch (tag.StartsWith("<input", StringComparison.Ordinal) ? Attribute(tag, "type") ?? "text" : tag[1..7])
        {
            case "file":
                if (required) files.Add(name);
                break;
            case "checkbox":
                if (required || Ticked.IsMatch(tag)) fields.Add((name, Attribute(tag, "value") ?? "on"));
                break;
            case "select":
                fields.Add((name, Chosen(element.Groups["inner"].Value, required)));
                break;
            case "textar":
                var text = WebUtility.HtmlDecode(element.Groups["inner"].Value);
                fields.Add((name, text.Length == 0 && required ? "Words of the test." : text));
                break;
            case var type:
                var value = Attribute(tag, "value") ?? "";
                fields.Add((name, value.Length > 0 || !required ? value : type switch { "date" => $"{today.AddDays(1):yyyy-MM-dd}", _ when tag.Contains("numeric", StringComparison.Ordinal) => "1", _ => "Words of the test" }));
                break;
        }
    }

    private static string Chosen(string options, bool required)
    {
        var all = Option.Matches(options).Select(m => (Value: Attribute(m.Value, "value") ?? "", Selected: Selected.IsMatch(m.Value))).ToList();
        return all.FirstOrDefault(o => o.Selected).Value ?? (required ? all.FirstOrDefault(o => o.Value.Length > 0).Value ?? "" : "");
    }

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    [GeneratedRegex("(?<tag><(input|button)[^>]*>)|(?<tag><(select|textarea)[^>]*>)(?<inner>.*?)</\\2>", RegexOptions.Singleline)]
    private static partial Regex Element { get; }

    [GeneratedRegex(@"\srequired[\s>=]")]
    private static partial Regex Required { get; }

    [GeneratedRegex(@"\schecked[\s>=]")]
    private static partial Regex Ticked { get; }

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Option { get; }

    [GeneratedRegex(@"\sselected[\s>=]")]
    private static partial Regex Selected { get; }
}
