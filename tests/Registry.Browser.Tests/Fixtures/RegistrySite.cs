using System.Diagnostics;
using System.Text.RegularExpressions;
using Registry.Browser.Tests.Walks;

namespace Registry.Browser.Tests.Fixtures;

/// <summary>
/// The registry as a stranger starts it: the built program as a process of its own, on an embedded database that it
/// fills with its demonstration records, on a free port of the loopback.
/// </summary>
public sealed partial class RegistrySite : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly string folder = Directory.CreateTempSubdirectory("registry-site-").FullName;
    private readonly List<string> said = [];
    private Process? server;

    /// <summary>Where it answers, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Who can sign in, as it printed them.</summary>
    internal IReadOnlyList<Login> Logins
    {
        get
        {
            lock (said) return [.. said.Select(Login.Of).OfType<Login>()];
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        server = new Process { StartInfo = Start(), EnableRaisingEvents = true };
        server.OutputDataReceived += (_, e) => Hear(e.Data, listening);
        server.ErrorDataReceived += (_, e) => Hear(e.Data, listening);
        server.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The registry ended before it listened:\n" + Said()));
        server.Start();
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        try
        {
            Address = await listening.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException("The registry did not begin to listen in time. It said:\n" + Said());
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is { HasExited: false })
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
        server?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private ProcessStartInfo Start()
    {
        // artifacts/bin/<project>/<configuration>/ is where every project's output lies.
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Registry.Server", configuration, "Registry.Server.dll"));
        return new ProcessStartInfo("dotnet", [program, "serve", "--demo", "--database", $"sqlite:{Path.Combine(folder, "registry.db")}", "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["REGISTRY_HOME"] = folder },
        };
    }

    private void Hear(string? line, TaskCompletionSource<string> listening)
    {
        if (line is null) return;
        lock (said) said.Add(line);
        if (Loopback().Match(line) is { Success: true } address) listening.TrySetResult(address.Value);
    }

    private string Said()
    {
        lock (said) return string.Join('\n', said.TakeLast(40));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*")]
    private static partial Regex Loopback();
}
