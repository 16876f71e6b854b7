using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;

namespace Registry.Server.Capabilities.Projects;

/// <summary>What the form of a project must have before it is kept at all, so that a draft can be read back.</summary>
internal static class ProjectInput
{
    public static void Check(ProjectFacts facts)
    {
        var findings = new List<Finding>();
        Required("name", facts.Name, 200);
        Required("location", facts.Location, 500);
        Required("longitude", facts.Longitude, 60);
        Required("latitude", facts.Latitude, 60);
        Required("methodologyCode", facts.MethodologyCode, 40);
        Limited("summary", facts.Summary, 20_000);
        Limited("technology", facts.Technology, 20_000);
        RefusalException.ThrowIfAny(findings);
        ProjectTypeCode.Parse(facts.TypeCode);
        DivisionCode.Parse(facts.ProvinceCode);
        ProjectRules.AmountNotPositive.Require(facts.LifetimeYears > 0 && facts.AnnualTonnes >= 0 && facts.TotalTonnes >= 0,
            ("annual", facts.AnnualTonnes), ("total", facts.TotalTonnes), ("lifetimeYears", facts.LifetimeYears));
        ProjectRules.CreditingReversed.Require(facts.CreditingTo >= facts.CreditingFrom, ("creditingFrom", facts.CreditingFrom), ("creditingTo", facts.CreditingTo));

        void Required(string field, string value, int max)
        {
            GeneralRules.ValueMissing.Check(!string.IsNullOrWhiteSpace(value), findings, ("field", field));
            Limited(field, value, max);
        }

        void Limited(string field, string value, int max) =>
            GeneralRules.ValueMalformed.Check(value.Length <= max, findings, ("field", field), ("value", $"{value.Length} > {max}"));
    }
}
