using System.Globalization;

namespace Registry.Bench;

/// <summary>The machine under the figures.</summary>
internal static class Machine
{
    /// <summary>Processor, cores, memory, kernel, and how busy it was at the start.</summary>
    public static IReadOnlyDictionary<string, string> Describe() => new Dictionary<string, string>
    {
        ["processor"] = Line("/proc/cpuinfo", "model name") ?? "unknown",
        ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        ["memory"] = Line("/proc/meminfo", "MemTotal") ?? "unknown",
        ["system"] = System.Runtime.InteropServices.RuntimeInformation.OSDescription,
        ["runtime"] = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
        ["load"] = Load,
    };

    /// <summary>The three load averages.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";

    private static string? Line(string file, string key) => !File.Exists(file) ? null : File.ReadLines(file)
        .Where(l => l.StartsWith(key, StringComparison.Ordinal)).Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()).FirstOrDefault();
}

/// <summary>Processor time of this process, of the children it has waited for, and of a tree of processes, from /proc.</summary>
internal static class CpuMeter
{
    private const long MicrosecondsPerTick = 10_000;

    /// <summary>This process alone, in microseconds.</summary>
    public static long Own() => Times("/proc/self/stat") is { } t ? (t.Own) * MicrosecondsPerTick : 0;

    /// <summary>The children of this process that have ended, in microseconds.</summary>
    public static long EndedChildren() => Times("/proc/self/stat") is { } t ? t.Children * MicrosecondsPerTick : 0;

    /// <summary>A process with its children, the ended ones included, in microseconds.</summary>
    public static long Tree(int pid)
    {
        var sum = Times($"/proc/{pid}/stat") is { } root ? root.Own + root.Children : 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out _)) continue;
            if (Times($"{folder}/stat") is { } child && child.Parent == pid) sum += child.Own + child.Children;
        }
        return sum * MicrosecondsPerTick;
    }

    private static (int Parent, long Own, long Children)? Times(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            long At(int i) => long.Parse(fields[i], CultureInfo.InvariantCulture);
            return ((int)At(1), At(11) + At(12), At(13) + At(14));
        }
        catch (IOException)
        {
            // The process ended between the listing and the reading.
            return null;
        }
    }
}
