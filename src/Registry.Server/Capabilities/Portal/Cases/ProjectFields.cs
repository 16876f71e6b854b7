using Registry.Kernel.Methodologies;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>The facts of a project as fields of a form, filled in with what is known, so that only differences are typed.</summary>
internal static class ProjectFields
{
    private static readonly Texts Text = Texts.For<CasesText>();

    /// <summary>The fields.</summary>
    public static IEnumerable<ActField> Of(ProjectFacts? f) =>
    [
        new("name", FieldKind.Line) { Group = "facts", Default = f?.Name, Required = true, MaxLength = 200, Help = Text["help.facts"] },
        new("type-code", FieldKind.Line) { Default = f?.TypeCode, Required = true, MaxLength = 10 },
        new("subtype-code", FieldKind.Line) { Default = f?.SubtypeCode, Optional = true, MaxLength = 20 },
        new("methodology-code", FieldKind.Line) { Default = f?.MethodologyCode, Required = true, MaxLength = 40 },
        new("province-code", FieldKind.Line) { Default = f?.ProvinceCode, Required = true, MaxLength = 6 },
        new("location", FieldKind.Line) { Default = f?.Location, Required = true, MaxLength = 500 },
        new("longitude", FieldKind.Line) { Default = f?.Longitude, Required = true, MaxLength = 60, Rules = [ProjectRules.CoordinatesUnclear] },
        new("latitude", FieldKind.Line) { Default = f?.Latitude, Required = true, MaxLength = 60 },
        new("construction-on", FieldKind.Day) { Default = Formats.Date(f?.ConstructionOn), Required = true, Rules = [ProjectRules.ConstructionTooEarly] },
        new("grid-connection-on", FieldKind.Day) { Default = Formats.Date(f?.GridConnectionOn), Optional = true },
        new("lifetime-years", FieldKind.Whole) { Default = $"{f?.LifetimeYears}", Required = true },
        new("crediting-from", FieldKind.Day) { Default = Formats.Date(f?.CreditingFrom), Required = true, Rules = [ProjectRules.CreditingReversed, ProjectRules.CreditingTooEarly, ProjectRules.CreditingBeforeConstruction] },
        new("crediting-to", FieldKind.Day) { Default = Formats.Date(f?.CreditingTo), Required = true, Rules = [ProjectRules.CreditingAfterLifetime] },
        new("annual-tonnes", FieldKind.Whole) { Default = $"{f?.AnnualTonnes}", Required = true, Rules = [ProjectRules.AmountNotPositive] },
        new("total-tonnes", FieldKind.Whole) { Default = $"{f?.TotalTonnes}", Required = true, Rules = [ProjectRules.TotalDiffers] },
        new("additionality", FieldKind.Choice) { Default = $"{f?.Additionality}", Required = true, Options = [.. Enum.GetNames<AdditionalityRoute>().Select(n => (n, Text["additionality." + n]))] },
        new("archive-code", FieldKind.Line) { Default = f?.ArchiveCode, Optional = true, MaxLength = 17, Rules = [ProjectRules.ArchiveCodeMalformed] },
        new("summary", FieldKind.Words) { Default = f?.Summary, MaxLength = 20_000, Rows = 6 },
        new("technology", FieldKind.Words) { Default = f?.Technology, MaxLength = 20_000, Rows = 6 },
        new("remark", FieldKind.Words) { Default = f?.Remark, Optional = true, MaxLength = 5_000, Rows = 3 },
        new("in-ets-allowance", FieldKind.Tick) { Default = f?.InEtsAllowance == true ? "1" : null },
        new("mandated-reduction", FieldKind.Tick) { Default = f?.MandatedReduction == true ? "1" : null },
    ];

    /// <summary>The facts that were typed; texts in which nothing changed stay as they were to the letter.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="before">What stood there before.</param>
    public static ProjectFacts Read(Typed typed, ProjectFacts? before) => new()
    {
        Name = typed.Kept("name", before?.Name),
        TypeCode = typed.Text("type-code"),
        SubtypeCode = typed.TextOrNull("subtype-code"),
        MethodologyCode = typed.Text("methodology-code"),
        ProvinceCode = typed.Text("province-code"),
        Location = typed.Kept("location", before?.Location),
        Longitude = typed.Kept("longitude", before?.Longitude),
        Latitude = typed.Kept("latitude", before?.Latitude),
        ConstructionOn = typed.Day("construction-on") ?? default,
        GridConnectionOn = typed.Day("grid-connection-on"),
        LifetimeYears = (int)Math.Clamp(typed.Whole("lifetime-years") ?? 0, 0, int.MaxValue),
        CreditingFrom = typed.Day("crediting-from") ?? default,
        CreditingTo = typed.Day("crediting-to") ?? default,
        AnnualTonnes = typed.Whole("annual-tonnes") ?? 0,
        TotalTonnes = typed.Whole("total-tonnes") ?? 0,
        Additionality = typed.Choice<AdditionalityRoute>("additionality"),
        ArchiveCode = typed.TextOrNull("archive-code"),
        Summary = typed.Kept("summary", before?.Summary),
        Technology = typed.Kept("technology", before?.Technology),
        Remark = typed.Kept("remark", before?.Remark),
        InEtsAllowance = typed.Tick("in-ets-allowance"),
        MandatedReduction = typed.Tick("mandated-reduction"),
    };
}
