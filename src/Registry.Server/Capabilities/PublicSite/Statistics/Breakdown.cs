using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.PublicSite.Statistics;

/// <summary>One line of a breakdown: how many, and how many tonnes.</summary>
internal sealed record BreakdownRow
{
    public string Key { get; init; } = "";
    public int Items { get; init; }
    public long Tonnes { get; init; }
}

/// <summary>The figures of the registry broken down by place, kind and time.</summary>
internal sealed record Breakdown
{
    public IReadOnlyList<BreakdownRow> ByProvince { get; init; } = [];
    public IReadOnlyList<BreakdownRow> ByType { get; init; } = [];
    public IReadOnlyList<BreakdownRow> IssuedByMonth { get; init; } = [];
    public IReadOnlyList<BreakdownRow> NoticesByMonth { get; init; } = [];

    /// <summary>Registered projects with their registered tonnes by province and by type; lots by month of issuance; notices by month of their first day.</summary>
    public static async Task<Breakdown> Read(Reads db) => new()
    {
        ByProvince = await Registered(db, Sql.Of($"v.province_code")),
        ByType = await Registered(db, Sql.Of($"v.type_code")),
        IssuedByMonth = ByMonth(await Issued(db)),
        NoticesByMonth = ByMonth(await Started(db)),
    };

    private static async Task<IEnumerable<(DateOnly Day, int Items, long Tonnes)>> Issued(Reads db)
    {
        var rows = await db.Rows<IssuedRow>($"select v.issued_at, count(*) as items, sum(v.tonnes) as tonnes from public_lot v group by v.issued_at");
        return rows.Select(row => (Formats.DayOf(row.IssuedAt), row.Items, row.Tonnes));
    }

    private static async Task<IEnumerable<(DateOnly Day, int Items, long Tonnes)>> Started(Reads db)
    {
        var rows = await db.Rows<StartRow>($"""
            select v.notice_start as day, count(*) as items from public_listing v group by v.notice_start
            """);
        return rows.Select(row => (row.Day, row.Items, 0L));
    }

    private static Task<IReadOnlyList<BreakdownRow>> Registered(Reads db, Sql key) => db.Rows<BreakdownRow>($"""
        select {key} as key, count(*) as items, coalesce(sum(r.tonnes), 0) as tonnes
        from public_listing v
        left join (select x.project_application_id as id, sum(x.tonnes) as tonnes from public_listing x where x.kind = 'Reduction' and x.status_code = '14' group by x.project_application_id) r on r.id = v.id
        where v.kind = 'Project' and v.project_status in ('Registered', 'DeregistrationRequested')
        group by {key}
        order by items desc, key
        """);

    // Every month from the first to the last, those with nothing included.
    private static List<BreakdownRow> ByMonth(IEnumerable<(DateOnly Day, int Items, long Tonnes)> items)
    {
        var months = items.GroupBy(item => new DateOnly(item.Day.Year, item.Day.Month, 1)).ToDictionary(g => g.Key, g => (Items: g.Sum(i => i.Items), Tonnes: g.Sum(i => i.Tonnes)));
        if (months.Count == 0) return [];
        var rows = new List<BreakdownRow>();
        for (var month = months.Keys.Min(); month <= months.Keys.Max(); month = month.AddMonths(1))
        {
            var (count, tonnes) = months.GetValueOrDefault(month);
            rows.Add(new BreakdownRow { Key = Formats.Date(month)[..7], Items = count, Tonnes = tonnes });
        }

        return rows;
    }

    private sealed record IssuedRow
    {
        public DateTimeOffset IssuedAt { get; init; }
        public int Items { get; init; }
        public long Tonnes { get; init; }
    }

    private sealed record StartRow
    {
        public DateOnly Day { get; init; }
        public int Items { get; init; }
    }
}
