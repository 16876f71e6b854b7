using System.Text;
using System.Text.RegularExpressions;
using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Broadcasts;

/// <summary>Two officers announce something to many. Every recipient has a notice in the portal with the confirmation itself; messages go as they chose.</summary>
public sealed partial class PublishBroadcast : TwoPersonAct<PublishBroadcast.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="TitleZh">Title in Chinese.</param>
    /// <param name="TitleEn">Title in English.</param>
    /// <param name="TextZh">Text in Chinese.</param>
    /// <param name="TextEn">Text in English.</param>
    /// <param name="Audience">To whom.</param>
    /// <param name="Among">Which types, provinces or account numbers; empty for the other audiences.</param>
    /// <param name="BySms">Whether by text message as well.</param>
    /// <param name="ByEmail">Whether by e-mail as well.</param>
    /// <param name="Urgent">Whether by these ways whatever its readers chose.</param>
    /// <param name="From">First day.</param>
    /// <param name="Until">Last day.</param>
    /// <param name="Recipients">How many logins would receive it when it was proposed.</param>
    public sealed record Command(string TitleZh, string TitleEn, string TextZh, string TextEn, BroadcastAudience Audience, IReadOnlyList<string> Among, bool BySms, bool ByEmail, bool Urgent,
        DateOnly From, DateOnly Until, long Recipients);

    /// <inheritdoc/>
    public override ActionCode Code => new("notices.broadcast");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => "";

    /// <summary>Everything that stands against it on a day; whether its audience is anybody is asked of the database.</summary>
    public static async Task<IReadOnlyList<Finding>> Check(Reads reads, Command command, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(command);
        var findings = new List<Finding>();
        Words(findings, "titleZh", command.TitleZh, BroadcastLimits.Title.Value);
        Words(findings, "titleEn", command.TitleEn, BroadcastLimits.Title.Value);
        Words(findings, "textZh", command.TextZh, BroadcastLimits.Text.Value);
        Words(findings, "textEn", command.TextEn, BroadcastLimits.Text.Value);
        BroadcastRules.Period.Check(command.From <= command.Until && command.Until >= today && command.Until.DayNumber - command.From.DayNumber < BroadcastLimits.Days.Value, findings,
            ("field", "until"), ("days", BroadcastLimits.Days.Value));
        var strangers = await Strangers(reads, command);
        BroadcastRules.Audience.Check(strangers.Length == 0, findings, ("field", command.Audience switch
        {
            BroadcastAudience.Types => "types",
            BroadcastAudience.Provinces => "provinces",
            _ => "numbers",
        }), ("what", strangers), ("most", BroadcastLimits.Numbers.Value));
        if (findings.Count == 0)
            BroadcastRules.Nobody.Check((await BroadcastRecipients.Count(reads, command)).Sum(k => k.Logins) > 0, findings, ("field", "audience"));
        return findings;
    }

    /// <inheritdoc/>
    protected override async Task Prepare(Command command, Proposal proposal, Tx tx)
    {
        RefusalException.ThrowIfAny([.. await Check(tx, command, tx.Today)]);
        BroadcastRules.Period.Require(command.From >= tx.Today, ("field", "from"), ("days", BroadcastLimits.Days.Value));
        GeneralRules.ChangedMeanwhile.Require(command.Recipients == (await BroadcastRecipients.Count(tx, command)).Sum(k => k.Logins));
    }

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        RefusalException.ThrowIfAny([.. await Check(tx, command, tx.Today)]);
        var begins = RegistryClock.StartOf(command.From);
        var at = begins > tx.Now ? begins : tx.Now;
        await tx.Guarded($"""
            insert into broadcast(id, title_zh, title_en, text_zh, text_en, audience, among, by_sms, by_email, urgent, from_on, until_on, published_at, recipients_seen)
            values ({by.Proposal}, {command.TitleZh}, {command.TitleEn}, {command.TextZh}, {command.TextEn}, {command.Audience}, {Json.Write(command.Among)}, {command.BySms}, {command.ByEmail}, {command.Urgent},
                    {command.From}, {command.Until}, {tx.Now}, {command.Recipients})
            """);
        var recipients = await tx.Execute($"""
            insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
            select l.id, 'Broadcast', 'broadcast', {by.Proposal}, 0, '', 'Published', {at} {BroadcastRecipients.From(command)}
            """);
        await tx.Guarded($"update broadcast set recipients = {recipients} where id = {by.Proposal} and recipients is null");
        tx.About("broadcast", by.Proposal.Value);
        return null;
    }

    private static void Words(List<Finding> findings, string field, string words, int most)
    {
        GeneralRules.ValueMissing.Check(!string.IsNullOrWhiteSpace(words), findings, ("field", field));
        BroadcastRules.TooLong.Check(words.Length <= most, findings, ("field", field), ("max", most));
        BroadcastRules.PersonalNumber.Check(!Number().IsMatch(words.Normalize(NormalizationForm.FormKC)), findings, ("field", field));
    }

    /// <summary>What of the audience does not exist, or is not named at all.</summary>
    private static async Task<string> Strangers(Reads reads, Command command)
    {
        var among = command.Among;
        if (command.Audience is BroadcastAudience.AccountHolders or BroadcastAudience.Bodies or BroadcastAudience.Staff) return among.Count == 0 ? "" : among[0];
        if (among.Count == 0) return "-";
        if (command.Audience == BroadcastAudience.Types) return First(among.Where(t => !Enum.GetNames<AccountType>().Contains(t)));
        if (command.Audience == BroadcastAudience.Provinces) return First(among.Where(p => !Dictionaries.Provinces.Codes.Contains(p)));
        if (among.Count > BroadcastLimits.Numbers.Value) return $"{among.Count}";
        var known = await reads.Rows<string>($"select number from account where status <> 'Closed' and number in {among}");
        return First(among.Except(known));
    }

    private static string First(IEnumerable<string> strangers) => string.Join(", ", strangers.Take(10));

    // An identity number, or a mobile number.
    [GeneratedRegex(@"(^|[^0-9])([0-9]{15}|[0-9]{17}[0-9Xx]|1[3-9][0-9]{9})([^0-9Xx]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
