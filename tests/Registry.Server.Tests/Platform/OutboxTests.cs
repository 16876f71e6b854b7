using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Outbox;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Platform;

/// <summary>Messages leave once they are decided, again where they failed, and under the same id each time.</summary>
public sealed class OutboxTests
{
    private sealed class Sink : IMessageSink
    {
        private readonly Lock gate = new();

        public List<long> Taken { get; } = [];

        public int Failures { get; set; }

        public Task Send(OutgoingMessage message)
        {
            lock (gate)
            {
                if (Failures-- > 0) throw new IOException("The line is down.");
                Taken.Add(message.Id);
            }
            return Task.CompletedTask;
        }
    }

    private static Task Put(TestWorld world, int messages) => world.Db.Transaction(Actor.Clock, new ActionCode("test.put"), async tx =>
    {
        for (var i = 0; i < messages; i++) await tx.Send("test.message", $"thing:{i}", new { number = i });
    });

    private static OutboxSender Sender(TestWorld world, Sink sink) => new(world.Db, world.Clock, sink);

    [Theory, BothDatabases]
    public async Task Two_senders_at_once_send_each_message_once(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var sink = new Sink();
        await Put(world, 40);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Sender(world, sink).SendDue(7))));
        while (await Sender(world, sink).SendDue() > 0) { }

        sink.Taken.Count.ShouldBe(40);
        sink.Taken.Distinct().Count().ShouldBe(40);
    }

    [Theory, BothDatabases]
    public async Task A_message_that_failed_goes_again_later_under_its_own_id(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var sink = new Sink { Failures = 2 };
        await Put(world, 1);

        (await Sender(world, sink).SendDue()).ShouldBe(0);
        (await Sender(world, sink).SendDue()).ShouldBe(0, "it waits before it tries again");
        world.GoTo(world.Clock.Now.AddSeconds(10));
        (await Sender(world, sink).SendDue()).ShouldBe(0);
        world.GoTo(world.Clock.Now.AddSeconds(10));
        (await Sender(world, sink).SendDue()).ShouldBe(1);

        sink.Taken.Count.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_message_that_never_goes_is_given_up_and_kept_with_its_error(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var sink = new Sink { Failures = int.MaxValue };
        await Put(world, 1);

        for (var i = 0; i < 20; i++)
        {
            await Sender(world, sink).SendDue();
            world.GoTo(world.Clock.Now.AddHours(2));
        }

        await using var reads = await world.Db.Read();
        (await reads.Scalar<string>($"select last_error from outbox_message where given_up_at is not null")).ShouldBe("IOException");
        (await reads.Scalar<int>($"select attempts from outbox_message")).ShouldBe(12);
    }

    [Theory, BothDatabases]
    public async Task A_sender_that_died_leaves_a_lease_and_the_message_goes_when_it_has_run_out(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Put(world, 1);
        await world.Damage(engine == Engine.Sqlite
            ? "update outbox_message set attempts = 1, next_attempt_at = '2024-03-05T01:02:00.000000Z'"
            : "update outbox_message set attempts = 1, next_attempt_at = '2024-03-05T01:02:00Z'");
        var sink = new Sink();

        (await Sender(world, sink).SendDue()).ShouldBe(0);
        world.GoTo(world.Clock.Now.AddMinutes(3));
        (await Sender(world, sink).SendDue()).ShouldBe(1);
    }

    [Fact]
    public async Task The_file_sink_writes_the_same_file_for_the_same_message()
    {
        var folder = Directory.CreateTempSubdirectory("registry-outbox-").FullName;
        var sink = new FileSink(folder);
        var message = new OutgoingMessage(7, "test.message", "thing:1", "{}", RegistryClock.StartOf(new DateOnly(2024, 9, 2)));

        await sink.Send(message);
        await sink.Send(message);

        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldBe(["7.json"]);
        Directory.Delete(folder, recursive: true);
    }
}
