using Registry.Server.Capabilities.Holdings;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Units;

/// <summary>What an account holds and what it moved, as files that equal the page.</summary>
internal static class HoldingsFiles
{
    private const int MostPages = 100;

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/portal").RequireAuthorization(new DemandsAttribute(Permissions.Holdings)).ExcludeFromDescription();
        files.MapGet("/holdings.csv", async (HttpContext context, AccountHoldings slice) =>
            UnitsTable.File("holdings", UnitsTable.Holdings, await slice.Holdings(context.SignedIn()!.Actor)));
        files.MapGet("/history.csv", async (HttpContext context, AccountHoldings slice) =>
            UnitsTable.File("history", UnitsTable.Movements, await History(slice, context.SignedIn()!.Actor)));
    }

    /// <summary>The newest movements, ten thousand postings at most.</summary>
    private static async Task<IReadOnlyList<MovementLine>> History(AccountHoldings slice, Actor actor)
    {
        var lines = new List<MovementLine>();
        long? before = null;
        for (var page = 0; page < MostPages; page++)
        {
            var read = await slice.History(actor, before, AccountHoldings.MostOnPage);
            lines.AddRange(read.Lines);
            if (read.Before is null) break;
            before = read.Before;
        }
        return lines;
    }
}
