using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Platform.Audit;

/// <summary>
/// One row for every transaction that changed something, and for every refusal. Written by <see cref="Db"/> and the
/// ledger's writer; nobody calls it, so nobody forgets it.
/// </summary>
internal static class AuditTrail
{
    public static Task Done(Tx tx, ActionCode action, Instruction? instruction) => Write(tx, action, instruction, "done", null, tx.Detail);

    public static Task Refused(Tx tx, ActionCode action, RefusalException refusal, Instruction? instruction) =>
        Write(tx, action, instruction, "refused", refusal.Rule.Code, string.Join(' ', refusal.Facts.Select(f => $"{f.Name}={f.Value}")));

    private static Task Write(Tx tx, ActionCode action, Instruction? instruction, string result, string? rule, string? detail) => tx.Execute($"""
        insert into audit_entry(id, at, person_id, account_id, role, action, instruction, subjects, result, rule_code, detail)
        values ({tx.NewId()}, {tx.Now}, {tx.Actor.Person}, {tx.Actor.Account}, {tx.Actor.Role}, {action.Value}, {instruction?.Key},
                {string.Join(' ', tx.References.Select(r => $"{r.Kind}:{r.Id}"))}, {result}, {rule}, {detail})
        """);
}
