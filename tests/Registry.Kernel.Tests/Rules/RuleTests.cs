using Registry.Kernel.Rules;

namespace Registry.Kernel.Tests.Rules;

public sealed class RuleTests
{
    private static readonly Rule Late = Rule.Define("test.too-late", Cite.Measures(12), RefusalKind.Unmet);
    private static readonly Rule Small = Rule.Define("test.too-small", RefusalKind.Unmet, Cite.Measures(17), Cite.Faq("1.3.7"));

    [Fact]
    public void Satisfied_rule_refuses_nothing() => Should.NotThrow(() => Late.Require(true, ("day", null)));

    [Fact]
    public void Unsatisfied_rule_refuses_with_its_facts_in_invariant_form()
    {
        var refusal = Should.Throw<RefusalException>(() =>
            Late.Require(false, ("day", new DateOnly(2024, 2, 29)), ("tonnes", 12345L), ("name", "A"), ("nothing", null)));

        refusal.Rule.ShouldBe(Late);
        refusal.Facts.ShouldBe([new("day", "2024-02-29"), new("tonnes", "12345"), new("name", "A"), new("nothing", "")]);
    }

    [Fact]
    public void Check_collects_every_finding_and_the_first_decides()
    {
        var findings = new List<Finding>();
        Late.Check(true, findings);
        RefusalException.ThrowIfAny(findings);
        Small.Check(false, findings, ("tonnes", 0));
        Late.Check(false, findings);

        var refusal = Should.Throw<RefusalException>(() => RefusalException.ThrowIfAny(findings));
        refusal.Rule.ShouldBe(Small);
        refusal.Findings.Select(f => f.Rule).ShouldBe([Small, Late]);
    }

    [Fact]
    public void Rule_without_a_citation_cannot_be_defined() =>
        Should.Throw<ArgumentException>(() => Rule.Define("test.no-source", RefusalKind.Unmet));

    [Fact]
    public void Refusal_without_a_finding_cannot_be_made() =>
        Should.Throw<ArgumentException>(() => new RefusalException([]));

    [Fact]
    public void Strongest_citation_comes_first() =>
        Small.Citations.Select(c => c.ToString()).ShouldBe(["measures:17", "faq:1.3.7"]);
}
