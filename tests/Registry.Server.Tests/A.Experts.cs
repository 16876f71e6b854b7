using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Applications.Assessment;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests;

/// <summary>Experts.</summary>
internal static partial class A
{
    /// <summary>The n-th person on the roll of experts.</summary>
    public static async Task<long> Expert(TestWorld world, int n, params string[] sectors) => await ExpertWhoIs(world, await KnownPerson(world, n), sectors);

    /// <summary>A person on the roll of experts.</summary>
    public static async Task<long> ExpertWhoIs(TestWorld world, PersonId person, params string[] sectors) =>
        (await OfficersAct<EnterExpert, EnterExpert.Command>(world, new(person.Value, "Power systems", sectors))).As<EnterExpert.Reply>().Expert;
}
