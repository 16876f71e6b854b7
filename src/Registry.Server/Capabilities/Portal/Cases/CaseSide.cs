using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>On which side of a case somebody acts.</summary>
public enum CaseSide
{
    /// <summary>The account that filed it.</summary>
    Owner,

    /// <summary>The validation and verification body that it names.</summary>
    Body,

    /// <summary>The registry body.</summary>
    Registry,
}

/// <summary>Which cases are whose, in SQL: what is not one's own is not found.</summary>
/// <param name="Side">The side on which the actor's account stands.</param>
/// <param name="Own">The filter on <c>case_list v</c>.</param>
internal sealed record CaseSight(CaseSide Side, Sql Own)
{
    /// <summary>What an actor sees. A draft, and what the confirmer has not confirmed, is seen by its owner alone.</summary>
    public static async Task<CaseSight> Of(Reads reads, Actor actor)
    {
        var open = Sql.Of($"v.submitted_at is not null and v.status not in ('Draft', 'AwaitingConfirmer')");
        if (actor.Account == AccountId.RegistryBody) return new(CaseSide.Registry, open);
        return await reads.Scalar<long?>($"select id from verification_body where account_id = {actor.Account}") is { } body
            ? new(CaseSide.Body, Sql.Of($"v.body_id = {body} and {open}"))
            : new(CaseSide.Owner, Sql.Of($"v.account_id = {actor.Account}"));
    }

    /// <summary>In what capacities the two persons of a side take steps, alone or together.</summary>
    public static By Capacities(CaseSide side) => side switch
    {
        CaseSide.Owner => By.Initiator | By.Confirmer | By.TwoRepresentatives,
        CaseSide.Body => By.Verifier,
        CaseSide.Registry => By.Officer | By.TwoOfficers,
    };

    /// <summary>States in which the case waits for a side: some step of that side leads on, and not only away from registration.</summary>
    public static IReadOnlyList<ApplicationStatus> Waits(CaseSide side) =>
        [.. Enum.GetValues<ApplicationStatus>().Where(s => ApplicationLifecycle.Table.Available(s, Capacities(side)).Any(a => !Aside.Contains(a)))];

    private static readonly HashSet<ApplicationAction> Aside =
    [
        ApplicationAction.Abort, ApplicationAction.Refuse, ApplicationAction.Discard, ApplicationAction.ChangeNotice, ApplicationAction.Recall,
    ];
}
