using System.ComponentModel;

namespace Registry.Server.Capabilities.PublicSite;

/// <summary>What may be asked of a list of the JSON interface, as its description tells it; the lists read the same words from the address.</summary>
internal sealed record PublicQuery(
    [property: Description("notice, notice-over, registered, and for projects deregistered; none for every published application")] string? Status,
    [property: Description("words of the name, the owner or the number; each must occur")] string? Q,
    [property: Description("part of the owner's name")] string? Owner,
    [property: Description("beginning of the project number")] string? Number,
    [property: Description("province, six digits")] string? Province,
    [property: Description("project type, for example A0201")] string? Type,
    [property: Description("methodology with version")] string? Methodology,
    [property: Description("number of the validation or verification body")] string? Body,
    [property: Description("state code, for example 06")] string? State,
    [property: Description("first day of what the list is dated by, YYYY-MM-DD")] string? From,
    [property: Description("last day, YYYY-MM-DD")] string? To,
    [property: Description("key to sort by, a minus before it for descending")] string? Sort,
    [property: Description("nextCursor of the page before")] string? After,
    [property: Description("rows of a page, 1 to 200, 50 unless told")] int? PageSize);

/// <summary>What may be asked of the list of lots.</summary>
internal sealed record PublicLotQuery(
    [property: Description("words of the name, the owner or the number; each must occur")] string? Q,
    [property: Description("part of the owner's name")] string? Owner,
    [property: Description("beginning of the project number")] string? Number,
    [property: Description("province, six digits")] string? Province,
    [property: Description("project type, for example A0201")] string? Type,
    [property: Description("methodology with version")] string? Methodology,
    [property: Description("calendar year of generation")] string? Vintage,
    [property: Description("first day of issuance, YYYY-MM-DD")] string? From,
    [property: Description("last day, YYYY-MM-DD")] string? To,
    [property: Description("key to sort by, a minus before it for descending")] string? Sort,
    [property: Description("nextCursor of the page before")] string? After,
    [property: Description("rows of a page, 1 to 200, 50 unless told")] int? PageSize);

/// <summary>What may be asked of the list of voluntary cancellations.</summary>
internal sealed record PublicCancellationQuery(
    [property: Description("words of the holder's or beneficiary's name or of the remark; each must occur")] string? Q,
    [property: Description("part of the holder's name")] string? Owner,
    [property: Description("beginning of the project number")] string? Number,
    [property: Description("calendar year of generation")] string? Vintage,
    [property: Description("LargeEvent, EnterpriseEmissions, PublicWelfare or Other")] string? Purpose,
    [property: Description("first day of cancellation, YYYY-MM-DD")] string? From,
    [property: Description("last day, YYYY-MM-DD")] string? To,
    [property: Description("key to sort by, a minus before it for descending: cancelled, holder or tonnes")] string? Sort,
    [property: Description("nextCursor of the page before")] string? After,
    [property: Description("rows of a page, 1 to 200, 50 unless told")] int? PageSize);

/// <summary>What may be asked of the list of methodology suggestions.</summary>
internal sealed record PublicSuggestionQuery(
    [property: Description("PublicComment, Adopted or Published")] string? Status,
    [property: Description("nextCursor of the page before")] string? After,
    [property: Description("rows of a page, 1 to 200, 50 unless told")] int? PageSize);
