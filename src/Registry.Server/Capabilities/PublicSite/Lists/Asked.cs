using System.Globalization;
using Registry.Kernel.Rules;

namespace Registry.Server.Capabilities.PublicSite.Lists;

/// <summary>What a reader asked of a list, by the parameters of the address; the same on a page, an export and the API.</summary>
internal sealed record Asked
{
    /// <summary>Rows of a page of the site.</summary>
    public const int PageSize = 50;

    /// <summary>Name, owner or number, or a part of it.</summary>
    public string? Q { get; init; }

    /// <summary>Part of the owner's name.</summary>
    public string? Owner { get; init; }

    /// <summary>Beginning of the project number.</summary>
    public string? Number { get; init; }

    /// <summary>Province, six digits.</summary>
    public string? Province { get; init; }

    /// <summary>Project type.</summary>
    public string? Type { get; init; }

    /// <summary>Methodology with version.</summary>
    public string? Methodology { get; init; }

    /// <summary>Number of the validation or verification body.</summary>
    public long? Body { get; init; }

    /// <summary>State code.</summary>
    public string? State { get; init; }

    /// <summary>Calendar year of generation.</summary>
    public int? Vintage { get; init; }

    /// <summary>Purpose of a cancellation.</summary>
    public string? Purpose { get; init; }

    /// <summary>First day, of what the list is dated by.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Sort key.</summary>
    public string? Sort { get; init; }

    /// <summary>Rows after this place.</summary>
    public string? After { get; init; }

    /// <summary>Rows before this place.</summary>
    public string? Before { get; init; }

    /// <summary>Whether one of the less usual filters is set.</summary>
    public bool Narrowed => Owner is not null || Number is not null || Methodology is not null || Body is not null || From is not null || To is not null || Vintage is not null;

    /// <summary>Whether any filter is set.</summary>
    public bool Filtered => Narrowed || Q is not null || Province is not null || Type is not null || State is not null || Purpose is not null;

    /// <summary>Reads the parameters.</summary>
    /// <exception cref="RefusalException">A date or a number cannot be read.</exception>
    public static Asked Of(IQueryCollection query) => new()
    {
        Q = Text(query, "q"),
        Owner = Text(query, "owner"),
        Number = Text(query, "number"),
        Province = Text(query, "province"),
        Type = Text(query, "type"),
        Methodology = Text(query, "methodology"),
        Body = Whole(query, "body"),
        State = Text(query, "state"),
        Vintage = (int?)Whole(query, "vintage", 9999),
        Purpose = Text(query, "purpose"),
        From = Day(query, "from"),
        To = Day(query, "to"),
        Sort = Text(query, "sort"),
        After = Text(query, "after"),
        Before = Text(query, "before"),
    };

    /// <summary>A page of the list, in its usual order unless another was asked for.</summary>
    public ListRequest Page(string usual, int size = PageSize) => new(Sort ?? usual, After, Before, size);

    /// <summary>The size of a page of the API.</summary>
    /// <exception cref="RefusalException">It is not between 1 and 200.</exception>
    public static int Size(int? asked)
    {
        var size = asked ?? PageSize;
        GeneralRules.ValueMalformed.Require(size is >= 1 and <= Listing.MaxSize, ("field", "pageSize"), ("value", size));
        return size;
    }

    private static string? Text(IQueryCollection query, string key) =>
        query[key].ToString().Trim() is { Length: > 0 } text ? text : null;

    private static long? Whole(IQueryCollection query, string key, long most = long.MaxValue)
    {
        if (Text(query, key) is not { } text) return null;
        var read = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most;
        GeneralRules.ValueMalformed.Require(read, ("field", key), ("value", text));
        return number;
    }

    private static DateOnly? Day(IQueryCollection query, string key)
    {
        if (Text(query, key) is not { } text) return null;
        var read = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        GeneralRules.ValueMalformed.Require(read, ("field", key), ("value", text));
        return day;
    }
}
