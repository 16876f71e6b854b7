using Registry.Kernel.Primitives;
using Registry.Kernel.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Verifiers;

/// <summary>Brings the bodies of <c>data/verification-bodies.json</c> into the register, as far as they are not there; what officers revised stays.</summary>
public sealed class BodySeed(Db db, RegistrySettings settings) : ISeed
{
    private static readonly ActionCode Code = new("verifiers.seed");

    /// <inheritdoc/>
    public Task Seed()
    {
        var text = File.ReadAllText(Path.Combine(settings.DataFolder, "verification-bodies.json"));
        var file = Json.Read<BodyFile>(text);
        var hash = Json.Hash(text);
        return db.Transaction(Actor.Setup, Code, async tx =>
        {
            foreach (var body in file.Bodies)
                await BodyWrites.Add(tx, body.ApprovalNumber, body.Zh, body.En, file.Source, file.SectorsOf(body));
        }, new Instruction("setup", $"verifiers:{hash}", hash));
    }

    internal sealed record BodyFile(string Source, Batch[] Batches, BodyItem[] Bodies)
    {
        /// <summary>Approvals of a body, each from the day of its batch.</summary>
        public IReadOnlyList<SectorApproval> SectorsOf(BodyItem body) =>
            [.. body.Sectors.Select(s => (s.Sector, Batch: Batches.Single(b => b.Number == s.Batch)))
                .Select(s => new SectorApproval(s.Sector, s.Batch.EffectiveFrom, null, s.Batch.Approval))];
    }

    internal sealed record Batch([property: System.Text.Json.Serialization.JsonPropertyName("batch")] int Number, string Approval, DateOnly EffectiveFrom, string[] Unverified, string Note);

    internal sealed record BodyItem(string ApprovalNumber, string Zh, string En, BodyStatus Status, BodySector[] Sectors);

    internal sealed record BodySector(string Sector, int Batch);
}
