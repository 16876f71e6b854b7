using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Files;

/// <summary>Rules of filed documents.</summary>
public static class DocumentRules
{
    /// <summary>The file is empty or larger than allowed.</summary>
    public static readonly Rule Size = Rule.Define("document.size", Cite.Design("documents"), RefusalKind.Malformed);

    /// <summary>The content is not of a type that is taken, or not what its name says.</summary>
    public static readonly Rule Type = Rule.Define("document.type", Cite.Design("documents"), RefusalKind.Malformed);

    /// <summary>The file name is not one that can be kept.</summary>
    public static readonly Rule Name = Rule.Define("document.name", Cite.Design("documents"), RefusalKind.Malformed);

    /// <summary>Inspection found something that is not let in.</summary>
    public static readonly Rule Inspection = Rule.Define("document.inspection", Cite.Design("documents"), RefusalKind.Unmet);
}
