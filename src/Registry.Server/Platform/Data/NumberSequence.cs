namespace Registry.Server.Platform.Data;

/// <summary>
/// Numbers without gaps. The row of a sequence stays locked until the transaction ends, so the next one waits; a transaction that fails
/// gives its number back.
/// </summary>
public static class NumberSequence
{
    /// <summary>The next number, from 1.</summary>
    public static Task<long> Next(Tx tx, string name) => Take(tx, name, 1);

    /// <summary>The next numbers, so many at once.</summary>
    /// <returns>The first of them.</returns>
    public static async Task<long> Take(Tx tx, string name, int count)
    {
        await tx.Execute($"insert into number_sequence(name, last_no) values ({name}, 0) on conflict do nothing");
        await tx.Guarded($"update number_sequence set last_no = last_no + {count} where name = {name}");
        return await tx.Scalar<long>($"select last_no from number_sequence where name = {name}") - count + 1;
    }
}
