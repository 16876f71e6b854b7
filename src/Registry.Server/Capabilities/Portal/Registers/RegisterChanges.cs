using Registry.Kernel.Verifiers;
using Registry.Server.Capabilities.Methodologies;
using Registry.Server.Capabilities.Portal.Inbox;
using Registry.Server.Capabilities.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Registers;

/// <summary>What a proposal changes of an entry of a register, old beside new.</summary>
internal sealed class RegisterChanges : IDifference
{
    private const string ReviseMethodology = "methodologies.revise";
    private const string ReviseBody = "verifiers.revise";
    private static readonly Dictionary<string, BodyAction> Sanctions = new(StringComparer.Ordinal)
    {
        ["verifiers.suspend"] = BodyAction.Suspend,
        ["verifiers.reinstate"] = BodyAction.Reinstate,
        ["verifiers.revoke"] = BodyAction.Revoke,
    };

    private static readonly Texts Text = Texts.For<RegistersText>();

    public IReadOnlyList<string> Actions => [ReviseMethodology, ReviseBody, .. Sanctions.Keys];

    public async Task<IReadOnlyList<Change>> Read(Reads reads, string action, string payload)
    {
        if (action == ReviseMethodology)
        {
            var shall = Json.Read<Methodologies.ReviseMethodology.Command>(payload).Entry;
            var entry = (await MethodologyEntries.All(reads)).FirstOrDefault(e => e.Code == shall.Code);
            return Change.Between(entry is null ? null : MethodologyForm.Shown(entry), MethodologyForm.Shown(shall));
        }
        var bodies = await VerificationBodies.All(reads);
        if (action == ReviseBody)
        {
            var shall = Json.Read<ReviseVerificationBody.Command>(payload);
            var body = bodies.FirstOrDefault(b => b.ApprovalNumber == shall.ApprovalNumber);
            // An approval that is not named again stays: the register only adds sectors and last days.
            return Change.Between(body is null ? null : BodyForm.Shown(BodyForm.Same(body)), BodyForm.Shown(shall));
        }
        var command = Json.Read<BodySanction.Command>(payload);
        var entered = bodies.First(b => b.Id == command.Body);
        var after = VerificationBody.Table.Find(entered.Status, Sanctions[action])?.To;
        return [new(entered.Name, Text[$"body.{entered.Status}"], after is { } status ? Text[$"body.{status}"] : null)];
    }
}
