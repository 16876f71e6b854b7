using Registry.Kernel.Suggestions;
using Registry.Server.Capabilities.Suggestions;
using Registry.Server.Capabilities.Suggestions.Filing;
using Registry.Server.Capabilities.Suggestions.Review;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests;

/// <summary>Methodology suggestions.</summary>
internal static partial class A
{
    /// <summary>What a whole suggestion says.</summary>
    public static Suggestion Suggestion(string title = "Methodology for large heat pumps") =>
        new(title, "A", null, "Heat from waste heat instead of coal.", "Heat pumps of 1 MW and more.", "A coal boiler of the same output.", "Investment analysis.", "Heat meters, calibrated yearly.");

    /// <summary>The files of a suggestion.</summary>
    public static async Task<SuggestionFiles> SuggestionFiles(TestWorld world, Actor actor) =>
        new(await Document(world, actor, "M01"), await Document(world, actor, "M02"), null);

    /// <summary>A draft, with its files.</summary>
    public static async Task<SuggestionRecord> SuggestionDraft(TestWorld world, Actor actor, Suggestion? content = null) =>
        await SuggestionNow(world, await world.The<SaveSuggestion>().Save(actor, new(null, null, content ?? Suggestion(), await SuggestionFiles(world, actor)), New));

    /// <summary>A suggestion as it stands now.</summary>
    public static async Task<SuggestionRecord> SuggestionNow(TestWorld world, long id)
    {
        await using var reads = await world.Db.Read();
        return await SuggestionRecord.Load(reads, id);
    }

    /// <summary>A suggestion brought to a state on the straight way; its form check begins at once.</summary>
    public static async Task<SuggestionRecord> SuggestionAt(TestWorld world, Actor actor, SuggestionStatus status, Suggestion? content = null)
    {
        var it = await SuggestionDraft(world, actor, content);
        if (status is SuggestionStatus.Draft) return it;
        if (status is SuggestionStatus.Withdrawn)
        {
            await world.The<TakeBackSuggestion>().Withdraw(actor, new(it.Id, it.Version), New);
            return await SuggestionNow(world, it.Id);
        }
        await world.The<SubmitSuggestion>().Submit(actor, new(it.Id, it.Version), New);
        it = await SuggestionNow(world, it.Id);
        if (status is SuggestionStatus.Submitted) return it;
        await world.The<BeginFormCheck>().Begin((await Officers(world)).Clerk, new(it.Id, it.Version), New);
        it = await SuggestionNow(world, it.Id);
        if (status is SuggestionStatus.FormCheck) return it;
        if (status is SuggestionStatus.Returned) await OfficersAct<ReturnSuggestion, ReturnSuggestion.Command>(world, new(it.Id, it.Version, [new("baseline", "Say how it is found.")]));
        else await OfficersAct<PassFormCheck, PassFormCheck.Command>(world, new(it.Id, it.Version));
        it = await SuggestionNow(world, it.Id);
        if (status is SuggestionStatus.Returned or SuggestionStatus.Assessment) return it;
        it = await SuggestionAssessed(world, it);
        if (status is SuggestionStatus.PublicComment) await OfficersAct<OpenForComment, OpenForComment.Command>(world, new(it.Id, it.Version, 20));
        else if (status is SuggestionStatus.NotAdopted) await OfficersAct<DeclineSuggestion, DeclineSuggestion.Command>(world, new(it.Id, it.Version, "Too few projects."));
        else await OfficersAct<AdoptSuggestion, AdoptSuggestion.Command>(world, new(it.Id, it.Version, "Widely usable."));
        it = await SuggestionNow(world, it.Id);
        if (status is not SuggestionStatus.Published) return it;
        await OfficersAct<PublishSuggestion, PublishSuggestion.Command>(world, new(it.Id, it.Version, "CCER-01-002-V01"));
        return await SuggestionNow(world, it.Id);
    }

    /// <summary>A suggestion with an expert's opinion more.</summary>
    public static async Task<SuggestionRecord> SuggestionAssessed(TestWorld world, SuggestionRecord it, long? expert = null)
    {
        await OfficersAct<AssessSuggestion, AssessSuggestion.Command>(world,
            new(it.Id, it.Version, expert ?? await SuggestionExpert(world, it.Sector!), OpinionConclusion.FavourableWithChanges, "The baseline is sound."));
        return await SuggestionNow(world, it.Id);
    }

    /// <summary>An expert of a sector; entered if there is none.</summary>
    private static async Task<long> SuggestionExpert(TestWorld world, string sector)
    {
        await using (var reads = await world.Db.Read())
            if (await reads.Scalar<long?>($"select min(e.id) from expert e join expert_revision v on v.expert_id = e.id where e.status = 'In' and v.sectors like {"%" + sector + "%"}") is { } known) return known;
        return await Expert(world, 811, sector);
    }
}
