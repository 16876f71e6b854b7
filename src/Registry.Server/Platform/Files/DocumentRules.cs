using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Files;

/// <summary>Rules of filed documents.</summary>
public static class DocumentRules
{
    /// <summary>The file is empty or larger than allowed.</summary>
    public static readonly Rule Size = Rule.Define("document.size", Cite.Design("documents"), RefusalKind.Malformed);

    /// <summary>The files of the account would take more room than it has.</summary>
    public static readonly Rule Quota = Rule.Define("document.quota", RefusalKind.Unmet, Cite.Asvs("5.2.4"), Cite.Design("documents"));

    /// <summary>The content is not of a type that is taken, or not what its name says.</summary>
    public static readonly Rule Type = Rule.Define("document.type", Cite.Design("documents"), RefusalKind.Malformed);

    /// <summary>The file name is not one that can be kept.</summary>
    public static readonly Rule Name = Rule.Define("document.name", Cite.Design("documents"), RefusalKind.Malformed);

    /// <summary>No reader opens the file, or only with a password, or it has no pages.</summary>
    public static readonly Rule Inspection = Rule.Define("document.inspection", Cite.Design("documents"), RefusalKind.Unmet);

    /// <summary>Something in the file acts by itself, loads something, or carries another file.</summary>
    public static readonly Rule ActiveContent = Rule.Define("document.active-content", RefusalKind.Unmet, Cite.Asvs("5.4.3"), Cite.Design("documents"));

    /// <summary>The package of an Office document unfolds too far, has too many parts, or parts outside itself.</summary>
    public static readonly Rule Package = Rule.Define("document.package", RefusalKind.Unmet, Cite.Asvs("5.2.3"), Cite.Design("documents"));

    /// <summary>The picture has more pixels than are taken.</summary>
    public static readonly Rule Picture = Rule.Define("document.picture", RefusalKind.Unmet, Cite.Asvs("5.2.6"), Cite.Design("documents"));

    /// <summary>The scanner knows the file as harmful.</summary>
    public static readonly Rule Malware = Rule.Define("document.malware", RefusalKind.Unmet, Cite.Asvs("5.4.3"), Cite.Design("documents"));

    /// <summary>The scanner does not answer; nothing is let in unseen.</summary>
    public static readonly Rule NotScanned = Rule.Define("document.not-scanned", RefusalKind.Busy, Cite.Asvs("5.4.3"), Cite.Design("documents"));

    /// <summary>The file was found harmful after it was stored.</summary>
    public static readonly Rule Quarantined = Rule.Define("document.quarantined", RefusalKind.Unmet, Cite.Asvs("5.4.3"), Cite.Design("documents"));
}
