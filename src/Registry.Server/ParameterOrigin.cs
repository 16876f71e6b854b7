namespace Registry.Server;

/// <summary>Where a setting of the running program comes from.</summary>
public enum ParameterOrigin
{
    /// <summary>Nobody set it.</summary>
    Default,

    /// <summary>The file of settings beside the program.</summary>
    File,

    /// <summary>A variable of the environment.</summary>
    Environment,

    /// <summary>An argument of the command line.</summary>
    Argument,
}
