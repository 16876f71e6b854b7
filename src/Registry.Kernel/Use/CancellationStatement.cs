using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Use;

/// <summary>For what a holder cancels units of its own will. Measures, article 28.</summary>
public enum CancellationPurpose
{
    /// <summary>Carbon neutrality of a large event (大型活动碳中和).</summary>
    LargeEvent,

    /// <summary>Offset of an enterprise's own emissions (抵销企业温室气体排放).</summary>
    EnterpriseEmissions,

    /// <summary>Public welfare (公益).</summary>
    PublicWelfare,

    /// <summary>Another purpose, said in the remark.</summary>
    Other,
}

/// <summary>What is published of a voluntary cancellation beside its units. 自愿注销. Registration rules, article 15.</summary>
public sealed record CancellationStatement
{
    /// <summary>Longest remark, in characters.</summary>
    public const int LongestRemark = 500;

    private CancellationStatement(CancellationPurpose purpose, string beneficiary, string remark)
    {
        Purpose = purpose;
        Beneficiary = beneficiary;
        Remark = remark;
    }

    /// <summary>For what.</summary>
    public CancellationPurpose Purpose { get; }

    /// <summary>For whom: an organisation, an event, a person (受益方).</summary>
    public string Beneficiary { get; }

    /// <summary>What else the holder says; empty if nothing.</summary>
    public string Remark { get; }

    /// <summary>Reads a statement and adds everything that is wrong with it.</summary>
    /// <param name="purpose">Word of the dictionary, for example <c>LargeEvent</c>.</param>
    /// <param name="beneficiary">For whom, as typed.</param>
    /// <param name="remark">What else, as typed; may be absent.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <returns>The statement; none where something is wrong.</returns>
    public static CancellationStatement? Read(string? purpose, string? beneficiary, string? remark, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var before = findings.Count;
        var word = (purpose ?? "").Trim();
        var known = Enum.TryParse<CancellationPurpose>(word, out var parsed) && Enum.IsDefined(parsed) && parsed.ToString() == word;
        UseRules.PurposeUnknown.Check(known, findings, ("purpose", word));
        var name = Name(beneficiary, findings);
        var said = (remark ?? "").Trim();
        GeneralRules.ValueMalformed.Check(!said.Any(c => char.IsControl(c) && c is not ('\n' or '\r')), findings, ("field", "remark"), ("value", ""));
        UseRules.RemarkTooLong.Check(said.Length <= LongestRemark, findings, ("length", said.Length), ("longest", LongestRemark));
        UseRules.RemarkMissing.Check(!known || parsed != CancellationPurpose.Other || said.Length > 0, findings);
        return findings.Count == before ? new(parsed, name, said) : null;
    }

    private static string Name(string? beneficiary, ICollection<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(beneficiary))
        {
            findings.Add(UseRules.BeneficiaryMissing.Found());
            return "";
        }
        try
        {
            return LegalName.Parse(beneficiary).Value;
        }
        catch (RefusalException refusal)
        {
            foreach (var finding in refusal.Findings) findings.Add(finding);
            return "";
        }
    }
}
