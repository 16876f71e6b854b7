using Registry.Kernel.Accounts;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Accounts.Open;

/// <summary>What an application must have attached, as <c>data/opening-materials.json</c> says it: a list for each span of time.</summary>
public sealed class OpeningMaterials
{
    private readonly IReadOnlyList<MaterialList> lists;

    private OpeningMaterials(IReadOnlyList<MaterialList> lists) => this.lists = lists;

    /// <summary>Reads the lists.</summary>
    public static OpeningMaterials Load(string folder) =>
        new([.. Json.Read<MaterialList[]>(File.ReadAllText(Path.Combine(folder, "opening-materials.json"))).OrderBy(l => l.EffectiveFrom)]);

    /// <summary>The list in force on a day.</summary>
    public MaterialList On(DateOnly day) => lists.LastOrDefault(l => l.EffectiveFrom <= day) ?? lists[0];
}
