using System.Globalization;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Tidy;

namespace Registry.Server.Tests.Identity;

/// <summary>
/// The list of refused passwords is made from <c>docs/refused-passwords.txt</c> and nothing else; <c>REGISTRY_APPROVE=1</c> makes it anew.
/// </summary>
public sealed class RefusedPasswordsTests
{
    private const int Shortest = 12;
    private static readonly string Folder = Path.Combine(Tree.Root, "data");

    /// <summary>Every password that the words and patterns make.</summary>
    private static SortedSet<string> Made(string source)
    {
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var current = new List<string>();
        foreach (var line in source.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith('#')))
        {
            if (line.StartsWith('[')) sections.Add(line[1..^1], current = []);
            else current.AddRange(line.Split(' '));
        }
        var made = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var word in sections["words"])
            foreach (var end in sections["endings"].Concat(sections["words"])) made.Add(word + end);
        foreach (var sign in "abcdefghijklmnopqrstuvwxyz0123456789")
            for (var length = 12; length <= 16; length++) made.Add(new string(sign, length));
        foreach (var row in sections["rows"])
            for (var length = 12; length <= 32; length++) made.Add(string.Concat(Enumerable.Repeat(row, length / row.Length + 1))[..length]);
        made.RemoveWhere(m => m.Length < Shortest);
        return made;
    }

    private static string Converted(IReadOnlyCollection<string> passwords)
    {
        var entries = passwords.Select(RefusedPasswords.Entry).Distinct().Order().Select(e => e.ToString("x16", CultureInfo.InvariantCulture)).ToList();
        return "# Passwords that are refused: patterns made from docs/refused-passwords.txt, which says what they are. Each line: the first 64 bits of the SHA-256 of one, in small letters.\n"
            + $"# entries {entries.Count}\n" + string.Concat(entries.Select(e => e + "\n"));
    }

    [Fact]
    public void Shipped_list_is_what_the_words_and_patterns_make_and_every_one_is_refused()
    {
        var made = Made(Tree.File("docs/refused-passwords.txt").Text);
        var path = Path.Combine(Folder, RefusedPasswords.FileName);
        if (Environment.GetEnvironmentVariable("REGISTRY_APPROVE") == "1") File.WriteAllText(path, Converted(made));
        File.ReadAllText(path).ShouldBe(Converted(made));

        var list = RefusedPasswords.Load(Folder);
        list.Entries.ShouldBeGreaterThan(10_000);
        made.Where(m => !list.Has(m) || !list.Has(m.ToUpperInvariant())).ShouldBeEmpty();
        list.Has("Quiet-Harbour-17").ShouldBeFalse();
    }

    [Fact]
    public void Words_and_endings_are_joined_and_what_is_short_is_left_out() =>
        Made("# note\n[words]\nforest river\n[endings]\n1 @2024\n[rows]\nabc\n").Where(m => m.StartsWith("forest", StringComparison.Ordinal))
            .ShouldBe(["forestforest"]);

    [Fact]
    public void List_that_is_missing_or_cut_short_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("refused-passwords-").FullName;
        Should.Throw<FileNotFoundException>(() => RefusedPasswords.Load(folder));
        var whole = File.ReadAllLines(Path.Combine(Folder, RefusedPasswords.FileName));
        var path = Path.Combine(folder, RefusedPasswords.FileName);
        File.WriteAllLines(path, whole[..^1]);
        Should.Throw<InvalidDataException>(() => RefusedPasswords.Load(folder));
        File.WriteAllLines(path, [.. whole[..^1], "not an entry"]);
        Should.Throw<InvalidDataException>(() => RefusedPasswords.Load(folder));
        File.WriteAllLines(path, ["# entries 1", whole[2]]);
        Should.Throw<InvalidDataException>(() => RefusedPasswords.Load(folder));
        Directory.Delete(folder, recursive: true);
    }
}
