using System.Data;
using System.Data.Common;
using Dapper;

namespace Registry.Server.Platform.Data;

/// <summary>Maps rows to records: by Dapper, with the conversions that the two engines need.</summary>
internal static class Rows
{
    static Rows()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.RemoveTypeMap(typeof(DateOnly));
        SqlMapper.AddTypeHandler(new DateHandler());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }

    public static List<T> ReadAll<T>(DbDataReader reader)
    {
        var list = new List<T>();
        if (IsScalar(typeof(T)))
        {
            while (reader.Read()) list.Add(Scalar<T>(reader.GetValue(0)));
            return list;
        }
        var parse = reader.GetRowParser<T>();
        while (reader.Read()) list.Add(parse(reader));
        return list;
    }

    public static T Scalar<T>(object? value)
    {
        if (value is null or DBNull) return default!;
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (type.IsInstanceOfType(value)) return (T)value;
        if (type == typeof(DateTimeOffset)) return (T)(object)Values.ParseInstant(value);
        if (type == typeof(DateOnly)) return (T)(object)Values.ParseDate(value);
        if (type.IsEnum) return (T)Enum.Parse(type, (string)value);
        return (T)Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static bool IsScalar(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(byte[]) || type == typeof(DateOnly) || type == typeof(DateTimeOffset);
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => Values.ParseInstant(value);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcDateTime;
    }

    private sealed class DateHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => Values.ParseDate(value);

        public override void SetValue(IDbDataParameter parameter, DateOnly value) => parameter.Value = value;
    }
}
