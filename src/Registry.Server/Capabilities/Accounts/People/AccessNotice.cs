using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Accounts.People;

/// <summary>
/// Tells the representatives of an account that somebody's way into it changed: a representative, or a representative's number or password. Who took the one
/// cannot keep it from the other.
/// </summary>
public sealed class AccessNotice(People people, Post post, ChangeWait wait)
{
    private const int TailLength = 4;

    /// <summary>Who represents an account now.</summary>
    public static async Task<IReadOnlyList<PersonId>> Representatives(Reads reads, AccountId account) =>
        [.. (await reads.Rows<long>($"select person_id from account_representative where account_id = {account} and until is null order by person_id")).Select(p => new PersonId(p))];

    /// <summary>Tells them.</summary>
    /// <param name="tx">The transaction of the change.</param>
    /// <param name="account">The account.</param>
    /// <param name="what">What changed.</param>
    /// <param name="persons">Whom to tell.</param>
    public async Task Tell(Tx tx, AccountId account, Wording what, IEnumerable<PersonId> persons)
    {
        ArgumentNullException.ThrowIfNull(persons);
        var number = (await AccountRegister.View(tx, account)).Number;
        foreach (var person in persons.Distinct())
        {
            await post.Send(tx, new(person, Channel.Sms, await people.PhoneOf(tx, person)), MessageKind.AccessChanged, SignInLimits.OneTimeCode.Value,
                ("account", number[^Math.Min(TailLength, number.Length)..]), ("what", what), ("time", Formats.Time(tx.Now)), ("hours", $"{wait.Time.TotalHours:0}"));
        }
    }
}
