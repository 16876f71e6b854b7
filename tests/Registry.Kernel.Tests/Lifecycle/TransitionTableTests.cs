using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Tests.Lifecycle;

public sealed class TransitionTableTests
{
    public enum Light { Red, Green, Broken }

    public enum Turn { Go, Stop, Break }

    private static readonly TransitionTable<Light, Turn> Table = new("light", Cite.Design("lifecycles"),
        (Light.Red, Turn.Go, Light.Green, By.Clock),
        (Light.Green, Turn.Stop, Light.Red, By.Clock | By.Officer),
        (Light.Green, Turn.Break, Light.Broken, By.TwoOfficers));

    [Fact]
    public void Every_combination_of_state_action_and_actor_is_either_in_the_table_or_refused()
    {
        var allowed = 0;
        foreach (var from in Enum.GetValues<Light>())
            foreach (var action in Enum.GetValues<Turn>())
                foreach (var actor in Enum.GetValues<By>().Where(b => b != By.None))
                    allowed += Takes(from, action, actor) ? 1 : 0;
        allowed.ShouldBe(4);
    }

    private static bool Takes(Light from, Turn action, By actor)
    {
        var row = Table.Find(from, action);
        try
        {
            var to = Table.Next(from, action, actor);
            row.ShouldNotBeNull().To.ShouldBe(to);
            Table.Allows(from, action, to).ShouldBeTrue();
            Table.Available(from, actor).ShouldContain(action);
            return true;
        }
        catch (RefusalException refusal)
        {
            refusal.Rule.ShouldBe(row is null ? LifecycleRules.NoSuchStep : LifecycleRules.NotThisActor);
            Table.Available(from, actor).ShouldNotContain(action);
            return false;
        }
    }

    [Fact]
    public void State_that_nothing_leaves_is_final()
    {
        Table.IsFinal(Light.Broken).ShouldBeTrue();
        Table.IsFinal(Light.Green).ShouldBeFalse();
    }

    [Fact]
    public void Step_to_another_state_than_the_tables_is_not_allowed() =>
        Table.Allows(Light.Red, Turn.Go, Light.Broken).ShouldBeFalse();

    [Fact]
    public void Table_with_one_step_twice_cannot_be_made() =>
        Should.Throw<ArgumentException>(() => new TransitionTable<Light, Turn>("bad", Cite.Design("lifecycles"),
            (Light.Red, Turn.Go, Light.Green, By.Clock),
            (Light.Red, Turn.Go, Light.Broken, By.Clock)));

    [Fact]
    public void Refusal_says_which_step_was_tried()
    {
        var refusal = Should.Throw<RefusalException>(() => Table.Next(Light.Broken, Turn.Go, By.Clock));
        refusal.Facts.ShouldBe([new("lifecycle", "light"), new("state", "Broken"), new("action", "Go")]);
    }
}
