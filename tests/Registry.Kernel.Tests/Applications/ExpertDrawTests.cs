using CsCheck;
using Registry.Kernel.Applications;

namespace Registry.Kernel.Tests.Applications;

public sealed class ExpertDrawTests
{
    [Fact]
    public void Same_seed_and_candidates_draw_the_same_whatever_their_order() =>
        Gen.Select(Gen.Long[1, 1_000_000].Array[1, 40], Gen.Int[1, 40], Gen.Long).Sample((candidates, count, seed) =>
        {
            var drawn = ExpertDraw.Choose(candidates, count, $"{seed}");
            return drawn.SequenceEqual(ExpertDraw.Choose(candidates.Reverse(), count, $"{seed}"))
                && drawn.Count == Math.Min(count, candidates.Distinct().Count())
                && drawn.All(candidates.Contains) && drawn.Distinct().Count() == drawn.Count;
        });

    [Fact]
    public void Every_candidate_is_drawn_about_as_often_as_another()
    {
        var leaders = Enumerable.Range(0, 2000).Select(seed => ExpertDraw.Choose([11, 12, 13, 14], 2, $"{seed}")[0]).CountBy(x => x).ToList();

        leaders.Count.ShouldBe(4);
        leaders.ShouldAllBe(l => l.Value > 400 && l.Value < 600);
    }

    [Fact]
    public void Draw_of_a_known_seed_stays_what_it_was() => ExpertDraw.Choose([1, 2, 3, 4, 5], 3, "7").ShouldBe([4, 3, 2]);
}
