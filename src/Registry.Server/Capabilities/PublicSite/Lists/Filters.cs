using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.PublicSite.Lists;

/// <summary>Filters that several lists share. Every view names its columns alike, under the alias <c>v</c>.</summary>
internal static class Filters
{
    private const char Escape = '!';

    /// <summary>The filters that are set, besides the question for names.</summary>
    /// <param name="asked">What was asked.</param>
    /// <param name="dated">Column by which the list is dated.</param>
    public static List<Sql> Of(Asked asked, Sql dated)
    {
        var filters = new List<Sql>();
        Add(filters, asked.Owner, owner => Sql.Of($"v.owner like {Pattern(owner)} escape '!'"));
        Add(filters, asked.Number, number => Sql.Of($"v.number like {Beginning(number)} escape '!'"));
        Add(filters, asked.Province, province => Sql.Of($"v.province_code = {province}"));
        Add(filters, asked.Type, type => Sql.Of($"v.type_code = {type}"));
        Add(filters, asked.Methodology, code => Sql.Of($"v.methodology_code = {code}"));
        Add(filters, asked.State, state => Sql.Of($"v.status_code = {state}"));
        if (asked.Body is { } body) filters.Add(Sql.Of($"v.body_id = {body}"));
        if (asked.From is { } from) filters.Add(Sql.Of($"{dated} >= {from}"));
        if (asked.To is { } to) filters.Add(Sql.Of($"{dated} <= {to}"));
        return filters;
    }

    /// <summary>A pattern that finds a text anywhere.</summary>
    public static string Pattern(string text) => $"%{Literal(text)}%";

    /// <summary>A pattern that finds a beginning, in capitals.</summary>
    public static string Beginning(string text) => $"{Literal(text.ToUpperInvariant())}%";

    private static string Literal(string text) => text
        .Replace("!", "!!", StringComparison.Ordinal)
        .Replace("%", $"{Escape}%", StringComparison.Ordinal)
        .Replace("_", $"{Escape}_", StringComparison.Ordinal);

    private static void Add(List<Sql> filters, string? value, Func<string, Sql> filter)
    {
        if (value is not null) filters.Add(filter(value));
    }
}
