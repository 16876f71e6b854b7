using System.Globalization;
using System.Reflection;
using Registry.Kernel.Identity;
using Registry.Kernel.Messages;
using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Kernel.Work;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Parameters;

/// <summary>A number or date that law or a decision sets, and that nobody changes while the program runs.</summary>
/// <param name="Name">Key of its words: <c>limit.NAME</c>.</param>
/// <param name="Value">The value: a number, a day or a time.</param>
/// <param name="Source">What sets it.</param>
internal sealed record StandingLimit(string Name, object? Value, Citation Source)
{
    private static readonly Texts Text = Texts.For<ParametersText>();

    /// <summary>All that hold on a day.</summary>
    public static IReadOnlyList<StandingLimit> On(DateOnly day, PasswordProfile passwords) =>
    [
        .. Of(typeof(Regime), Regime.On(day)), .. Of(typeof(PasswordProfile), passwords), .. Of(typeof(SignInLimits), null), .. Of(typeof(MessageLimits), null),
        .. Of(typeof(BroadcastLimits), null), .. Of(typeof(WorkLimits), null), .. Of(typeof(SuggestionLimits), null),
    ];

    /// <summary>The value in words.</summary>
    public string Words => Value switch
    {
        null => Text["none"],
        DateOnly day => Formats.Date(day),
        TimeSpan { TotalDays: >= 2 } time => Text["time.days", (int)time.TotalDays],
        TimeSpan { TotalHours: >= 1 } time => Text["time.hours", (int)time.TotalHours],
        TimeSpan time => Text["time.minutes", (int)time.TotalMinutes],
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{Value}",
    };

    private static IEnumerable<StandingLimit> Of(Type type, object? of) => type.GetProperties(BindingFlags.Public | (of is null ? BindingFlags.Static : BindingFlags.Instance))
        .Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(Lawful<>))
        .Select(p => Of($"{type.Name}.{p.Name}", p.GetValue(of)!));

    private static StandingLimit Of(string name, object lawful) =>
        new(name, lawful.GetType().GetProperty("Value")!.GetValue(lawful), (Citation)lawful.GetType().GetProperty("Source")!.GetValue(lawful)!);
}
