using Registry.Kernel.Methodologies;
using Registry.Kernel.Verifiers;
using Registry.Server.Capabilities.Methodologies;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Drafts;

/// <summary>What the forms of applications offer to choose from.</summary>
/// <param name="Methodologies">In force on the day.</param>
/// <param name="Types">Project types of these methodologies.</param>
/// <param name="Bodies">Bodies that may work, with their sectors.</param>
public sealed record DraftOptions(IReadOnlyList<(string Value, string Words)> Methodologies, IReadOnlyList<(string Value, string Words)> Types, IReadOnlyList<(string Value, string Words)> Bodies)
{
    private static readonly Texts Text = Texts.For<DraftsText>();

    /// <summary>Provinces.</summary>
    public static IReadOnlyList<(string Value, string Words)> Provinces => [.. Dictionaries.Provinces.Codes.Select(code => (code, Dictionaries.Provinces.Of(code)))];

    /// <summary>How additionality may be argued.</summary>
    public static IReadOnlyList<(string Value, string Words)> Additionalities => [.. Enum.GetNames<AdditionalityRoute>().Select(name => (name, Text["additionality." + name]))];

    /// <summary>Reads them.</summary>
    public static async Task<DraftOptions> On(Reads reads, DateOnly day)
    {
        var methodologies = (await MethodologyEntries.All(reads)).Where(m => m.EffectiveFrom <= day && (m.EffectiveUntil is not { } until || until >= day)).ToList();
        var bodies = await reads.Rows<Body>($"select id, name, name_en, approval_number from verification_body where status = {BodyStatus.Approved} order by approval_number");
        return new(
            [.. methodologies.Select(m => (m.Code, $"{m.Code} {In(m.Name, m.NameEn)}"))],
            [.. methodologies.SelectMany(m => m.Types).DistinctBy(t => t.Code).OrderBy(t => t.Code, StringComparer.Ordinal).Select(t => (t.Code, $"{t.Code} {In(t.Name, t.NameEn)}"))],
            [.. bodies.Select(b => ($"{b.Id}", $"{In(b.Name, b.NameEn)} ({b.ApprovalNumber})"))]);
    }

    private static string In(string chinese, string english) => Language.IsEnglish(Language.Current) ? english : chinese;

    private sealed record Body
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string NameEn { get; init; } = "";
        public string ApprovalNumber { get; init; } = "";
    }
}
