using Registry.Kernel.Applications;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Applications.Assessment;
using Registry.Server.Capabilities.Suggestions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Suggestions;

/// <summary>Reads suggestions: those of one's own account, and for officers those that were handed in. What one may not see looks absent.</summary>
public sealed class SuggestionReader(Db db, People people)
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 20;

    private static readonly Sql Columns = Sql.Of($"s.id, s.title, s.sector, s.revises_code, s.status, s.created_at, s.submitted_at, a.name as suggester");

    /// <summary>Suggestions of one's account, the latest first; one more comes back where there are more.</summary>
    public async Task<IReadOnlyList<SuggestionLine>> Own(Actor actor, long? after)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var beyond = after is null ? Sql.Of($"1 = 1") : Sql.Of($"(s.created_at, s.id) < (select x.created_at, x.id from methodology_suggestion x where x.id = {after} and x.account_id = {actor.Account})");
        await using var reads = await db.Read();
        return await reads.Rows<SuggestionLine>($"""
            select {Columns} from methodology_suggestion s join account a on a.id = s.account_id where s.account_id = {actor.Account} and {beyond}
            order by s.created_at desc, s.id desc limit {PageSize + 1}
            """);
    }

    /// <summary>Suggestions that were handed in, the latest first; one more comes back where there are more.</summary>
    public async Task<IReadOnlyList<SuggestionLine>> Filed(SuggestionStatus? status, string? sector, long? after)
    {
        var filters = new List<Sql> { Sql.Of($"s.submitted_at is not null and s.status <> 'Draft'") };
        if (status is { } wanted) filters.Add(Sql.Of($"s.status = {wanted}"));
        if (sector is not null) filters.Add(Sql.Of($"s.sector = {sector}"));
        if (after is not null) filters.Add(Sql.Of($"(s.submitted_at, s.id) < (select x.submitted_at, x.id from methodology_suggestion x where x.id = {after})"));
        await using var reads = await db.Read();
        return await reads.Rows<SuggestionLine>($"""
            select {Columns} from methodology_suggestion s join account a on a.id = s.account_id where {Sql.All(filters)} order by s.submitted_at desc, s.id desc limit {PageSize + 1}
            """);
    }

    /// <summary>A suggestion of one's account, as it stands.</summary>
    public async Task<SuggestionCase> ReadOwn(Actor actor, long id)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var reads = await db.Read();
        var suggestion = await SuggestionRecord.LoadOwn(reads, actor.Account, id);
        return await Whole(reads, suggestion, suggestion.Content, suggestion.Files);
    }

    /// <summary>A suggestion that was handed in, for officers: what was handed in last, whatever is being written meanwhile.</summary>
    public async Task<SuggestionCase> ReadForReview(long id)
    {
        await using var reads = await db.Read();
        var suggestion = await SuggestionRecord.Load(reads, id);
        GeneralRules.Absent.Require(suggestion.RoundNo > 0 && suggestion.Status is not SuggestionStatus.Draft, ("what", "methodology-suggestion"));
        var filed = Json.Read<Filing>((await reads.Scalar<string>($"select content from methodology_suggestion_filing where suggestion_id = {id} and round_no = {suggestion.RoundNo}"))!);
        var whole = await Whole(reads, suggestion, filed.Content, filed.Files);
        var names = await people.NamesOf(reads, whole.Opinions.Select(o => o.PersonId));
        var contact = await people.Shown(reads, new PersonId(suggestion.SubmittedByPersonId!.Value));
        return whole with { Opinions = [.. whole.Opinions.Select(o => o with { Name = names[o.PersonId] })], Contact = $"{contact.Name} {contact.Phone}" };
    }

    /// <summary>Experts of a sector whose opinion on this round is not on file, by name.</summary>
    public async Task<IReadOnlyList<(string Value, string Words)>> ExpertsFor(SuggestionCase suggestion)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        await using var reads = await db.Read();
        var experts = (await Experts.All(reads)).Where(e => e.Status is ExpertStatus.In && e.Sectors.Contains(suggestion.Content.Sector!, StringComparison.Ordinal)
            && suggestion.Opinions.All(o => o.ExpertId != e.Id)).ToList();
        var names = await people.NamesOf(reads, experts.Select(e => e.PersonId));
        return [.. experts.Select(e => ($"{e.Id}", $"{names[e.PersonId]} ({e.Field})"))];
    }

    /// <summary>A file of a suggestion.</summary>
    public async Task<(SuggestionDocument File, string MediaType, byte[] Content)> File(SuggestionCase suggestion, long document)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        var file = suggestion.Files.FirstOrDefault(f => f.Id == document) ?? throw GeneralRules.Absent.Refuse(("what", "document"));
        await using var reads = await db.Read();
        await Platform.Files.Documents.RequireClean(reads, document);
        var media = await reads.Scalar<string>($"select media_type from document_content where sha256 = {file.Sha256}");
        return (file, media!, (await reads.Scalar<byte[]>($"select content from document_content where sha256 = {file.Sha256}"))!);
    }

    private static async Task<SuggestionCase> Whole(Reads reads, SuggestionRecord suggestion, Suggestion content, SuggestionFiles documents)
    {
        var ids = documents.All.Select(f => f.Document).ToList();
        var files = ids.Count == 0 ? [] : await reads.Rows<SuggestionDocument>($"""
            select d.id, d.kind, d.file_name, c.size, d.sha256, d.uploaded_at from document d join document_content c on c.sha256 = d.sha256
            where d.id in {ids} and d.account_id = {suggestion.AccountId} order by d.kind
            """);
        var steps = await reads.Rows<SuggestionStep>($"""
            select action, at from state_history where subject_kind = {SuggestionRecord.Kept.Kind} and subject_id = {suggestion.Id} and action <> {SuggestionAction.Save} order by seq
            """);
        var reasons = await reads.Rows<RaisedSuggestionReason>($"""
            select round_no, item, description, raised_at from methodology_suggestion_reason where suggestion_id = {suggestion.Id} order by round_no desc, line_no
            """);
        var opinions = await reads.Rows<SuggestionOpinion>($"""
            select o.expert_id, e.person_id, o.conclusion, o.opinion, o.recorded_at from methodology_suggestion_opinion o join expert e on e.id = o.expert_id
            where o.suggestion_id = {suggestion.Id} and o.round_no = {suggestion.RoundNo} order by o.recorded_at, o.expert_id
            """);
        var name = await reads.Scalar<string>($"select name from account where id = {suggestion.AccountId}");
        return new(suggestion, content, files, name!, steps, reasons, opinions);
    }

    private sealed record Filing(Suggestion Content, SuggestionFiles Files);
}
