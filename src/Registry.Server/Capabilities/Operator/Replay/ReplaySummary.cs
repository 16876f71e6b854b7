using Registry.Kernel.Applications;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>Compares what came out with what the record says; figures are read back from the database, not remembered.</summary>
internal sealed class ReplaySummary(Db db, IReadOnlyList<PublicRecord> records, IReadOnlyList<ReplayCase> cases, IReadOnlyList<MovedStep> moved)
{
    private static readonly DateOnly FirstDay = new(2025, 3, 6);

    private sealed record Row
    {
        public ApplicationStatus Status { get; init; }
        public DateOnly? NoticeStart { get; init; }
        public DateOnly? NoticeEnd { get; init; }
        public string? Number { get; init; }
    }

    private sealed record LotRow
    {
        public long Quantity { get; init; }
        public DateTimeOffset IssuedAt { get; init; }
    }

    public async Task<ReplayReport> Make(string hash, long seconds)
    {
        var taken = cases.Select(c => c.Record.ApplyId).ToHashSet(StringComparer.Ordinal);
        var chosen = records.Where(r => taken.Contains(r.ApplyId)).ToArray();
        var windows = new List<WindowDifference>();
        var states = new List<StateDifference>();
        var numbers = new List<NumberDifference>();
        long windowsEqual = 0, statesEqual = 0, numbersEqual = 0;
        await using var reads = await db.Read();
        foreach (var c in cases)
        {
            var record = c.Record;
            var row = await reads.Find<Row>($"""
                select a.status, a.notice_start, a.notice_end, p.number from application a left join project p on p.application_id = a.id where a.id = {c.Application}
                """) ?? new Row();
            if (row.NoticeEnd == record.NoticeEnd) windowsEqual++;
            else windows.Add(new(record.ApplyId, record.ProjectName, record.NoticeStart!.Value, row.NoticeEnd ?? default, record.NoticeEnd!.Value));
            var state = ApplicationLifecycle.PublicCode(row.Status);
            if (state == record.StatusCode) statesEqual++;
            else states.Add(new(record.ApplyId, record.ProjectName, state, record.StatusCode));
            if (!c.IsProject || c.Final.ProjectCode.Length == 0) continue;
            if (row.Number == c.Final.ProjectCode) numbersEqual++;
            else numbers.Add(new(record.ApplyId, record.ProjectName, row.Number ?? "", c.Final.ProjectCode));
        }
        var lots = await reads.Rows<LotRow>($"select quantity, issued_at from lot");
        var reductions = chosen.Where(r => r.Category == "4").ToArray();
        RecordedVintage[] Vintages(string status) => [.. reductions.SelectMany(r => r.Vintages).Where(v => v.Status == ReplayCase.Words(status))];
        return new ReplayReport
        {
            ProjectApplications = new(await Count(reads, $"select count(*) from application where kind = 'Project'"), chosen.Count(r => r.IsProjectApplication)),
            ReductionApplications = new(await Count(reads, $"select count(*) from application where kind = 'Reduction'"), chosen.Count(r => r.IsReductionApplication)),
            ProjectsRegistered = new(await Count(reads, $"select count(*) from project"), chosen.Count(r => r.Category == "2")),
            ProjectNumbersEqual = numbersEqual,
            ProjectNumbersDifferent = numbers,
            NoticeWindows = cases.Count,
            NoticeWindowsEqual = windowsEqual,
            NoticeWindowsDifferent = windows,
            StatesEqual = statesEqual,
            StatesDifferent = states,
            ReductionsRegistered = new(await Count(reads, $"select count(*) from reduction"), reductions.Length),
            RegisteredTonnes = new(await Count(reads, $"select coalesce(sum(tonnes), 0) from reduction"), reductions.Sum(r => r.RecordedTonnes ?? 0)),
            IssuedLots = new(lots.Count, Vintages("status.issued").Length),
            IssuedTonnes = new(lots.Sum(l => l.Quantity), Vintages("status.issued").Sum(v => v.Tonnes)),
            PendingLots = new(await Count(reads, $"select count(*) from reduction_vintage where status = 'Issuing'"), Vintages("status.issuing").Length),
            PendingTonnes = new(await Count(reads, $"select coalesce(sum(tonnes), 0) from reduction_vintage where status = 'Issuing'"), Vintages("status.issuing").Sum(v => v.Tonnes)),
            ZeroVintages = new(await Count(reads, $"select count(*) from reduction_vintage where tonnes = 0"), Vintages("status.registered").Length),
            FirstDayTonnes = new(lots.Where(l => RegistryClock.DateOf(l.IssuedAt) == FirstDay).Sum(l => l.Quantity), FirstDayRecorded(chosen, reductions)),
            Warnings = [.. cases.SelectMany(c => c.Warnings.Select(w => new RuleNote(c.Record.ApplyId, c.Record.ProjectName, w.Rule, string.Join(' ', w.Facts.Select(f => $"{f.Name}={f.Value}")))))],
            Moved = moved,
            Refusals = [.. cases.Where(c => c.EndReason is not null).SelectMany(c => RulesIn(c.EndReason!).Select(code => new RuleNote(c.Record.ApplyId, c.Record.ProjectName, code, "")))],
            StepsRefused = [.. cases.Where(c => c.Stopped is not null).Select(c => new RuleNote(c.Record.ApplyId, c.Record.ProjectName, c.Stopped!.Value.Refusal.Rule.Code, $"{c.Stopped.Value.Step}: {c.Stopped.Value.Refusal.Message}"))],
            StateHash = hash,
            Seconds = seconds,
        };
    }

    private static long FirstDayRecorded(IReadOnlyList<PublicRecord> chosen, IReadOnlyList<PublicRecord> reductions)
    {
        var first = chosen.Where(r => r.IsReductionApplication && r.RegisteredAt is { } at && RegistryClock.DateOf(at) == FirstDay).Select(r => r.ApplyId).ToHashSet(StringComparer.Ordinal);
        return reductions.Where(r => first.Contains(r.ApplyId)).SelectMany(r => r.Vintages).Where(v => v.Status == ReplayCase.Words("status.issued")).Sum(v => v.Tonnes);
    }

    private static IEnumerable<string> RulesIn(string reason) =>
        reason.Split(' ', '\uFF1A', '\u3002')
            .Where(word => RuleCatalog.All.Any(r => r.Rule.Code == word)).Distinct(StringComparer.Ordinal);

    private static async Task<long> Count(Reads reads, FormattableString sql) => await reads.Scalar<long>(sql);
}
