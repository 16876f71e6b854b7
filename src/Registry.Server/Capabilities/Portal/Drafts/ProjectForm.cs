using System.Globalization;
using Registry.Kernel.Methodologies;
using Registry.Kernel.Projects;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Drafts;

/// <summary>The facts of a project between a form and what is stored: the owner writes them for the notice, the body for the final documents.</summary>
internal static class ProjectForm
{
    private const string Ticked = "on";

    /// <summary>Reads the facts that were typed.</summary>
    /// <exception cref="Registry.Kernel.Rules.RefusalException">Something is missing or cannot be read; each is named with its field.</exception>
    public static ProjectFacts Read(FormValues typed)
    {
        var facts = new ProjectFacts
        {
            Name = typed.Text("name"),
            TypeCode = typed.Text("typeCode"),
            MethodologyCode = typed.Text("methodologyCode"),
            ProvinceCode = typed.Text("provinceCode"),
            Location = typed.Text("location"),
            Longitude = typed.Text("longitude"),
            Latitude = typed.Text("latitude"),
            ConstructionOn = typed.Date("constructionOn"),
            GridConnectionOn = typed.MayDate("gridConnectionOn"),
            LifetimeYears = (int)Math.Min(typed.Whole("lifetimeYears"), int.MaxValue),
            CreditingFrom = typed.Date("creditingFrom"),
            CreditingTo = typed.Date("creditingTo"),
            AnnualTonnes = typed.Whole("annualTonnes"),
            TotalTonnes = typed.Whole("totalTonnes"),
            Additionality = typed.Choice<AdditionalityRoute>("additionality"),
            ArchiveCode = typed.MayText("archiveCode"),
            Summary = typed.MayText("summary") ?? "",
            Technology = typed.MayText("technology") ?? "",
            Remark = typed.MayText("remark") ?? "",
            InEtsAllowance = typed.Ticked("inEtsAllowance"),
            MandatedReduction = typed.Ticked("mandatedReduction"),
        };
        typed.ThrowIfAny();
        return facts;
    }

    /// <summary>What the form shows of stored facts.</summary>
    public static Dictionary<string, string> Fields(ProjectFacts facts) => new(StringComparer.Ordinal)
    {
        ["name"] = facts.Name,
        ["typeCode"] = facts.TypeCode,
        ["methodologyCode"] = facts.MethodologyCode,
        ["provinceCode"] = facts.ProvinceCode,
        ["location"] = facts.Location,
        ["longitude"] = facts.Longitude,
        ["latitude"] = facts.Latitude,
        ["constructionOn"] = Day(facts.ConstructionOn),
        ["gridConnectionOn"] = facts.GridConnectionOn is { } day ? Day(day) : "",
        ["lifetimeYears"] = Number(facts.LifetimeYears),
        ["creditingFrom"] = Day(facts.CreditingFrom),
        ["creditingTo"] = Day(facts.CreditingTo),
        ["annualTonnes"] = Number(facts.AnnualTonnes),
        ["totalTonnes"] = Number(facts.TotalTonnes),
        ["additionality"] = facts.Additionality.ToString(),
        ["archiveCode"] = facts.ArchiveCode ?? "",
        ["summary"] = facts.Summary,
        ["technology"] = facts.Technology,
        ["remark"] = facts.Remark,
        ["inEtsAllowance"] = facts.InEtsAllowance ? Ticked : "",
        ["mandatedReduction"] = facts.MandatedReduction ? Ticked : "",
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
