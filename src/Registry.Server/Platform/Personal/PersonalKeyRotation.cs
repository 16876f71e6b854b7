using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Platform.Personal;

/// <summary>How far the change of the personal key came.</summary>
/// <param name="Key">Id of the key that seals.</param>
/// <param name="Sealed">How many values were sealed anew.</param>
/// <param name="Faults">Values that do not open, and so keep what they have: <c>table:row column</c>.</param>
/// <param name="Left">How many values another key seals.</param>
public sealed record KeyRotation(string Key, int Sealed, IReadOnlyList<string> Faults, long Left);

/// <summary>
/// Changes the key of personal data while the registry is served: a new key is added to the file and seals from then on, then every sealed value is
/// sealed anew in small transactions. It may be stopped at any moment and started again; the old keys open until they are retired. The key of the
/// blind index stays: indexes are compared with each other over years, and are nothing that can be opened.
/// </summary>
public sealed class PersonalKeyRotation(Db db, PersonalVault vault, PersonalKeyFile file)
{
    /// <summary>How many values are sealed anew in one transaction.</summary>
    internal const int Batch = 200;

    private static readonly ActionCode Begun = new("personal-key.rotate");
    private static readonly ActionCode Anew = new("personal-key.seal-anew");
    private static readonly ActionCode Retired = new("personal-key.retire");

    /// <summary>Adds a key that opens and does not seal yet, so that it can be brought to every node first. Does nothing where one waits.</summary>
    public PersonalKeys Prepare()
    {
        var keys = file.Newest();
        if (keys.All[^1].Id == keys.Sealing.Id) PersonalKeys.Add(file.Path);
        return file.Newest();
    }

    /// <summary>Changes to a new key, or goes on with a change that was begun.</summary>
    /// <param name="progress">Is told of each column when it is done.</param>
    /// <param name="stopping">Stops between two transactions.</param>
    public async Task<KeyRotation> Rotate(Action<SealedColumn, int>? progress = null, CancellationToken stopping = default)
    {
        var keys = file.Newest();
        if (keys.All.Count == 1) Prepare();
        PersonalKeys.SealWithNewest(file.Path);
        var key = file.Newest().Sealing.Id;
        await db.Transaction(Actor.Setup, Begun, async tx =>
        {
            await vault.BindAnew(tx);
            tx.Detail = key;
        });
        var (done, faults) = (0, new List<string>());
        foreach (var column in SealedColumn.All)
        {
            var count = await SealAnew(column, key, faults, stopping);
            if (count > 0) progress?.Invoke(column, count);
            done += count;
        }
        return new(key, done, faults, await Left(key));
    }

    /// <summary>Takes the keys that seal nothing any more out of the file; keeps them all while one of them is needed.</summary>
    public async Task<KeyRotation> Retire()
    {
        var key = file.Newest().Sealing.Id;
        var left = await Left(key);
        if (left > 0 || file.Newest().All.Count == 1) return new(key, 0, [], left);
        await db.Transaction(Actor.Setup, Retired, tx =>
        {
            tx.Detail = string.Join(' ', file.Keys.All.Select(k => k.Id).Where(id => id != key));
            return Task.CompletedTask;
        });
        PersonalKeys.KeepSealing(file.Path);
        file.Newest();
        return new(key, 0, [], 0);
    }

    /// <summary>Every sealed value that does not open.</summary>
    /// <returns><c>table:row column</c> of each.</returns>
    public async Task<IReadOnlyList<string>> Check()
    {
        var faults = new List<string>();
        await using var reads = await db.Read();
        foreach (var column in SealedColumn.All)
            foreach (var value in await column.SealedOtherwise(reads, "", long.MinValue, int.MaxValue))
                if (vault.SealAnew(column.PlaceOf(value.RowKey), value.Text) is null) faults.Add(Named(column, value));
        return faults;
    }

    private async Task<long> Left(string key)
    {
        var left = 0L;
        await using var reads = await db.Read();
        foreach (var column in SealedColumn.All) left += await column.CountOtherwise(reads, key);
        return left;
    }

    private async Task<int> SealAnew(SealedColumn column, string key, List<string> faults, CancellationToken stopping)
    {
        var (done, from, spoilt) = (0, long.MinValue, new HashSet<SealedValue>());
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            IReadOnlyList<SealedValue> values;
            await using (var reads = await db.Read()) values = await column.SealedOtherwise(reads, key, from, Batch);
            if (values.Count == 0) break;
            var anew = values.Where(v => !spoilt.Contains(v)).Select(v => (Old: v, New: vault.SealAnew(column.PlaceOf(v.RowKey), v.Text))).ToList();
            spoilt.UnionWith(anew.Where(a => a.New is null).Select(a => a.Old));
            var opened = anew.Where(a => a.New is not null).ToList();
            // A value that somebody changed meanwhile was sealed with the new key then.
            if (opened.Count > 0)
                done += await db.Transaction(Actor.Setup, Anew, async tx =>
                {
                    var touched = 0;
                    foreach (var (old, text) in opened) touched += await column.Replace(tx, old, text!);
                    tx.Detail = $"{column.Table}.{column.Column} {touched}";
                    return touched;
                });
            from = opened.Count > 0 ? values[^1].RowKey : values[^1].RowKey + 1;
        }
        faults.AddRange(spoilt.Select(v => Named(column, v)));
        return done;
    }

    private static string Named(SealedColumn column, SealedValue value) => $"{column.Table}:{value.RowKey} {column.Column}";
}
