using Registry.Kernel.Accounts;
using Registry.Kernel.Applications;
using Registry.Kernel.Methodologies;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Issuance;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests;

/// <summary>Applications, projects and reductions.</summary>
internal static partial class A
{
    /// <summary>Approval number of the body that validates.</summary>
    public const string Validator = "CNCA-R-2002-001";

    /// <summary>Approval number of the body that verifies.</summary>
    public const string Verifier = "CNCA-R-2002-005";

    /// <summary>A Monday on which projects are filed: 2 September 2024, nine in the morning in Beijing.</summary>
    public static readonly DateTimeOffset FilingDay = new(2024, 9, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>A world on the day on which the first projects were filed.</summary>
    public static Task<TestWorld> World(Engine engine, DateTimeOffset? now = null) => TestWorld.On(engine, now ?? FilingDay, messages: new() { Inbox = true });

    /// <summary>Facts of the n-th offshore wind project.</summary>
    public static ProjectFacts OffshoreWind(int n = 1) => new()
    {
        Name = $"Offshore wind project {n}",
        TypeCode = "A0201",
        MethodologyCode = "CCER-01-002-V01",
        ProvinceCode = "320000",
        Location = "Off the coast of Jiangsu",
        Longitude = $"121.{474281 + n}",
        Latitude = "33.123456",
        ConstructionOn = new DateOnly(2020, 7, 8),
        GridConnectionOn = new DateOnly(2022, 3, 31),
        LifetimeYears = 25,
        CreditingFrom = new DateOnly(2022, 4, 1),
        CreditingTo = new DateOnly(2032, 3, 31),
        AnnualTonnes = 500_000,
        TotalTonnes = 5_000_000,
        Additionality = AdditionalityRoute.Exempt,
        ArchiveCode = $"PWS{n:D14}",
        Summary = "Wind at sea",
        Technology = "Turbines",
        Remark = "Second phase of three",
    };

    /// <summary>Facts of a forest, whose additionality is argued.</summary>
    public static ProjectFacts Forest() => OffshoreWind(40) with
    {
        Name = "Forest on the dunes",
        TypeCode = "N0101",
        MethodologyCode = "CCER-14-001-V01",
        GridConnectionOn = null,
        LifetimeYears = 40,
        CreditingTo = new DateOnly(2042, 3, 31),
        TotalTonnes = 10_000_000,
        Additionality = AdditionalityRoute.General,
        ArchiveCode = null,
    };

    /// <summary>Facts of a period with the same amount in each year that it touches.</summary>
    public static ReductionFacts Period(DateOnly from, DateOnly to, long tonnesPerYear = 100_000)
    {
        VintageAmount[] years = [.. Enumerable.Range(from.Year, to.Year - from.Year + 1).Select(y => new VintageAmount(y, tonnesPerYear))];
        return new() { PeriodFrom = from, PeriodTo = to, Tonnes = years.Length * tonnesPerYear, Vintages = years };
    }

    /// <summary>Id of a body of the register.</summary>
    public static async Task<long> BodyId(TestWorld world, string approvalNumber)
    {
        await using var reads = await world.Db.Read();
        return await reads.Scalar<long>($"select id from verification_body where approval_number = {approvalNumber}");
    }

    /// <summary>An application for a project, nothing done yet.</summary>
    /// <param name="world">The registry.</param>
    /// <param name="facts">Its facts.</param>
    /// <param name="owner">Its owner; one is opened if there is none.</param>
    /// <param name="body">The body's people; an account is opened if there is none.</param>
    /// <param name="approvalNumber">Which body it names.</param>
    public static async Task<ApplicationCase> Project(TestWorld world, ProjectFacts? facts = null, Holder? owner = null, Holder? body = null, string approvalNumber = Validator) =>
        new(world, owner ?? await EnterpriseAccount(world), body ?? await BodyAccount(world, approvalNumber), await BodyId(world, approvalNumber)) { Project = facts ?? OffshoreWind() };

    /// <summary>A registered project.</summary>
    public static async Task<ApplicationCase> RegisteredProject(TestWorld world, ProjectFacts? facts = null, Holder? owner = null, Holder? body = null) =>
        await (await Project(world, facts, owner, body)).To(ApplicationStatus.Registered);

    /// <summary>An application for reductions of a registered project, nothing done yet; verified by another body.</summary>
    public static async Task<ApplicationCase> Reduction(ApplicationCase project, ReductionFacts? facts = null, Holder? body = null, string approvalNumber = Verifier) =>
        new(project.World, project.Owner, body ?? await BodyAccount(project.World, approvalNumber, 6), await BodyId(project.World, approvalNumber))
        {
            Reduction = facts ?? Period(new DateOnly(2022, 4, 1), new DateOnly(2024, 6, 30)),
            ProjectId = project.Registration!.Id,
        };

    /// <summary>The lots that two officers issue of years of a registered reduction.</summary>
    public static async Task<IReadOnlyList<IssueUnits.IssuedLot>> Issue(ApplicationCase reduction, params int[] vintages)
    {
        var (officers, proposals) = (await Officers(reduction.World), reduction.World.The<Proposals>());
        var proposed = await proposals.Propose(officers.Clerk, reduction.World.The<IssueUnits>(), new IssueUnits.Command(reduction.Registration!.Id, vintages), New);
        return (await proposals.Confirm(officers.Reviewer, new ProposalId(proposed.Id), proposed.PayloadHash, New)).As<IssueUnits.Reply>().Lots;
    }

    /// <summary>Does a thing many times at once; each answer, or the rule that refused it.</summary>
    public static async Task<IReadOnlyList<(T? Answer, Rule? Refused)>> AtOnce<T>(int times, Func<int, Task<T>> act) =>
        await Task.WhenAll(Enumerable.Range(0, times).Select(i => Task.Run(async () =>
        {
            try
            {
                return ((T?)await act(i), (Rule?)null);
            }
            catch (RefusalException refusal)
            {
                return (default(T), refusal.Rule);
            }
        })));

    /// <summary>The n-th enterprise that owns projects and is a key emitter as well.</summary>
    public static Task<Holder> KeyEmitter(TestWorld world, int n = 11) => EnterpriseAccount(world, n, AccountSubtype.ProjectOwner, AccountSubtype.NationalKeyEmitter);
}
