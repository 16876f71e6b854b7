namespace Registry.Server.Platform.Data;

/// <summary>Fills a register with the content that comes with the program; run again it changes nothing.</summary>
public interface ISeed
{
    /// <summary>Adds what is missing.</summary>
    Task Seed();
}
