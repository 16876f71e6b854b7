using System.Globalization;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Operator.AuditTrails;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Portal.Trail;

/// <summary>What an auditor typed, read into a question. Persons may be named by their login, accounts by their number.</summary>
internal static class TrailQuestion
{
    /// <summary>Names of the fields.</summary>
    public static readonly IReadOnlyList<string> Fields = ["person", "account", "subject", "action", "from", "to", "refused"];

    /// <summary>Reads the query of an address.</summary>
    /// <exception cref="RefusalException">A field cannot be read, or names nobody.</exception>
    public static async Task<AuditQuestion> Read(Db db, IQueryCollection query)
    {
        await using var reads = await db.Read();
        return new AuditQuestion(
            Text(query, "person") is { } person ? await Person(reads, person) : null,
            Text(query, "account") is { } account ? await Account(reads, account) : null,
            Text(query, "subject"),
            Text(query, "action"),
            Day(query, "from") is { } from ? RegistryClock.StartOf(from) : null,
            Day(query, "to") is { } to ? RegistryClock.StartOf(to.AddDays(1)) : null,
            Text(query, "refused") is not null);
    }

    /// <summary>The place in the trail where a page begins.</summary>
    public static AuditPlace? Place(IQueryCollection query)
    {
        if (Text(query, "after") is not { } after) return null;
        var parts = after.Split('.');
        GeneralRules.ValueMalformed.Require(parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _), ("field", "after"), ("value", after));
        return new(new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The same as words of an address.</summary>
    public static string Written(AuditPlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.At.UtcTicks}.{place.Id}");

    private static string? Text(IQueryCollection query, string field) => query[field].ToString().Trim() is { Length: > 0 } value ? value : null;

    private static DateOnly? Day(IQueryCollection query, string field)
    {
        if (Text(query, field) is not { } text) return null;
        GeneralRules.ValueMalformed.Require(DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000, ("field", field), ("value", text));
        return day;
    }

    private static async Task<PersonId> Person(Reads reads, string typed)
    {
        if (long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return new(id);
        var login = await Logins.Named(reads, typed);
        GeneralRules.ValueMalformed.Require(login is not null, ("field", "person"), ("value", typed));
        return new(login!.PersonId);
    }

    private static async Task<AccountId> Account(Reads reads, string typed)
    {
        var known = await reads.Scalar<long?>($"select id from account where number = {typed}");
        GeneralRules.ValueMalformed.Require(known is not null || long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out _), ("field", "account"), ("value", typed));
        return new(known ?? long.Parse(typed, CultureInfo.InvariantCulture));
    }
}
