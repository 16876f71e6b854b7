using Registry.Server.Capabilities.PublicSite.Cancellations;
using Registry.Server.Capabilities.PublicSite.Lists;
using Registry.Server.Capabilities.PublicSite.Lots;
using Registry.Server.Capabilities.PublicSite.Projects;
using Registry.Server.Capabilities.PublicSite.Reductions;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.PublicSite.Bulk;

/// <summary>One of the public lists in the file of all public data: the columns, order and forms of its export, and all its rows.</summary>
/// <param name="Name">Its name, as the export is called.</param>
/// <param name="Read">Reads its rows; what comes writes them in a form.</param>
internal sealed record BulkList(string Name, Func<Reads, Task<Func<string, Stream, Task>>> Read)
{
    /// <summary>All there are.</summary>
    public static readonly IReadOnlyList<BulkList> All =
    [
        .. ProjectTabs.Tabs.Select(tab => Of($"projects-{tab.Key}", tab.Columns, tab.Whole)),
        .. ReductionTabs.Tabs.Select(tab => Of($"reductions-{tab.Key}", tab.Columns, tab.Whole)),
        Of("lots", LotList.Columns, LotList.Whole),
        Of("cancellations", CancellationList.Columns, CancellationList.Whole),
    ];

    private static BulkList Of<TRow>(string name, IReadOnlyList<ListColumn<TRow>> columns, Func<Reads, Task<IReadOnlyList<TRow>>> rows) => new(name, async reads =>
    {
        var whole = await rows(reads);
        return (form, stream) => ListExport.Write(form, stream, columns, whole);
    });
}
