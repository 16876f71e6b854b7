using Registry.Kernel.Applications;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>An act that somebody may do to a case in a form: what the form asks, and what is done with it.</summary>
/// <param name="Code">Its full code; after the dot it stands in the address.</param>
/// <param name="Side">Whose first person does it.</param>
/// <param name="Fields">What the form asks, for the case and what was typed so far.</param>
/// <param name="Do">What is done; answers where that leads.</param>
internal sealed record CaseAct(string Code, CaseSide Side, Func<CaseView, Typed?, IReadOnlyList<ActField>> Fields, Func<Deed, Task<string>> Do)
{
    /// <summary>The step of the application's table; null where the act changes no state of it.</summary>
    public ApplicationAction? Action { get; init; }

    /// <summary>What else must hold for it to be offered; for an act that is about a comment, with the comment.</summary>
    public Func<CaseView, CaseComment?, bool> When { get; init; } = (_, _) => true;

    /// <summary>Whether it is about one comment.</summary>
    public bool OfComment { get; init; }

    /// <summary>Whether one person does it, at once.</summary>
    public bool Alone { get; init; }

    /// <summary>Whether it ends something.</summary>
    public bool Ends { get; init; }

    /// <summary>Whether the form has rows of which there may be more.</summary>
    public bool MoreRows { get; init; }

    /// <summary>Its name in the address.</summary>
    public string Slug => Code[(Code.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>Where its form is.</summary>
    public string Href(long application, long? comment = null) =>
        $"/portal/applications/{application}/{Slug}" + (comment is null ? "" : $"?comment={comment}");

    /// <summary>What its proposals are about, where they are about the case or a comment.</summary>
    public string Subject(CaseView view, CaseComment? comment) =>
        comment is not null ? $"comment:{comment.Id}" : Code == "issuance.issue" ? $"reduction:{view.Vintages.Select(v => v.ReductionId).FirstOrDefault()}" : $"application:{view.Id}";
}
