namespace Registry.Server.Capabilities.Messages;

/// <summary>Marks the texts of messages: what goes out, and the pages about it.</summary>
public abstract class MessagesText;
