using System.Collections;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Data;

/// <summary>
/// A piece of SQL made of an interpolated string: its holes are parameters, never text. Pieces nest, so a filter is
/// built of pieces. A plain string is not SQL and does not compile as such.
/// </summary>
public readonly struct Sql
{
    private readonly FormattableString? text;

    private Sql(FormattableString text) => this.text = text;

    /// <summary>No SQL at all.</summary>
    public static Sql Empty => default;

    /// <summary>Makes a piece.</summary>
    public static Sql Of(FormattableString text) => new(text);

    /// <summary>Joins pieces with <c> and </c>; no pieces are <c>1=1</c>.</summary>
    public static Sql All(IReadOnlyList<Sql> pieces)
    {
        if (pieces.Count == 0) return Of($"1=1");
        var result = pieces[0];
        for (var i = 1; i < pieces.Count; i++) result = Of($"{result} and {pieces[i]}");
        return result;
    }

    /// <summary>Makes a piece of each thing and joins them with commas; for the rows of one statement.</summary>
    internal static Sql List<T>(IReadOnlyList<T> things, Func<T, Sql> piece)
    {
        var result = piece(things[0]);
        for (var i = 1; i < things.Count; i++) result = Of($"{result}, {piece(things[i])}");
        return result;
    }

    /// <summary>Fills a command with the text and the parameters of the engine.</summary>
    internal static void Fill(DbCommand command, FormattableString sql)
    {
        var text = new StringBuilder(sql.Format.Length + 32);
        Append(text, command, sql);
        command.CommandText = text.ToString();
    }

    private static void Append(StringBuilder text, DbCommand command, FormattableString sql)
    {
        var format = sql.Format.AsSpan();
        while (format.Length > 0)
        {
            var brace = format.IndexOfAny('{', '}');
            if (brace < 0)
            {
                text.Append(format);
                return;
            }
            text.Append(format[..brace]);
            if (brace + 1 < format.Length && format[brace + 1] == format[brace])
            {
                text.Append(format[brace]);
                format = format[(brace + 2)..];
                continue;
            }
            var end = format.IndexOf('}');
            var index = int.Parse(format[(brace + 1)..end], NumberStyles.None, CultureInfo.InvariantCulture);
            AppendHole(text, command, sql.GetArgument(index));
            format = format[(end + 1)..];
        }
    }

    private static void AppendHole(StringBuilder text, DbCommand command, object? value)
    {
        if (value is Sql piece)
        {
            if (piece.text is not null) Append(text, command, piece.text);
            return;
        }
        if (value is IEnumerable list and not string and not byte[])
        {
            text.Append('(');
            var any = false;
            foreach (var item in list)
            {
                if (any) text.Append(',');
                AppendParameter(text, command, item);
                any = true;
            }
            text.Append(any ? ")" : "null)");
            return;
        }
        AppendParameter(text, command, value);
    }

    private static void AppendParameter(StringBuilder text, DbCommand command, object? value)
    {
        // PostgreSQL keeps no text with a null sign; nor do we, on either database.
        if (value is string words && words.Contains('\0', StringComparison.Ordinal)) throw GeneralRules.ValueMalformed.Refuse(("field", "text"), ("value", "U+0000"));
        var name = "@p" + command.Parameters.Count.ToString(CultureInfo.InvariantCulture);
        text.Append(name);
        command.Parameters.Add(command is SqliteCommand
            ? new SqliteParameter(name, Values.ForSqlite(value))
            : Values.ForPostgres(name, value));
    }
}

/// <summary>How values are written into each engine.</summary>
internal static class Values
{
    private const string InstantFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    public static object ForSqlite(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset i => Instant(i),
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool b => b ? 1L : 0L,
        Enum e => e.ToString(),
        Kernel.Primitives.AccountId a => a.Value,
        Kernel.Primitives.PersonId p => p.Value,
        Kernel.Primitives.ProposalId p => p.Value,
        Kernel.Primitives.Units u => u.Tonnes,
        _ => value,
    };

    public static NpgsqlParameter ForPostgres(string name, object? value) => value switch
    {
        null => new NpgsqlParameter(name, NpgsqlDbType.Unknown) { Value = DBNull.Value },
        DateTimeOffset i => new NpgsqlParameter(name, NpgsqlDbType.TimestampTz) { Value = i.UtcDateTime },
        DateOnly d => new NpgsqlParameter(name, NpgsqlDbType.Date) { Value = d },
        Enum e => new NpgsqlParameter(name, NpgsqlDbType.Text) { Value = e.ToString() },
        Kernel.Primitives.AccountId a => new NpgsqlParameter(name, NpgsqlDbType.Bigint) { Value = a.Value },
        Kernel.Primitives.PersonId p => new NpgsqlParameter(name, NpgsqlDbType.Bigint) { Value = p.Value },
        Kernel.Primitives.ProposalId p => new NpgsqlParameter(name, NpgsqlDbType.Bigint) { Value = p.Value },
        Kernel.Primitives.Units u => new NpgsqlParameter(name, NpgsqlDbType.Bigint) { Value = u.Tonnes },
        string s => new NpgsqlParameter(name, NpgsqlDbType.Text) { Value = s },
        _ => new NpgsqlParameter(name, value),
    };

    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset ParseInstant(object value) => value switch
    {
        DateTimeOffset i => i.ToUniversalTime(),
        DateTime d => new DateTimeOffset(DateTime.SpecifyKind(d, DateTimeKind.Utc)),
        string s => DateTimeOffset.ParseExact(s, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        _ => throw new InvalidCastException($"{value.GetType()} is not an instant."),
    };

    public static DateOnly ParseDate(object value) => value switch
    {
        DateOnly d => d,
        DateTime d => DateOnly.FromDateTime(d),
        string s => DateOnly.ParseExact(s, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new InvalidCastException($"{value.GetType()} is not a date."),
    };
}
