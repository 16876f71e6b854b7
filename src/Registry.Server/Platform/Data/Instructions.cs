using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Data;

/// <summary>Keeps each instruction with its answer, in the transaction that did it.</summary>
internal static class Instructions
{
    private sealed record Row
    {
        public string RequestHash { get; init; } = "";
        public string? Reply { get; init; }
        public string? Refusal { get; init; }
    }

    internal sealed record Answered<T>(T Reply);

    private sealed record StoredFact(string Name, string Value);

    private sealed record StoredFinding(string Code, StoredFact[] Facts);

    /// <summary>The stored answer; or null, and the instruction is taken by this transaction.</summary>
    /// <remarks>
    /// The insert waits for a concurrent transaction with the same instruction, so two of them never both go on.
    /// </remarks>
    public static async Task<Answered<T>?> Take<T>(Tx tx, Instruction instruction)
    {
        var taken = await tx.Execute($"""
            insert into instruction(client, instruction_id, request_hash, received_at)
            values ({instruction.Client}, {instruction.Id}, {instruction.RequestHash}, {tx.Now})
            on conflict do nothing
            """);
        if (taken == 1) return null;
        return await Peek<T>(tx, instruction) ?? throw new InvalidOperationException("A taken instruction was not found.");
    }

    /// <summary>The stored answer, or null where the instruction was never seen.</summary>
    public static async Task<Answered<T>?> Peek<T>(Reads reads, Instruction instruction)
    {
        var row = await reads.Find<Row>($"""
            select request_hash, reply, refusal from instruction
            where client = {instruction.Client} and instruction_id = {instruction.Id}
            """);
        if (row is null) return null;
        GeneralRules.InstructionReused.Require(row.RequestHash == instruction.RequestHash, ("instruction", instruction.Id));
        if (row.Refusal is not null) throw Stored(row.Refusal);
        return new Answered<T>(Json.Read<T>(row.Reply ?? throw new InvalidOperationException("An instruction without an answer was committed.")));
    }

    public static Task Answer<T>(Tx tx, Instruction instruction, T reply) => tx.Guarded($"""
        update instruction set reply = {Json.Write(reply)}
        where client = {instruction.Client} and instruction_id = {instruction.Id} and reply is null and refusal is null
        """);

    /// <summary>Stores a refusal, unless the instruction already has an answer.</summary>
    public static async Task<bool> Refuse(Tx tx, Instruction instruction, RefusalException refusal)
    {
        var stored = Json.Write(refusal.Findings.Select(f =>
            new StoredFinding(f.Rule.Code, [.. f.Facts.Select(x => new StoredFact(x.Name, x.Value))])).ToArray());
        return await tx.Execute($"""
            insert into instruction(client, instruction_id, request_hash, received_at, refusal)
            values ({instruction.Client}, {instruction.Id}, {instruction.RequestHash}, {tx.Now}, {stored})
            on conflict do nothing
            """) == 1;
    }

    private static RefusalException Stored(string refusal) => new([.. Json.Read<StoredFinding[]>(refusal)
        .Select(f => RuleCatalog.Get(f.Code).Found([.. f.Facts.Select(x => (x.Name, (object?)x.Value))]))]);
}
