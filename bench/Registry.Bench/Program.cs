namespace Registry.Bench;

/// <summary>The benches by name.</summary>
internal static class Program
{
    private static readonly Dictionary<string, (string What, Func<BenchOptions, Task<int>> Run)> Benches = new(StringComparer.Ordinal)
    {
        ["ledger"] = ("postings through the writer beside pgbench's TPC-B-like run, PostgreSQL and SQLite", LedgerBench.Run),
        ["growth"] = ("movements, holdings and past holdings on 100,000 and on 1,000,000 entries", GrowthBench.Run),
        ["public"] = ("public pages with 100,000 projects: processor time of each, made and cached, beside a bare hello", PublicBench.Run),
        ["portal"] = ("portal lists with 5,600 accounts, 100,000 tasks and a million audit rows and with a tenth, signing in, import of old accounts", PortalBench.Run),
    };

    public static async Task<int> Main(string[] args)
    {
        if (args is ["hello", var url]) return await Served.SayHello(url);
        if (!BenchOptions.TryParse(args, out var options, out var fault))
        {
            await Console.Error.WriteLineAsync(fault);
            return Usage(64);
        }
        if (options.Name is "help" or "") return Usage(options.Name == "help" ? 0 : 64);
        if (!Benches.TryGetValue(options.Name, out var bench))
        {
            await Console.Error.WriteLineAsync($"There is no bench '{options.Name}'.");
            return Usage(64);
        }
        return await bench.Run(options);
    }

    private static int Usage(int code)
    {
        Console.Error.WriteLine("Usage: bench/run NAME [--json] [--seconds N] [--pairs N] [--only TEXT]");
        foreach (var (name, (what, _)) in Benches) Console.Error.WriteLine($"  {name,-8} {what}");
        Console.Error.WriteLine("Exit code: 0 all goals met and the ledger whole, 1 a goal missed, 70 the ledger was found damaged.");
        return code;
    }
}

/// <summary>What the command line asks.</summary>
internal sealed record BenchOptions
{
    /// <summary>The bench.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether to print JSON on standard output; progress goes to standard error in any case.</summary>
    public bool Json { get; init; }

    /// <summary>Length of a slice.</summary>
    public int Seconds { get; init; } = 4;

    /// <summary>Slices of the product, each beside one of the yardstick.</summary>
    public int Pairs { get; init; } = 5;

    /// <summary>Only the configurations whose name has this in it.</summary>
    public string Only { get; init; } = "";

    public static bool TryParse(string[] args, out BenchOptions options, out string fault)
    {
        options = new BenchOptions();
        fault = "";
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--json":
                    options = options with { Json = true };
                    break;
                case "--seconds" or "--pairs" when i + 1 < args.Length && int.TryParse(args[i + 1], out var number) && number > 0:
                    options = args[i] == "--seconds" ? options with { Seconds = number } : options with { Pairs = number };
                    i++;
                    break;
                case "--only" when i + 1 < args.Length:
                    options = options with { Only = args[++i] };
                    break;
                case var name when options.Name.Length == 0 && !name.StartsWith('-'):
                    options = options with { Name = name };
                    break;
                default:
                    fault = $"Not understood: {args[i]}";
                    return false;
            }
        }
        return true;
    }
}
