using System.Diagnostics;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Capabilities.Identity.Forgotten;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Security;

/// <summary>S008: neither the answer nor its time tells whether a login of a name exists.</summary>
public sealed class TimingTests
{
    /// <summary>Pairs of tries, one with a name that is known and one with a name that is not, in turn; with the real hash of passwords.</summary>
    private const int Pairs = 40;

    /// <summary>How often the known one may look slower or faster: half of the pairs where nothing tells them apart.</summary>
    private const double Most = 0.75;

    [Fact]
    public async Task S008_time_of_signing_in_and_of_asking_for_a_new_password_does_not_tell_whether_a_name_is_known()
    {
        await using var world = await TestWorld.On(Engine.Sqlite);
        await Visitors.Clerk(world);
        var (enter, forgotten) = (world.The<EnterPassword>(), world.The<ForgottenPassword>());
        async Task<string> Enter(string name, string place)
        {
            try
            {
                await enter.Enter(name, "Wrong-Harbour-17", place);
                return "in";
            }
            catch (RefusalException refusal)
            {
                return $"{refusal.Rule.Code} {refusal.Facts.Count}";
            }
        }
        async Task<string> Ask(string name, string place)
        {
            await forgotten.Ask(name, place);
            return "asked";
        }

        (await Apart(world, Enter, Pairs)).ShouldBeInRange(1 - Most, Most, "signing in");
        (await Apart(world, Ask, 3 * Pairs)).ShouldBeInRange(1 - Most, Most, "asking for a new password");
        // A look-up that does tell is found by the same measure.
        (await Apart(world, async (name, _) =>
        {
            if (name == "clerk01") await Task.Run(() => Thread.SpinWait(3_000_000));
            return "";
        }, Pairs)).ShouldBeGreaterThan(Most);
    }

    [Theory, BothDatabases]
    public async Task S008_pages_answer_alike_for_a_name_that_is_known_and_one_that_is_not(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        async Task<string> Answer(string page, string handler, string name)
        {
            var browser = new Browser(await world.Http());
            var answer = await browser.Post(page, handler, ("name", name), ("password", "Wrong-Harbour-17"));
            var body = System.Text.RegularExpressions.Regex.Replace((await answer.Text()).Replace(name, "NAME", StringComparison.Ordinal), "value=\"CfDJ8[^\"]*\"", "");
            return $"{(int)answer.StatusCode} {answer.Headers.Location} {body}";
        }
        foreach (var (page, handler) in ((string, string)[])[("/sign-in", "sign-in"), ("/forgotten", "forgotten")])
            (await Answer(page, handler, "nobody9")).ShouldBe(await Answer(page, handler, "clerk01"), page);
    }

    /// <summary>In how many of the pairs with the same place in the row the known name took longer than any unknown one: the area under the curve of whoever tells them apart by the time.</summary>
    private static async Task<double> Apart(TestWorld world, Func<string, string, Task<string>> attempt, int pairs)
    {
        var (known, unknown) = (new List<long>(), new List<long>());
        var answers = new HashSet<string>(StringComparer.Ordinal);
        for (var n = -5; n < pairs; n++)
        {
            // Nobody is locked, and nothing is old, while it is measured.
            world.Time.Advance(TimeSpan.FromMinutes(16));
            var place = $"192.0.{n + 10}.0/24";
            foreach (var name in n % 2 == 0 ? (string[])["clerk01", "nobody9"] : ["nobody9", "clerk01"])
            {
                var begun = Stopwatch.GetTimestamp();
                answers.Add(await attempt(name, place));
                if (n >= 0) (name == "clerk01" ? known : unknown).Add(Stopwatch.GetTimestamp() - begun);
            }
        }
        answers.Count.ShouldBe(1);
        return known.Sum(k => unknown.Sum(u => k > u ? 1.0 : k == u ? 0.5 : 0)) / ((double)known.Count * unknown.Count);
    }
}
