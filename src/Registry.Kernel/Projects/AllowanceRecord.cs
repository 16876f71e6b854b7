namespace Registry.Kernel.Projects;

/// <summary>What is on record about a project and the allowances of an emissions market (配额管理).</summary>
/// <param name="OwnerIsKeyEmitter">Whether the owner is a key emitter of the national or a local market.</param>
/// <param name="Attested">Whether the owner has stated that the project lies outside its allowances.</param>
/// <param name="ConfirmedBy">Number of the document in which an authority confirmed the contrary; null where none has.</param>
public sealed record AllowanceRecord(bool OwnerIsKeyEmitter, bool Attested, string? ConfirmedBy);
