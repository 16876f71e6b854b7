using System.Net;
using System.Net.Sockets;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.Identity;

/// <summary>One thing of which failures are counted.</summary>
/// <param name="Subject">Keyed hash of it: what was typed as a name may be a password.</param>
/// <param name="Most">How many failures lock it.</param>
public sealed record Counter(string Subject, int Most);

/// <summary>
/// Counts attempts before they are looked at, in one statement, so that many at once cannot pass; a success takes back what it
/// counted. Unknown names are counted as known ones are.
/// </summary>
public sealed class Attempts(Db db, PersonalVault vault, RegistryClock clock)
{
    private static readonly ActionCode Code = new("sign-in.attempt");
    private static readonly Actor Nobody = Actor.Visitor(new PersonId(0));

    /// <summary>Attempts on one login name, known or not.</summary>
    public Counter OfName(string name) => new("name:" + vault.Index("sign-in name", Logins.Key(name)), SignInLimits.Failures.Value);

    /// <summary>Attempts on one login by its codes or its old password.</summary>
    public Counter OfLogin(long login) => new("login:" + vault.Index("sign-in login", $"{login}"), SignInLimits.Failures.Value);

    /// <summary>Attempts from one neighbourhood.</summary>
    public Counter OfPlace(string neighbourhood) => new("place:" + vault.Index("sign-in place", neighbourhood), SignInLimits.AddressFailures.Value);

    /// <summary>The neighbourhood of an address: an IPv4 /24, an IPv6 /48.</summary>
    public static string Neighbourhood(IPAddress? address)
    {
        if (address is null) return "none";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily == AddressFamily.InterNetwork ? 3 : 6;
        Array.Clear(bytes, kept, bytes.Length - kept);
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }

    /// <summary>Counts one attempt.</summary>
    /// <exception cref="RefusalException">Too many failed: nothing is looked at. <c>sign-in.locked</c>.</exception>
    public async Task Count(params Counter[] counters)
    {
        await RequireOpen(counters);
        var counted = await db.Transaction(Nobody, Code, async tx =>
        {
            foreach (var counter in counters)
                if (!await CountOne(tx, counter)) return false;
            return true;
        });
        SignInRules.Locked.Require(counted, ("until", clock.Now + SignInLimits.LockedFor.Value));
    }

    /// <summary>Forgets failures: the right person came.</summary>
    public static Task Forget(Tx tx, Counter counter) => tx.Execute($"delete from sign_in_attempt where subject = {counter.Subject}");

    /// <summary>Forgets failures at once, where what follows may still be refused for another reason.</summary>
    public Task Forget(Counter counter) => db.Note($"delete from sign_in_attempt where subject = {counter.Subject}");

    /// <summary>Takes back one attempt that did not fail; others' failures stay.</summary>
    public static async Task GiveBack(Tx tx, Counter counter)
    {
        await tx.Execute($"delete from sign_in_attempt where subject = {counter.Subject} and failures = 1");
        await tx.Execute($"update sign_in_attempt set failures = failures - 1 where subject = {counter.Subject} and failures > 1");
    }

    /// <summary>Records a refusal that changed nothing, and throws it.</summary>
    public async Task<RefusalException> Refused(Actor? actor, ActionCode action, Rule rule)
    {
        var refusal = rule.Refuse();
        try
        {
            await db.Transaction(actor ?? Nobody, action, _ => Task.FromException(refusal));
        }
        catch (RefusalException)
        {
            // Thrown by the caller, where the compiler sees it.
        }
        return refusal;
    }

    private static async Task<bool> CountOne(Tx tx, Counter counter)
    {
        var forgotten = tx.Now - SignInLimits.LockedFor.Value;
        return await tx.Execute($"""
            insert into sign_in_attempt(subject, failures, last_at) values ({counter.Subject}, 1, {tx.Now})
            on conflict (subject) do update set
              failures = case when sign_in_attempt.last_at <= {forgotten} then 1 else sign_in_attempt.failures + 1 end, last_at = excluded.last_at
            where sign_in_attempt.failures < {counter.Most} or sign_in_attempt.last_at <= {forgotten}
            """) == 1;
    }

    private async Task RequireOpen(Counter[] counters)
    {
        await using var reads = await db.Read();
        foreach (var counter in counters)
        {
            var row = await reads.Find<Row>($"select failures, last_at from sign_in_attempt where subject = {counter.Subject}");
            if (row is null) continue;
            var until = SignInLimits.LockedUntil(row.Failures, counter.Most, row.LastAt, clock.Now);
            SignInRules.Locked.Require(until is null, ("until", until));
        }
    }

    private sealed record Row
    {
        public int Failures { get; init; }
        public DateTimeOffset LastAt { get; init; }
    }
}
