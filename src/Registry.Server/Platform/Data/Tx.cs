using System.Data.Common;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Platform.Data;

/// <summary>One transaction: who acts, at what instant, and the SQL. Begun and committed by <see cref="Db"/> alone.</summary>
public sealed class Tx : Reads
{
    private readonly IIdSource ids;
    private readonly string? idKey;
    private int idOrdinal;

    internal Tx(Engine engine, DbConnection connection, DbTransaction transaction, Actor actor, DateTimeOffset now, IIdSource ids, string? idKey)
        : base(engine, connection, transaction)
    {
        Actor = actor;
        Now = now;
        this.ids = ids;
        this.idKey = idKey;
    }

    /// <summary>Who acts.</summary>
    public Actor Actor { get; }

    /// <summary>The instant of everything that this transaction writes, UTC.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The date of law at that instant.</summary>
    public DateOnly Today => Time.RegistryClock.DateOf(Now);

    /// <summary>What the transaction is about, for the audit row: written once, at commit.</summary>
    internal List<(string Kind, string Id)> References { get; } = [];

    /// <summary>What the audit row tells beside its subjects; for acts that leave no other trace, such as reading the trail.</summary>
    internal string? Detail { get; set; }

    /// <summary>A new 19-digit id.</summary>
    public long NewId() => ids.Next(idKey, idOrdinal++);

    /// <summary>Names a thing that the transaction is about, so that the audit row finds it.</summary>
    public void About(string kind, long id) => References.Add((kind, id.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Runs a statement.</summary>
    /// <returns>Rows touched.</returns>
    public async Task<int> Execute(FormattableString sql)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs a statement that must touch exactly one row.</summary>
    /// <exception cref="RefusalException">Another transaction was first: <c>concurrency.changed-meanwhile</c>.</exception>
    public async Task Guarded(FormattableString sql) =>
        GeneralRules.ChangedMeanwhile.Require(await Execute(sql) == 1);
}
