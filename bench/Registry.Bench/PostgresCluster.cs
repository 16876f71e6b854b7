using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Registry.Server.Platform.Data;

namespace Registry.Bench;

/// <summary>A PostgreSQL of one's own, in a folder of its own, run as a user that is not root, as durable as a real one.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly (string Name, string Value)[] Durable = [("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on")];

    private static readonly string[] Settings =
    [
        "shared_buffers=1GB", "max_wal_size=1GB", "checkpoint_timeout=5min", "max_connections=320", "fsync=on", "synchronous_commit=on", "full_page_writes=on",
        "listen_addresses=127.0.0.1", "timezone=UTC", "lc_messages=C",
    ];

    private readonly string folder;
    private readonly string bin;
    private readonly EventHandler onExit;
    private Process? server;

    private PostgresCluster(string folder, string bin)
    {
        this.folder = folder;
        this.bin = bin;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        // A bench that is told to stop leaves no server behind.
        onExit = (_, _) => CleanUp();
        AppDomain.CurrentDomain.ProcessExit += onExit;
    }

    /// <summary>Port it listens on.</summary>
    public int Port { get; }

    /// <summary>Folder of its socket.</summary>
    public string Socket => folder;

    /// <summary>Process id of the server.</summary>
    public int ProcessId => server?.Id ?? 0;

    /// <summary>The settings that were asserted or chosen.</summary>
    public static IReadOnlyList<string> Shown => [.. Settings.Where(s => !s.StartsWith("listen", StringComparison.Ordinal) && !s.StartsWith("lc_", StringComparison.Ordinal))];

    /// <summary>Makes a cluster and starts it; its durable settings are asserted.</summary>
    public static async Task<PostgresCluster> Start()
    {
        var cluster = new PostgresCluster(Directory.CreateTempSubdirectory("registry-bench-").FullName, FindBin());
        var data = Path.Combine(cluster.folder, "data");
        if (AsOther) Shell("chown", "postgres", cluster.folder);
        cluster.Command("initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8");
        await cluster.Serve();
        foreach (var (name, value) in Durable)
        {
            var shown = await cluster.Ask($"show {name}");
            if (shown != value) throw new InvalidOperationException($"{name} is {shown}; a figure without {name}={value} is worth nothing.");
        }
        return cluster;
    }

    /// <summary>Starts the server: the first time, or after a crash.</summary>
    public async Task Serve()
    {
        var start = Prepare("postgres", ["-D", Path.Combine(folder, "data"), "-p", $"{Port}", "-k", folder, .. Settings.SelectMany(s => new[] { "-c", s })]);
        start.RedirectStandardError = true;
        server = Process.Start(start) ?? throw new InvalidOperationException("PostgreSQL did not start.");
        server.ErrorDataReceived += (_, _) => { };
        server.BeginErrorReadLine();
        await Answering();
    }

    /// <summary>Ends the server at once, in the middle of whatever it does, as a failing machine would; the log alone says what was committed.</summary>
    public void Crash()
    {
        Shell("kill", "-QUIT", $"{ProcessId}");
        server!.WaitForExit();
        server.Dispose();
        server = null;
    }

    /// <summary>How to connect to a database of it, as the owner.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = folder,
        Port = Port,
        Username = "postgres",
        Database = database,
        MaxPoolSize = 300,
        CommandTimeout = 600,
    }.ConnectionString;

    /// <summary>A database of the registry in it.</summary>
    public DatabaseTarget Target(string database) => new(Engine.Postgres, ConnectionString(database));

    /// <summary>Runs a statement.</summary>
    public async Task<string> Ask(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString(database)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>Runs a program of PostgreSQL to its end, and answers what it printed.</summary>
    public string Command(string program, params string[] arguments)
    {
        var start = Prepare(program, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed: {errors.Result}");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= onExit;
        CleanUp();
        return ValueTask.CompletedTask;
    }

    private void CleanUp()
    {
        if (server is { HasExited: false })
        {
            Shell("kill", "-INT", $"{server.Id}");
            server.WaitForExit();
        }
        server?.Dispose();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static bool AsOther => Environment.UserName == "root";

    private async Task Answering()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await Ask("select 1");
                return;
            }
            catch (NpgsqlException) when (tries < 300 && server is { HasExited: false })
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>PostgreSQL will not run as root: root gives its rights away first.</summary>
    private ProcessStartInfo Prepare(string program, string[] arguments)
    {
        var path = Path.Combine(bin, program);
        string[] words = AsOther ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments] : [path, .. arguments];
        return new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = folder };
    }

    private static void Shell(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)) ?? throw new InvalidOperationException($"{program} did not start.");
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed.");
    }

    private static string FindBin()
    {
        const string Home = "/usr/lib/postgresql";
        string[] installed = Directory.Exists(Home)
            ? [.. Directory.GetDirectories(Home).OrderByDescending(d => double.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture)).Select(d => Path.Combine(d, "bin"))]
            : [];
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(installed)
            .FirstOrDefault(b => File.Exists(Path.Combine(b, "initdb")) && File.Exists(Path.Combine(b, "pgbench")));
        return found ?? throw new InvalidOperationException("PostgreSQL with pgbench is needed (Debian: postgresql, postgresql-contrib).");
    }
}
