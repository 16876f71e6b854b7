using Registry.Kernel.Applications;
using Registry.Kernel.Methodologies;
using Registry.Kernel.Projects;
using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.Submission;
using Registry.Server.Capabilities.Issuance;
using Registry.Server.Platform.Files;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>One application of the record, with what the registry has made of it so far.</summary>
internal sealed class ReplayCase(PublicRecord record, PublicRecord final, InventedDocuments invented, ReplayWorld world, IServiceProvider services)
{
    private static readonly Texts Text = Texts.For<ReplayText>();

    /// <summary>The row of the application.</summary>
    public PublicRecord Record => record;

    /// <summary>The row of what was registered, or the same.</summary>
    public PublicRecord Final => final;

    /// <summary>Whether it is for a project.</summary>
    public bool IsProject => record.IsProjectApplication;

    /// <summary>Of which kind it is.</summary>
    public ApplicationKind Kind => IsProject ? ApplicationKind.Project : ApplicationKind.Reduction;

    /// <summary>Key of its instructions.</summary>
    public string Key => $"replay:{record.ApplyId}";

    /// <summary>Its id in this registry.</summary>
    public long Application { get; set; }

    /// <summary>The case of its project, for reductions.</summary>
    public ReplayCase? Project { get; init; }

    /// <summary>What registration answered.</summary>
    public RegistrationReply? Registered { get; set; }

    /// <summary>The window that approval answered.</summary>
    public NoticeWindow? Window { get; set; }

    /// <summary>What submission warned of.</summary>
    public IReadOnlyList<SubmitApplication.Warning> Warnings { get; set; } = [];

    /// <summary>Why officers refused it: the rules that bar registration, or that the record gives no reason.</summary>
    public string? EndReason { get; set; }

    /// <summary>The first step that was refused; later ones are left out.</summary>
    public (string Step, RefusalException Refusal)? Stopped { get; set; }

    /// <summary>What issuance answered, lot by lot.</summary>
    public List<IssueUnits.IssuedLot> Issued { get; } = [];

    /// <summary>Lots that wait for a second officer.</summary>
    public List<RecordedVintage> Pending { get; } = [];

    /// <summary>Representatives of the owner.</summary>
    public Pair Owner => world.Owner(record.Owner);

    /// <summary>The body that the application names.</summary>
    public (long Id, Pair Persons) Body => world.Body(IsProject ? record.ValidationBody : record.VerificationBody);

    /// <summary>A text of the replay, in Chinese as the registry's own language.</summary>
    public static string Words(string key, params object?[] args) =>
        args.Length == 0 ? Text.In(Language.Chinese, key) : string.Format(System.Globalization.CultureInfo.InvariantCulture, Text.In(Language.Chinese, key), args);

    /// <summary>A project's facts of a row.</summary>
    public static ProjectFacts Facts(PublicRecord row, PublicRecord application) => new()
    {
        Name = row.ProjectName,
        TypeCode = row.TypeCode,
        SubtypeCode = row.SubtypeCode,
        MethodologyCode = row.MethodologyNo,
        ProvinceCode = row.ProvinceCode.Length == 6 ? row.ProvinceCode : application.ProvinceCode,
        Location = row.Location,
        Longitude = row.Longitude,
        Latitude = row.Latitude,
        ConstructionOn = row.ConstructionOn,
        LifetimeYears = row.LifetimeYears,
        CreditingFrom = row.CreditingFrom,
        CreditingTo = row.CreditingTo,
        AnnualTonnes = row.AnnualTonnes,
        TotalTonnes = row.TotalTonnes,
        Additionality = row.GeneralAdditionality ? AdditionalityRoute.General : AdditionalityRoute.Exempt,
        ArchiveCode = row.ArchiveCode,
        Summary = Words("summary"),
        Technology = Words("summary"),
    };

    /// <summary>A reduction's facts of a row.</summary>
    public static ReductionFacts Reduction(PublicRecord row) => new()
    {
        PeriodFrom = row.PeriodFrom!.Value,
        PeriodTo = row.PeriodTo!.Value,
        Tonnes = row.AppliedTonnes!.Value,
        Vintages = [.. row.Vintages.Select(v => v.Amount)],
    };

    /// <summary>Stores what is filed in a part of the application.</summary>
    public async Task<IReadOnlyList<FiledDocument>> Store(Pair by, string part, bool final, params string[] demanded)
    {
        var store = services.GetRequiredService<Documents>();
        var list = part == "filing" ? [.. demanded.Select(k => new ListedDocument(k, $"{k}-{record.ApplyId}.pdf"))] : invented.Of(record.ApplyId, final, demanded);
        var filed = new List<FiledDocument>();
        foreach (var document in list)
        {
            var n = filed.Count;
            var stored = await store.Store(by.Initiator, document.FileName, document.Kind, InventedDocuments.Content(record.ApplyId, part, document, n), $"{Key}:{part}:{n}");
            var earlier = filed.Any(f => f.Kind == document.Kind);
            filed.Add(new FiledDocument(stored.Id, document.Kind, earlier && document.Kind != DocumentKinds.Other ? Words("modification") : null));
        }
        return filed;
    }
}
