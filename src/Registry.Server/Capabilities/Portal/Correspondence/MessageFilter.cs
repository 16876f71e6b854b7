using System.Globalization;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Messages.Log;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Correspondence;

/// <summary>What somebody typed to find messages, read into a question. A reader is named by the login, so that no number stands in an address.</summary>
internal static class MessageFilter
{
    /// <summary>Reads the query of an address.</summary>
    /// <exception cref="RefusalException">A field cannot be read, or names nobody.</exception>
    public static async Task<MessageQuestion> Read(Db db, IQueryCollection query) => new(
        Text(query, "login") is { } login ? await Person(db, login) : null,
        Choice<Channel>(query, "channel"),
        Choice<MessageKind>(query, "kind"),
        Choice<MessageState>(query, "state"),
        Day(query, "from") is { } from ? RegistryClock.StartOf(from) : null,
        Day(query, "to") is { } to ? RegistryClock.StartOf(to.AddDays(1)) : null);

    /// <summary>The tone of a state.</summary>
    public static Tone ToneOf(MessageState state) => state switch
    {
        MessageState.Waiting => Tone.Waiting,
        MessageState.Sent => Tone.Good,
        MessageState.GivenUp => Tone.Refused,
    };

    /// <summary>The place in a list where a page begins.</summary>
    public static (DateTimeOffset At, long Id)? Place(IQueryCollection query)
    {
        if (Text(query, "after") is not { } after) return null;
        var parts = after.Split('.');
        var (ticks, id) = (0L, 0L);
        GeneralRules.ValueMalformed.Require(parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out ticks)
            && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out id) && ticks < DateTimeOffset.MaxValue.Ticks, ("field", "after"), ("value", after));
        return (new(ticks, TimeSpan.Zero), id);
    }

    /// <summary>The same as words of an address.</summary>
    public static string? Written((DateTimeOffset At, long Id)? place) => place is { } p ? string.Create(CultureInfo.InvariantCulture, $"{p.At.UtcTicks}.{p.Id}") : null;

    private static string? Text(IQueryCollection query, string field) => query[field].ToString().Trim() is { Length: > 0 } value ? value : null;

    private static T? Choice<T>(IQueryCollection query, string field) where T : struct, Enum
    {
        if (Text(query, field) is not { } text) return null;
        var named = Enum.GetValues<T>().Where(value => $"{value}" == text).ToList();
        GeneralRules.ValueMalformed.Require(named.Count == 1, ("field", field), ("value", text));
        return named[0];
    }

    private static DateOnly? Day(IQueryCollection query, string field)
    {
        if (Text(query, field) is not { } text) return null;
        GeneralRules.ValueMalformed.Require(DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000, ("field", field), ("value", text));
        return day;
    }

    private static async Task<PersonId> Person(Db db, string typed)
    {
        await using var reads = await db.Read();
        var login = await Logins.Named(reads, typed);
        GeneralRules.ValueMalformed.Require(login is not null, ("field", "login"), ("value", typed));
        return new(login!.PersonId);
    }
}
