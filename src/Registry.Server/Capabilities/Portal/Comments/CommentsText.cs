namespace Registry.Server.Capabilities.Portal.Comments;

/// <summary>Marks the texts of the pages on which the public comments.</summary>
public abstract class CommentsText;
