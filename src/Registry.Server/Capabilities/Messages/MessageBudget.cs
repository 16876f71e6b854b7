using Registry.Kernel.Messages;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Messages;

/// <summary>How much was sent within the hour, to each number and to everybody. The row of a subject is its turn: two nodes cannot spend the same room.</summary>
internal static class MessageBudget
{
    private const string Everybody = "all";

    /// <summary>Counts one more message to a number or address.</summary>
    /// <returns>Whether there was room.</returns>
    public static Task<bool> Count(Tx tx, string address) => Count(tx, address, MessageLimits.OneAddress.Value);

    /// <summary>Counts one more of a subject that may have so many.</summary>
    public static async Task<bool> Count(Tx tx, string subject, int most)
    {
        var over = tx.Now - MessageLimits.Over.Value;
        return await tx.Execute($"""
            insert into message_budget(subject, began_at, used) values ({subject}, {tx.Now}, 1)
            on conflict (subject) do update set
              used = case when message_budget.began_at <= {over} then 1 else message_budget.used + 1 end,
              began_at = case when message_budget.began_at <= {over} then excluded.began_at else message_budget.began_at end
            where message_budget.used < {most} or message_budget.began_at <= {over}
            """) == 1;
    }

    /// <summary>How many may go to everybody yet, and keeps others from asking until this transaction has taken its share.</summary>
    public static async Task<int> Room(Tx tx, int most)
    {
        var over = tx.Now - MessageLimits.Over.Value;
        return Math.Max(0, most - await tx.Scalar<int>($"""
            insert into message_budget(subject, began_at, used) values ({Everybody}, {tx.Now}, 0)
            on conflict (subject) do update set
              used = case when message_budget.began_at <= {over} then 0 else message_budget.used end,
              began_at = case when message_budget.began_at <= {over} then excluded.began_at else message_budget.began_at end
            returning used
            """));
    }

    /// <summary>Takes a share of the room.</summary>
    public static Task Use(Tx tx, int share) => tx.Guarded($"update message_budget set used = used + {share} where subject = {Everybody}");

    /// <summary>How many attempts went to everybody within the hour that runs.</summary>
    public static Task<int> Used(Reads reads, DateTimeOffset now) =>
        reads.Scalar<int>($"select coalesce(sum(used), 0) from message_budget where subject = {Everybody} and began_at > {now - MessageLimits.Over.Value}");
}
