using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Registry.Server.Platform.Data;

namespace Registry.Bench;

/// <summary>What a slice of requests took.</summary>
/// <param name="PerSecond">Requests answered in a second.</param>
/// <param name="MillisecondsEach">Processor time of the server and its database for each, in milliseconds.</param>
internal sealed record Load(double PerSecond, double MillisecondsEach);

/// <summary>A web server in a process of its own, on loopback.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly Process process;
    private readonly int database;
    private readonly HttpClient http;

    private Served(Process process, int port, int database)
    {
        this.process = process;
        this.database = database;
        http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        // As a browser asks; what comes is read and not unpacked.
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate, br");
    }

    /// <summary>The registry on a database.</summary>
    public static Task<Served> Registry(DatabaseTarget target, string keys, int databaseProcess)
    {
        var text = target.SqlitePath is { } path ? $"sqlite:{path}" : target.ConnectionString;
        return Start("Registry.Server.dll", port => ["serve", "--database", text, "--keys", keys, "--urls", $"http://127.0.0.1:{port}"], databaseProcess);
    }

    /// <summary>An endpoint that says hello and nothing else.</summary>
    public static Task<Served> Hello() => Start("Registry.Bench.dll", port => ["hello", $"http://127.0.0.1:{port}"], 0);

    /// <summary>Serves hello until the process is stopped.</summary>
    public static async Task<int> SayHello(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/", () => "hello");
        await app.RunAsync(url);
        return 0;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address => http.BaseAddress!;

    /// <summary>Requests from several callers for so many seconds.</summary>
    public Task<Load> Load(Func<int, string> path, int seconds, int callers) => Load(async number =>
    {
        using var answer = await http.GetAsync(path(number));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }, seconds, callers);

    /// <summary>The same of requests that somebody else sends.</summary>
    public async Task<Load> Load(Func<int, Task> request, int seconds, int callers)
    {
        var before = Cpu();
        var watch = Stopwatch.StartNew();
        var done = 0;
        var number = 0;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                await request(Interlocked.Increment(ref number));
                Interlocked.Increment(ref done);
            }
        }));
        var took = watch.Elapsed.TotalSeconds;
        return new Load(done / took, (Cpu() - before) / 1000.0 / done);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<Served> Start(string program, Func<int, string[]> arguments, int databaseProcess)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
        foreach (var argument in arguments(port)) start.ArgumentList.Add(argument);
        var served = new Served(Process.Start(start)!, port, databaseProcess);
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (served.process.HasExited) throw new InvalidOperationException($"{program} ended: {await served.process.StandardError.ReadToEndAsync()}");
            try
            {
                using var answer = await served.http.GetAsync("/");
                if (answer.StatusCode == HttpStatusCode.OK) return served;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(100);
        }
        throw new TimeoutException($"{program} did not answer within 20 seconds.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Processor time of the server and its database so far, in microseconds.</summary>
    public long Cpu() => CpuMeter.Tree(process.Id) + (database == 0 ? 0 : CpuMeter.Tree(database));
}
