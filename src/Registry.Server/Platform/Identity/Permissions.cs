using System.Collections.Frozen;
using Microsoft.AspNetCore.Authorization;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Audit;

namespace Registry.Server.Platform.Identity;

/// <summary>
/// Who may see which private page or call which private endpoint: the whole of it. What a page does is refused again by the slice beneath it, which
/// knows whose thing it is and how it stands. Domain chapter 13.
/// </summary>
public static class Permissions
{
    /// <summary>One's own login: sessions, password.</summary>
    public const string OwnLogin = "login.own";

    /// <summary>What waits for oneself or one's side, and proposals of one's account.</summary>
    public const string Inbox = "proposal.see";

    /// <summary>Balance, places and history of one's account.</summary>
    public const string Holdings = "holdings.see";

    /// <summary>Forms with which units of one's account are moved or cancelled.</summary>
    public const string Move = "units.propose";

    /// <summary>Applications that one's account filed or was named in, or that the registry handles.</summary>
    public const string Cases = "application.see";

    /// <summary>Forms with which an owner writes applications.</summary>
    public const string Draft = "application.draft";

    /// <summary>The particulars of one's account, and requests to change, restore or close it.</summary>
    public const string OwnAccount = "account.own";

    /// <summary>Published cases of one's own province, for the account of a provincial department.</summary>
    public const string Province = "province.see";

    /// <summary>Openings, accounts and registers that the registry keeps.</summary>
    public const string Desk = "desk.see";

    /// <summary>Joint openings that wait for the exchange.</summary>
    public const string Exchange = "exchange.see";

    /// <summary>The opening of an account of one's own.</summary>
    public const string Opening = "opening.own";

    /// <summary>Comments of one's own on notices.</summary>
    public const string Comment = "comment.write";

    /// <summary>Methodology suggestions of one's account.</summary>
    public const string Suggest = "suggestion.own";

    /// <summary>Forms with which a clerk keeps the calendar, the registers and the staff.</summary>
    public const string Keep = "desk.keep";

    /// <summary>Who the people of the registry are, and their logins.</summary>
    public const string Staff = "staff.see";

    /// <summary>The audit trail.</summary>
    public const string Audit = "audit.see";

    /// <summary>The log of text messages and e-mails, and their templates.</summary>
    public const string Messages = "messages.see";

    /// <summary>How the program runs: its settings, versions, jobs and limits.</summary>
    public const string Parameters = "parameters.see";

    /// <summary>Which capacity has which permission.</summary>
    public static readonly FrozenDictionary<string, FrozenSet<ActorRole>> Table = new (string Permission, ActorRole[] Roles)[]
    {
        (OwnLogin, [.. Enum.GetValues<ActorRole>().Except([ActorRole.Clock, ActorRole.Setup, ActorRole.OutsideSystem])]),
        (Inbox, [ActorRole.Initiator, ActorRole.Confirmer, ActorRole.Clerk, ActorRole.Reviewer]),
        (Holdings, [ActorRole.Initiator, ActorRole.Confirmer]),
        (Move, [ActorRole.Initiator]),
        (Cases, [ActorRole.Initiator, ActorRole.Confirmer, ActorRole.Clerk, ActorRole.Reviewer]),
        (Draft, [ActorRole.Initiator]),
        (OwnAccount, [ActorRole.Initiator, ActorRole.Confirmer]),
        (Province, [ActorRole.Initiator, ActorRole.Confirmer]),
        (Desk, [ActorRole.Clerk, ActorRole.Reviewer]),
        (Exchange, [ActorRole.ExchangeOperator]),
        (Keep, [ActorRole.Clerk]),
        (Staff, [ActorRole.Clerk, ActorRole.Reviewer, ActorRole.Administrator]),
        (Audit, [ActorRole.Auditor]),
        (Messages, [ActorRole.Clerk, ActorRole.Reviewer, ActorRole.Administrator]),
        (Parameters, [ActorRole.Administrator]),
        (Opening, [ActorRole.Visitor]),
        (Suggest, [ActorRole.Visitor, ActorRole.Initiator, ActorRole.Confirmer]),
        (Comment, [ActorRole.Visitor, ActorRole.Initiator, ActorRole.Confirmer]),
    }.ToFrozenDictionary(row => row.Permission, row => row.Roles.ToFrozenSet(), StringComparer.Ordinal);

    /// <summary>What the account acted for must be able to do besides; who acts for none, or for one of another type, has the permission not. Questions and answers 1.2.2.</summary>
    public static readonly FrozenDictionary<string, AccountCapabilities> Needs = new Dictionary<string, AccountCapabilities>
    {
        [Holdings] = AccountCapabilities.HoldsUnits,
        [Move] = AccountCapabilities.HoldsUnits,
        [Draft] = AccountCapabilities.FilesProjects,
        [Province] = AccountCapabilities.ReadsProvince,
        [Suggest] = AccountCapabilities.SuggestsMethodologies,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the login of an old account may do until its particulars are complete: nothing else. Questions and answers 1.2.3.</summary>
    public static readonly FrozenSet<string> BeforeCompletion = FrozenSet.Create(StringComparer.Ordinal, OwnLogin, Opening);

    /// <summary>Whether a login has a permission.</summary>
    public static bool Has(Login login, string permission)
    {
        ArgumentNullException.ThrowIfNull(login);
        return Has(login.Role, permission)
            && (!Needs.TryGetValue(permission, out var needed) || login.AccountCan.HasFlag(needed))
            && (permission != Opening || login.Actor.IsVisitor)
            && (login.LegacyAccountId is null || BeforeCompletion.Contains(permission));
    }

    /// <summary>Whether a capacity has a permission, if its account can do such things.</summary>
    public static bool Has(ActorRole role, string permission) => Table[permission].Contains(role);
}

/// <summary>A private page or endpoint: who is signed in, with a password that is not due, has the permission; to others it looks absent.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DemandsAttribute(string permission) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    /// <summary>A name of <see cref="Permissions"/>.</summary>
    public string Permission { get; } = permission;

    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Looks the permission up.</summary>
internal sealed class DemandsHandler(IHttpContextAccessor accessor, Denials denials) : AuthorizationHandler<DemandsAttribute>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, DemandsAttribute requirement)
    {
        if (accessor.HttpContext is not { } request || request.SignedIn() is not { } signedIn) return;
        if (Permissions.Has(signedIn.Login, requirement.Permission)) context.Succeed(requirement);
        else await denials.Record(request, GeneralRules.NotEntitled.Refuse(("permission", requirement.Permission)));
    }
}
