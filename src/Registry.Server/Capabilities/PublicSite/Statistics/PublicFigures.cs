using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.PublicSite.Statistics;

/// <summary>The running figures, kept for a moment.</summary>
internal sealed class PublicFigures(Db db) : IDisposable
{
    private readonly KeptForAWhile<Figures> kept = new(() => Count(db));

    /// <summary>The figures.</summary>
    public Task<Figures> Read() => kept.Read();

    /// <inheritdoc/>
    public void Dispose() => kept.Dispose();

    private static async Task<Figures> Count(Db db)
    {
        await using var reads = await db.PublicRead();
        return new Figures
        {
            States = await reads.Rows<StateCount>($"select kind, status_code, project_status, count(*) as applications from public_listing group by kind, status_code, project_status"),
            Accounts = await reads.Rows<AccountCount>($"select type, accounts from public_account_count order by type"),
            Methodologies = await reads.Rows<MethodologyRow>($"""
                select m.code, m.name, m.name_en, m.sector, m.published_on, m.effective_from, m.effective_until, m.min_crediting_years, m.max_crediting_years, m.source,
                  coalesce(p.projects, 0) as projects
                from public_methodology m
                left join (select v.methodology_code, count(*) as projects from public_listing v where v.kind = 'Project' and v.project_status is not null group by v.methodology_code) p
                  on p.methodology_code = m.code
                order by m.code
                """),
            Bodies = await reads.Rows<BodyRow>($"select id, name, name_en, approval_number, status from public_body order by approval_number"),
            BodySectors = await reads.Rows<BodySectorRow>($"select body_id, sector, from_date, until_date, approval from public_body_sector order by body_id, sector, from_date"),
            RegisteredTonnes = await reads.Scalar<long>($"select coalesce(sum(tonnes), 0) from public_listing where kind = 'Reduction' and status_code = '14'"),
            IssuedLots = await reads.Scalar<long>($"select count(*) from public_lot"),
            IssuedTonnes = await reads.Scalar<long>($"select coalesce(sum(tonnes), 0) from public_lot"),
            Cancellations = await reads.Scalar<long>($"select count(*) from public_cancellation"),
            CancelledTonnes = await reads.Scalar<long>($"select coalesce(sum(tonnes), 0) from public_cancellation"),
        };
    }
}
