using System.Data.Common;
using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Data;

/// <summary>Reading SQL on one connection. Every hole of the interpolated text is a parameter.</summary>
public class Reads : IAsyncDisposable
{
    private readonly DbTransaction? transaction;

    internal Reads(Engine engine, DbConnection connection, DbTransaction? transaction)
    {
        Engine = engine;
        Connection = connection;
        this.transaction = transaction;
    }

    /// <summary>Which engine answers.</summary>
    public Engine Engine { get; }

    internal DbConnection Connection { get; }

    /// <summary>All rows.</summary>
    public async Task<IReadOnlyList<T>> Rows<T>(FormattableString sql)
    {
        await using var command = Command(sql);
        await using var reader = await command.ExecuteReaderAsync();
        return Data.Rows.ReadAll<T>(reader);
    }

    /// <summary>The one row, or null. More than one is a bug.</summary>
    public async Task<T?> Find<T>(FormattableString sql) where T : class
    {
        var rows = await Rows<T>(sql);
        return rows.Count switch
        {
            0 => null,
            1 => rows[0],
            _ => throw new InvalidOperationException("One row was expected, several came."),
        };
    }

    /// <summary>The one row.</summary>
    /// <exception cref="RefusalException">There is none: <c>general.absent</c>.</exception>
    public async Task<T> Get<T>(FormattableString sql) where T : class =>
        await Find<T>(sql) ?? throw GeneralRules.Absent.Refuse(("what", typeof(T).Name));

    /// <summary>The first column of the first row; the default where there is none.</summary>
    public async Task<T?> Scalar<T>(FormattableString sql)
    {
        await using var command = Command(sql);
        return Data.Rows.Scalar<T>(await command.ExecuteScalarAsync());
    }

    internal DbCommand Command(FormattableString sql)
    {
        var command = Connection.CreateCommand();
        command.Transaction = transaction;
        Sql.Fill(command, sql);
        if (Connection is Microsoft.Data.Sqlite.SqliteConnection sqlite) StatementWatch.Begin(sqlite);
        return command;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Connection.DisposeAsync();
    }
}
