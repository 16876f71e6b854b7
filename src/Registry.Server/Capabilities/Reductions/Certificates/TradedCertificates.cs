using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Reductions.Certificates;

/// <summary>Reads in which months green certificates of a project were traded, as last recorded.</summary>
internal static class TradedCertificates
{
    public static async Task Check(ApplicationRecord application, ReductionFacts facts, Reads reads, List<Finding> refusals)
    {
        var code = await reads.Scalar<string>($"""
            select f.archive_code from project p join project_facts f on f.application_id = p.application_id and f.stage = 'Final'
            where p.id = {application.ProjectId}
            """);
        if (code is null) return;
        var months = await reads.Rows<DateOnly>($"""
            select c.month from traded_certificate c
            where c.archive_code = {code} and c.mwh > 0
              and c.seq = (select max(x.seq) from traded_certificate x where x.archive_code = c.archive_code and x.month = c.month)
            """);
        ReductionChecks.Certificates(facts, code, months, refusals);
    }
}
