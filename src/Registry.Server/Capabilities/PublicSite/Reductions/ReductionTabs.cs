using Registry.Server.Capabilities.PublicSite.Lots;
using Registry.Server.Capabilities.PublicSite.Statistics;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.PublicSite.Reductions;

/// <summary>The tabs above the lists of reductions and of issued lots.</summary>
internal static class ReductionTabs
{
    private static readonly Texts Text = Texts.For<PublicSiteText>();

    public static IReadOnlyList<Link> Links(Figures figures, string current) =>
    [
        .. ReductionTab.All.Select(tab => new Link(Text["tab.reductions." + tab.Key], $"/reductions/{tab.Key}", figures.Reductions(tab.Key), tab.Key == current)),
        new Link(Text["tab.reductions.issued"], "/reductions/issued", figures.IssuedLots, current == LotList.Key),
    ];
}
