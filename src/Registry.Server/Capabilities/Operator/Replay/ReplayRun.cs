using System.Diagnostics;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>
/// Drives the slices with a public record, on a clock that moves through the record's own moments. Every act has an
/// instruction id that follows from the record, so a replay that was killed goes on where it stopped, and one that is
/// run again changes nothing.
/// </summary>
internal sealed class ReplayRun(IServiceProvider services, ReplayClock clock)
{
    /// <summary>The last moment of the record: its notices and pending steps stand as of then.</summary>
    internal static readonly DateTimeOffset RecordEnd = RegistryClock.AtLocal(new DateTime(2026, 8, 20, 9, 0, 0, DateTimeKind.Unspecified));

    /// <summary>Replays the file.</summary>
    /// <param name="recordsPath">The public record, CSV.</param>
    /// <param name="progress">Told after each step: how many are done, of how many.</param>
    /// <param name="only">Application ids to take; null for all.</param>
    public async Task<ReplayReport> Run(string recordsPath, Action<int, int> progress, IReadOnlySet<string>? only = null)
    {
        var watch = Stopwatch.StartNew();
        var records = PublicRecord.Read(recordsPath);
        var world = new ReplayWorld(services);
        var cases = Cases(records, world, InventedDocuments.Beside(recordsPath), only);
        var plan = new ReplayPlan(CalendarFiles.Load(Path.Combine(services.GetRequiredService<RegistrySettings>().DataFolder, "calendar")), services, world);
        plan.Accounts(cases);
        foreach (var c in cases) plan.Case(c, RecordEnd);
        var steps = plan.Steps;
        for (var i = 0; i < steps.Count; i++)
        {
            await Advance(steps[i].At);
            await Do(steps[i]);
            progress(i + 1, steps.Count);
        }
        await Advance(RecordEnd);
        var hash = await new StateExport(services.GetRequiredService<Db>(), services.GetRequiredService<PersonalVault>()).Hash();
        return await new ReplaySummary(services.GetRequiredService<Db>(), records, cases, plan.Moved).Make(hash, (long)Math.Ceiling(watch.Elapsed.TotalSeconds));
    }

    private List<ReplayCase> Cases(IReadOnlyList<PublicRecord> records, ReplayWorld world, InventedDocuments documents, IReadOnlySet<string>? only)
    {
        var finals = records.Where(r => r.Category is "2" or "4").GroupBy(r => r.ApplyId).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var cases = new List<ReplayCase>();
        foreach (var record in records.Where(r => r.IsProjectApplication && only?.Contains(r.ApplyId) != false).OrderBy(r => r.PublishedAt).ThenBy(r => r.ApplyId, StringComparer.Ordinal))
            cases.Add(new ReplayCase(record, finals.GetValueOrDefault(record.ApplyId, record), documents, world, services));
        var projects = cases.Where(c => finals.ContainsKey(c.Record.ApplyId)).ToDictionary(c => c.Final.ProjectCode, StringComparer.Ordinal);
        foreach (var record in records.Where(r => r.IsReductionApplication && only?.Contains(r.ApplyId) != false).OrderBy(r => r.PublishedAt).ThenBy(r => r.ApplyId, StringComparer.Ordinal))
            cases.Add(new ReplayCase(record, finals.GetValueOrDefault(record.ApplyId, record), documents, world, services) { Project = projects[record.ProjectCode] });
        return cases;
    }

    /// <summary>Moves the clock, stopping at every midnight of law to let what is due happen.</summary>
    private async Task Advance(DateTimeOffset to)
    {
        var day = RegistryClock.DateOf(clock.GetUtcNow());
        while (RegistryClock.StartOf(day.AddDays(1)) is var midnight && midnight <= to)
        {
            day = day.AddDays(1);
            if (midnight < clock.GetUtcNow()) continue;
            clock.MoveTo(midnight);
            await services.GetRequiredService<CloseNotices>().Tick();
            await services.GetRequiredService<Proposals>().ExpireDue();
        }
        clock.MoveTo(to);
    }

    private static async Task Do(ReplayStep step)
    {
        if (step.Case?.Stopped is not null) return;
        try
        {
            await step.Act();
        }
        catch (RefusalException refusal) when (step.Case is not null)
        {
            step.Case.Stopped = (step.Name, refusal);
        }
    }
}
