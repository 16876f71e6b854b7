using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Tidy;

/// <summary>One schema on two engines: the same tables, columns, keys and views.</summary>
public sealed class SchemaTests
{
    private sealed record Column
    {
        public string Owner { get; init; } = "";
        public string Name { get; init; } = "";
        public string Type { get; init; } = "";
        public bool Required { get; init; }
    }

    private static readonly Dictionary<string, string> Plain = new(StringComparer.OrdinalIgnoreCase)
    {
        ["timestamp with time zone"] = "text",
        ["date"] = "text",
        ["text"] = "text",
        ["character varying"] = "text",
        ["boolean"] = "integer",
        ["bigint"] = "integer",
        ["integer"] = "integer",
        ["smallint"] = "integer",
        ["bytea"] = "blob",
        ["blob"] = "blob",
    };

    /// <summary>What one engine alone has: PostgreSQL keeps the pieces of names for searching in a column, SQLite in an index of its own kind.</summary>
    private static readonly string[] OneEngineOnly = ["application_text.grams ARRAY required", "application_listing.grams ARRAY"];

    private static IEnumerable<string> Differences(IEnumerable<string> sqlite, IEnumerable<string> postgres)
    {
        var (one, other) = (sqlite.ToHashSet(), postgres.ToHashSet());
        return one.Except(other).Select(c => $"only in SQLite: {c}").Concat(other.Except(one).Select(c => $"only in PostgreSQL: {c}")).Order(StringComparer.Ordinal);
    }

    private static string Normal(Column column) =>
        $"{column.Owner}.{column.Name} {(Plain.TryGetValue(column.Type, out var type) ? type : column.Type)}{(column.Required ? " required" : "")}";

    private static Column A(string name, string type, bool required) => new() { Owner = "a", Name = name, Type = type, Required = required };

    private static async Task<(string[] Columns, string[] Unique, string[] Views)> Shape(Engine engine)
    {
        await using var database = await TestDatabase.Create(engine);
        await using var db = new Db(database.Target, new RegistryClock(TimeProvider.System), new RandomIds());
        await using var reads = await db.Read();
        var columns = await reads.Rows<Column>(engine == Engine.Sqlite ? SqliteColumns : PostgresColumns);
        var unique = await reads.Rows<string>(engine == Engine.Sqlite ? SqliteUnique : PostgresUnique);
        var views = await reads.Rows<string>(engine == Engine.Sqlite ? SqliteViews : PostgresViews);
        return ([.. columns.Select(Normal)], [.. unique], [.. views]);
    }

    private static readonly FormattableString SqliteColumns = $"""
        select m.name as owner, c.name as name, c.type as type, c."notnull" = 1 or c.pk > 0 as required
        from sqlite_master m join pragma_table_info(m.name) c
        where m.type = 'table' and m.name not like 'sqlite%' and m.name <> 'SchemaVersions'
          and m.name not in (select v.name || s.suffix from sqlite_master v, (select '_data' as suffix union select '_idx' union select '_content' union select '_docsize' union select '_config' union select '') s
                             where v.sql like 'create virtual table%')
        """;

    private static readonly FormattableString PostgresColumns = $"""
        select c.table_name as owner, c.column_name as name, c.data_type as type, c.is_nullable = 'NO' as required
        from information_schema.columns c
        join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
        where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.table_name <> 'schemaversions'
        """;

    private static readonly FormattableString SqliteUnique = $"""
        select m.name || '(' || (select group_concat(name, ',') from (select coalesce(i.name, '<expression>') as name from pragma_index_info(l.name) i order by i.seqno)) || ')'
        from sqlite_master m join pragma_index_list(m.name) l
        where m.type = 'table' and l."unique" = 1 and l.origin <> 'pk' and m.name not like 'sqlite%' and m.name <> 'SchemaVersions'
        """;

    private static readonly FormattableString PostgresUnique = $"""
        select t.relname || '(' || (select string_agg(coalesce(a.attname, '<expression>'), ',' order by k.n)
            from unnest(x.indkey) with ordinality k(num, n) left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.num and k.num > 0) || ')'
        from pg_index x join pg_class t on t.oid = x.indrelid join pg_namespace s on s.oid = t.relnamespace
        where x.indisunique and not x.indisprimary and s.nspname = current_schema() and t.relname <> 'schemaversions'
        """;

    private static readonly FormattableString SqliteViews = $"""
        select m.name || '.' || c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'view'
        """;

    private static readonly FormattableString PostgresViews = $"""
        select c.table_name || '.' || c.column_name from information_schema.columns c
        join information_schema.views v on v.table_schema = c.table_schema and v.table_name = c.table_name
        where c.table_schema = current_schema()
        """;

    [Fact]
    public async Task Both_databases_have_the_same_tables_columns_and_views()
    {
        var sqlite = await Shape(Engine.Sqlite);
        var postgres = await Shape(Engine.Postgres);

        Differences(sqlite.Columns, postgres.Columns.Except(OneEngineOnly)).ShouldBeEmpty();
        Differences(sqlite.Unique, postgres.Unique).ShouldBeEmpty();
        Differences(sqlite.Views, postgres.Views).ShouldBeEmpty();
        sqlite.Columns.Length.ShouldBeGreaterThan(50);
        sqlite.Unique.ShouldContain("proposal(action,subject)");
    }

    [Fact]
    public void Difference_between_the_databases_is_found()
    {
        Differences(["a.id integer required"], ["a.id integer required"]).ShouldBeEmpty();
        Differences([Normal(A("at", "text", true))], [Normal(A("at", "timestamp with time zone", true))]).ShouldBeEmpty();
        Differences([Normal(A("n", "integer", true))], [Normal(A("n", "bigint", false))]).Count().ShouldBe(2);
        Differences([Normal(A("n", "integer", true))], [Normal(A("n", "numeric", true))]).Count().ShouldBe(2);
        Differences(["a.id integer"], []).Single().ShouldBe("only in SQLite: a.id integer");
    }
}
