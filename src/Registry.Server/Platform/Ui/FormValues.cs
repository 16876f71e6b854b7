using System.Globalization;
using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Ui;

/// <summary>What is typed into a form, by the names of its fields, and how it is read: every field that cannot be read is a finding of its own.</summary>
public sealed class FormValues(IReadOnlyDictionary<string, string> typed)
{
    private readonly List<Finding> findings = [];

    /// <summary>A form in which nothing is typed yet.</summary>
    public static readonly FormValues Empty = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>What a posted form holds.</summary>
    public static FormValues Of(IFormCollection form) => new(form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal));

    /// <summary>The field as it was typed; null where it was not.</summary>
    public string? this[string name] => typed.GetValueOrDefault(name);

    /// <summary>Text that must not be blank.</summary>
    public string Text(string name)
    {
        var value = (this[name] ?? "").Trim();
        GeneralRules.ValueMissing.Check(value.Length > 0, findings, ("field", name));
        return value;
    }

    /// <summary>Text that may be missing.</summary>
    public string? MayText(string name) => this[name]?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>A day.</summary>
    public DateOnly Date(string name) => Required(name, MayDate);

    /// <summary>A day that may be missing.</summary>
    public DateOnly? MayDate(string name) => Read<DateOnly>(name, static (string value, out DateOnly day) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day));

    /// <summary>A whole number, zero or more; separators of thousands are taken.</summary>
    public long Whole(string name) => Required(name, MayWhole);

    /// <summary>A whole number that may be missing.</summary>
    public long? MayWhole(string name) => Read<long>(name, static (string value, out long number) =>
        long.TryParse(value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number));

    /// <summary>A name of an enumeration.</summary>
    public T Choice<T>(string name) where T : struct, Enum =>
        Required(name, field => Read<T>(field, static (string value, out T choice) => Enum.TryParse(value, out choice) && Enum.IsDefined(choice) && !char.IsAsciiDigit(value[0])));

    /// <summary>Whether a box is ticked.</summary>
    public bool Ticked(string name) => this[name] is { Length: > 0 };

    /// <summary>Refuses with everything that could not be read.</summary>
    public void ThrowIfAny() => RefusalException.ThrowIfAny(findings);

    private delegate bool Reader<T>(string value, out T read);

    private T Required<T>(string name, Func<string, T?> read) where T : struct
    {
        GeneralRules.ValueMissing.Check(MayText(name) is not null, findings, ("field", name));
        return read(name) ?? default;
    }

    private T? Read<T>(string name, Reader<T> reader) where T : struct
    {
        if (MayText(name) is not { } value) return null;
        if (reader(value, out var read)) return read;
        GeneralRules.ValueMalformed.Check(false, findings, ("field", name), ("value", value));
        return null;
    }
}
