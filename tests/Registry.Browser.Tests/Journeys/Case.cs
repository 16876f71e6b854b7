using System.Globalization;
using Registry.Browser.Tests.Fixtures;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Worlds;

namespace Registry.Browser.Tests.Journeys;

/// <summary>A case, and the steps that persons take on its pages.</summary>
internal sealed class Case(TestWorld world, long id)
{
    /// <summary>What a validation or verification body says of its people.</summary>
    public static readonly IReadOnlyList<(string Field, string Text)> Team = [("conclusion", "Positive"), ("members", "Zhao\nQian"), ("reviewer", "Sun"), ("decision-maker", "Li")];

    /// <summary>Its id.</summary>
    public long Id => id;

    private string Page => $"/portal/applications/{id}";

    /// <summary>The case to which a draft's address belongs.</summary>
    public static Case Of(TestWorld world, Traveller writer) => new(world, long.Parse(writer.Place.Split('/')[^1], CultureInfo.InvariantCulture));

    /// <summary>Comes to the case by the list of cases.</summary>
    public async Task Opens(Traveller by)
    {
        await by.Open("/portal/applications");
        await by.Follow(Page);
    }

    /// <summary>Comes to a form of the case and sends it.</summary>
    /// <param name="by">Who.</param>
    /// <param name="act">What is done.</param>
    /// <param name="fields">What is typed, chosen, or ticked.</param>
    /// <param name="files">Fields that take a file.</param>
    public async Task Does(Traveller by, string act, IReadOnlyList<(string Field, string Text)>? fields = null, params IReadOnlyList<string> files)
    {
        await Opens(by);
        await by.Follow($"{Page}/{act}");
        foreach (var (field, text) in fields ?? []) await by.Enter(field, text);
        foreach (var file in files) await by.Attach("file." + file, file + ".pdf");
        await by.Press("act");
    }

    /// <summary>One proposes, another finds it in the inbox and confirms.</summary>
    public async Task Two(Traveller first, Traveller second, string act, IReadOnlyList<(string Field, string Text)>? fields = null, params IReadOnlyList<string> files)
    {
        await Does(first, act, fields, files);
        first.Place.ShouldStartWith("/portal/proposals/", customMessage: await first.Seen());
        await Confirms(second);
    }

    /// <summary>Confirms what waits in one's inbox.</summary>
    public static async Task Confirms(Traveller by)
    {
        await by.Open("/portal");
        await by.Follow("/portal/proposals/");
        await by.Press("confirm");
        by.Place.ShouldEndWith("?done=1", customMessage: await by.Seen());
    }

    /// <summary>The case as it stands.</summary>
    public async Task<ApplicationRecord> Load()
    {
        await using var reads = await world.Db.Read();
        return await ApplicationRecord.Load(reads, id);
    }

    /// <summary>The first working day after today, as it is typed.</summary>
    public static async Task<string> NextWorkingDay(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        return (await world.The<Calendars>().In(reads)).NextWorkingDayAfter(world.Clock.Today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Lets the working days of the notice pass.</summary>
    public async Task EndNotice()
    {
        world.GoTo((await Load()).NoticeEnd!.Value.AddDays(1), 9);
        await world.The<CloseNotices>().Tick();
    }
}
