using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Reductions;

/// <summary>A reduction's facts as rows have them, of the notice or final.</summary>
internal static class ReductionFactsRow
{
    private sealed record Row
    {
        public DateOnly PeriodFrom { get; init; }
        public DateOnly PeriodTo { get; init; }
        public long Tonnes { get; init; }
    }

    private sealed record AmountRow
    {
        public int Vintage { get; init; }
        public long Tonnes { get; init; }
    }

    public static async Task<ReductionFacts> Load(Reads reads, long application, DocumentStage stage)
    {
        var row = await reads.Get<Row>($"select period_from, period_to, tonnes from reduction_facts where application_id = {application} and stage = {stage}");
        var amounts = await reads.Rows<AmountRow>($"select vintage, tonnes from reduction_amount where application_id = {application} and stage = {stage} order by vintage");
        return new ReductionFacts
        {
            PeriodFrom = row.PeriodFrom,
            PeriodTo = row.PeriodTo,
            Tonnes = row.Tonnes,
            Vintages = [.. amounts.Select(a => new VintageAmount(a.Vintage, a.Tonnes))],
        };
    }

    public static async Task Put(Tx tx, long application, DocumentStage stage, ReductionFacts facts)
    {
        await tx.Execute($"delete from reduction_amount where application_id = {application} and stage = {stage}");
        await tx.Guarded($"""
            insert into reduction_facts(application_id, stage, period_from, period_to, tonnes)
            values ({application}, {stage}, {facts.PeriodFrom}, {facts.PeriodTo}, {facts.Tonnes})
            on conflict (application_id, stage) do update set period_from = excluded.period_from, period_to = excluded.period_to, tonnes = excluded.tonnes
            """);
        foreach (var amount in facts.Vintages)
        {
            await tx.Guarded($"""
                insert into reduction_amount(application_id, stage, vintage, tonnes) values ({application}, {stage}, {amount.Year}, {amount.Tonnes})
                """);
        }
    }

    /// <summary>What facts must have before they are kept at all.</summary>
    public static void CheckInput(ReductionFacts facts)
    {
        ReductionRules.PeriodReversed.Require(facts.PeriodTo >= facts.PeriodFrom, ("from", facts.PeriodFrom), ("to", facts.PeriodTo));
        ReductionRules.AmountNegative.Require(facts.Tonnes >= 0 && facts.Vintages.All(v => v.Tonnes >= 0));
        var years = facts.Vintages.Select(v => v.Year).ToArray();
        ReductionRules.VintagesDiffer.Require(years.Distinct().Count() == years.Length && years.All(y => y is >= 2020 and <= 2100),
            ("years", string.Join(' ', years)), ("from", facts.PeriodFrom), ("to", facts.PeriodTo));
    }
}
