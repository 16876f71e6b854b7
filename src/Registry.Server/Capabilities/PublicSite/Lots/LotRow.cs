using System.Globalization;
using Registry.Contracts.Public;

namespace Registry.Server.Capabilities.PublicSite.Lots;

/// <summary>An issued lot as the public lists show it.</summary>
internal sealed record LotRow
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public long ProjectApplicationId { get; init; }
    public long ReductionApplicationId { get; init; }
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";
    public string Owner { get; init; } = "";
    public string TypeCode { get; init; } = "";
    public string MethodologyCode { get; init; } = "";
    public string ProvinceCode { get; init; } = "";
    public int Vintage { get; init; }
    public int PeriodNo { get; init; }
    public long Tonnes { get; init; }
    public DateTimeOffset IssuedAt { get; init; }

    /// <summary>First and last serial number in writing.</summary>
    public string SerialBlock => string.Create(CultureInfo.InvariantCulture, $"{Code}-{1:D10}-{Tonnes:D10}");

    public LotSummary Wire() => new()
    {
        Code = Code,
        ProjectNumber = Number,
        ProjectId = $"{ProjectApplicationId}",
        ProjectName = Name,
        Owner = Owner,
        ReductionId = $"{ReductionApplicationId}",
        TypeCode = TypeCode,
        ProvinceCode = ProvinceCode,
        Vintage = Vintage,
        PeriodNo = PeriodNo,
        Tonnes = $"{Tonnes}",
        SerialBlock = SerialBlock,
        IssuedAt = IssuedAt,
    };
}
