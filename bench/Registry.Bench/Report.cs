using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Registry.Kernel.Ledger;

namespace Registry.Bench;

/// <summary>Gathers what was measured and prints it: a table for people, JSON for programs.</summary>
internal sealed class Report(string name, BenchOptions options, IReadOnlyList<string> settings)
{
    private const double LowestBeside = 0.4;
    private const double HighestBeside = 2.5;
    private readonly IReadOnlyDictionary<string, string> machine = Machine.Describe();
    private readonly JsonArray rows = [];
    private readonly List<string> lines = [];
    private bool missed;
    private bool damaged;

    /// <summary>Says on standard error what is being done.</summary>
    public static void Progress(string what) => Console.Error.WriteLine($"  {what} ...");

    /// <summary>
    /// Adds a configuration: pairs of slices of the yardstick and of the product. A pair whose yardstick lies far from the median of the
    /// yardsticks says more of the machine than of either, and is dropped.
    /// </summary>
    public void Add(string what, IReadOnlyList<(Slice Yardstick, Slice Product)> pairs, double? goal, bool control)
    {
        var middle = Median(pairs.Select(p => p.Yardstick.PerSecond));
        var kept = pairs.Where(p => p.Yardstick.PerSecond >= LowestBeside * middle && p.Yardstick.PerSecond <= HighestBeside * middle).ToList();
        var ratios = kept.Select(p => p.Product.PerSecond / p.Yardstick.PerSecond).ToList();
        var ratio = Median(ratios);
        var met = control ? ratio < 1 : goal is null || ratio >= goal;
        missed |= !met;
        var row = new JsonObject
        {
            ["what"] = what,
            ["perSecond"] = Math.Round(Median(kept.Select(p => p.Product.PerSecond))),
            ["yardstickPerSecond"] = Math.Round(Median(kept.Select(p => p.Yardstick.PerSecond))),
            ["ratio"] = Math.Round(ratio, 2),
            ["lowest"] = Math.Round(ratios.Min(), 2),
            ["highest"] = Math.Round(ratios.Max(), 2),
            ["goal"] = goal,
            ["control"] = control,
            ["met"] = met,
            ["serverMicroseconds"] = Math.Round(Median(kept.Select(p => p.Product.ServerMicroseconds))),
            ["clientMicroseconds"] = Math.Round(Median(kept.Select(p => p.Product.ClientMicroseconds))),
            ["yardstickServerMicroseconds"] = Math.Round(Median(kept.Select(p => p.Yardstick.ServerMicroseconds))),
            ["yardstickClientMicroseconds"] = Math.Round(Median(kept.Select(p => p.Yardstick.ClientMicroseconds))),
            ["dropped"] = pairs.Count - kept.Count,
        };
        rows.Add(row);
        var verdict = control ? (met ? "bad, as it must" : "NOT BAD: the bench is wrong") : goal is null ? "" : met ? $"goal {goal}" : $"MISSED {goal}";
        Line($"{what,-58} {row["perSecond"],8} {row["yardstickPerSecond"],8} {ratio,7:F2} {ratios.Min(),6:F2}-{ratios.Max(),-6:F2} {row["serverMicroseconds"],5} {row["clientMicroseconds"],5} {row["yardstickServerMicroseconds"],5} {row["yardstickClientMicroseconds"],5} {row["dropped"],3}  {verdict}");
    }

    /// <summary>Adds a comparison of two medians of which the second may be at most so many times the first.</summary>
    public void Add(string what, string unit, IReadOnlyList<double> small, IReadOnlyList<double> large, double goal)
    {
        var (one, other) = (Median(small), Median(large));
        var met = other / one <= goal;
        missed |= !met;
        rows.Add(new JsonObject
        {
            ["what"] = what,
            ["unit"] = unit,
            ["small"] = Math.Round(one, 1),
            ["large"] = Math.Round(other, 1),
            ["ratio"] = Math.Round(other / one, 2),
            ["goal"] = goal,
            ["met"] = met,
            ["smallSpread"] = new JsonArray(Math.Round(Quantile(small, 0.1), 1), Math.Round(Quantile(small, 0.9), 1)),
            ["largeSpread"] = new JsonArray(Math.Round(Quantile(large, 0.1), 1), Math.Round(Quantile(large, 0.9), 1)),
        });
        Line($"{what,-46} {one,10:F1} {other,10:F1} {unit,-4} {other / one,6:F2}  {Quantile(small, 0.1),8:F1}-{Quantile(small, 0.9),-8:F1} {Quantile(large, 0.1),8:F1}-{Quantile(large, 0.9),-8:F1} {(met ? $"goal {goal}" : $"MISSED {goal}")}");
    }

    /// <summary>Adds a cost that may be at most so much; without a goal it is only put down.</summary>
    public void AtMost(string what, string unit, IReadOnlyList<double> costs, double? goal) =>
        Add(what, unit, costs, goal, goal is null || Median(costs) <= goal, "at most");

    /// <summary>Adds a ratio that must be at least so much.</summary>
    public void AtLeast(string what, IReadOnlyList<double> ratios, double goal) =>
        Add(what, "", ratios, goal, Median(ratios) >= goal, "at least");

    private void Add(string what, string unit, IReadOnlyList<double> values, double? goal, bool met, string sense)
    {
        missed |= !met;
        rows.Add(new JsonObject
        {
            ["what"] = what,
            ["unit"] = unit,
            ["median"] = Math.Round(Median(values), 3),
            ["lowest"] = Math.Round(values.Min(), 3),
            ["highest"] = Math.Round(values.Max(), 3),
            ["goal"] = goal,
            ["sense"] = sense,
            ["met"] = met,
        });
        Line($"{what,-64} {Median(values),9:F3} {unit,-6} {values.Min(),9:F3}-{values.Max(),-9:F3} {(goal is null ? "" : met ? $"goal {sense} {goal}" : $"MISSED {sense} {goal}")}");
    }

    /// <summary>Puts down whether L1 to L8 held.</summary>
    public void Whole(string what, IReadOnlyList<Violation> violations)
    {
        if (violations.Count == 0) return;
        damaged = true;
        foreach (var v in violations.Take(5)) Line($"{what}: {v}");
    }

    /// <summary>Prints everything.</summary>
    /// <returns>The exit code.</returns>
    public int End()
    {
        if (options.Json)
        {
            var json = new JsonObject
            {
                ["bench"] = name,
                ["machine"] = JsonSerializer.SerializeToNode(machine),
                ["settings"] = JsonSerializer.SerializeToNode(settings),
                ["secondsPerSlice"] = options.Seconds,
                ["pairs"] = options.Pairs,
                ["rows"] = rows,
                ["goalsMet"] = !missed,
                ["ledgerWhole"] = !damaged,
            };
            Console.WriteLine(json.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        }
        else
        {
            foreach (var (key, value) in machine) Console.WriteLine($"{key,-10} {value}");
            Console.WriteLine($"settings   {string.Join("; ", settings)}");
            Console.WriteLine($"slices     {options.Pairs} pairs of {options.Seconds} s, in turn; medians; a pair is dropped where the yardstick lies outside {LowestBeside}-{HighestBeside} of its median");
            Console.WriteLine();
            Console.WriteLine(name switch
            {
                "ledger" => $"{"",-58} {"op/s",8} {"pgbench",8} {"ratio",7} {"spread",-13} {"server/client us",-11} {"pgbench's us",-11} drop",
                "growth" => $"{"",-46} {"small",10} {"large",10}      {"ratio",6}  {"10%-90% small",-17} {"10%-90% large",-17}",
                _ => $"{"",-64} {"median",9} {"",-6} {"lowest-highest",19}",
            });
            foreach (var line in lines) Console.WriteLine(line);
            Console.WriteLine();
            if (name != "public") Console.WriteLine(damaged ? "The ledger was found DAMAGED." : "L1 to L8 held after every configuration.");
            Console.WriteLine(missed ? "A goal was missed." : "All goals were met.");
        }
        return damaged ? 70 : missed ? 1 : 0;
    }

    public static double Median(IEnumerable<double> values) => Quantile([.. values], 0.5);

    private static double Quantile(IReadOnlyList<double> values, double part)
    {
        var sorted = values.Order().ToList();
        if (sorted.Count == 0) return double.NaN;
        var at = part * (sorted.Count - 1);
        var low = (int)Math.Floor(at);
        return sorted[low] + (sorted[Math.Min(low + 1, sorted.Count - 1)] - sorted[low]) * (at - low);
    }

    private void Line(FormattableString text)
    {
        var line = text.ToString(CultureInfo.InvariantCulture);
        lines.Add(line);
        Console.Error.WriteLine("    " + line);
    }
}
