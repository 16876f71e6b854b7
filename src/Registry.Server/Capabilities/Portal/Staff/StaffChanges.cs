using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Duties;
using Registry.Server.Capabilities.Accounts.Officers;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Identity.Dormancy;
using Registry.Server.Capabilities.Portal.Inbox;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Staff;

/// <summary>Whom an appointment or its end is about, by name, with the capacities before and after.</summary>
internal sealed class StaffChanges(People people) : IDifference
{
    private const string Enable = "sign-in.enable-login";
    private static readonly Texts Text = Texts.For<StaffText>();
    private static readonly Texts Ui = Texts.For<UiText>();

    public IReadOnlyList<string> Actions => ["accounts.appoint-officer", "accounts.retire-officer", "accounts.assign-duty", "accounts.end-duty", Enable];

    public async Task<IReadOnlyList<Change>> Read(Reads reads, string action, string payload)
    {
        if (action == Enable)
        {
            var login = await Logins.Get(reads, Json.Read<EnableLogin.Command>(payload).Login);
            return [new($"{login.Name} ({await Named(reads, login.PersonId)}, {Ui[$"role.{login.Role}"]})", Text["login.dormant"], Text["login.enabled"])];
        }
        var (person, role, ends) = action switch
        {
            "accounts.appoint-officer" => Of(Json.Read<AppointOfficer.Command>(payload) is var a ? (a.Person, a.Role) : default, false),
            "accounts.retire-officer" => Of(Json.Read<RetireOfficer.Command>(payload) is var r ? (r.Person, r.Role) : default, true),
            "accounts.assign-duty" => Of(Json.Read<AssignDuty.Command>(payload) is var d ? (d.Person, d.Role) : default, false),
            _ => Of(Json.Read<EndDuty.Command>(payload) is var e ? (e.Person, e.Role) : default, true),
        };
        var now = await reads.Rows<ActorRole>($"""
            select role from officer where person_id = {person} and left_at is null union select role from duty where person_id = {person} and until is null order by role
            """);
        return [new(await Named(reads, person), InWords(now), InWords(ends ? now.Where(r => r != role) : now.Append(role).Distinct()))];
    }

    private static (long Person, ActorRole Role, bool Ends) Of((long Person, ActorRole Role) named, bool ends) => (named.Person, named.Role, ends);

    private static string? InWords(IEnumerable<ActorRole> roles) => string.Join(Text["between"], roles.Select(r => Ui[$"role.{r}"])) is { Length: > 0 } words ? words : null;

    private async Task<string> Named(Reads reads, long person)
    {
        var shown = await people.Shown(reads, new PersonId(person));
        return $"{shown.Name} {shown.Document}";
    }
}
