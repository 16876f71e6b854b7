using System.Text;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Files;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Platform;

/// <summary>What the document store lets in, by content.</summary>
public sealed class DocumentsTests
{
    private static readonly Actor Filer = A.Visitor(1);

    private static Task<StoredDocument> Store(TestWorld world, string name, byte[] content) => world.The<Documents>().Store(Filer, name, "E01", content, A.New);

    [Theory, BothDatabases]
    public async Task Whole_document_is_kept_once_however_often_it_is_filed(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        var first = await Store(world, "design.pdf", A.Pdf);
        var second = await Store(world, "the same.pdf", A.Pdf);

        second.Sha256.ShouldBe(first.Sha256);
        second.Id.ShouldNotBe(first.Id);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from document_content")).ShouldBe(1);
        (await reads.Scalar<byte[]>($"select content from document_content")).ShouldBe(A.Pdf);
    }

    [Theory]
    [BothDatabases("")]
    [BothDatabases("../design.pdf")]
    [BothDatabases("folder\\design.pdf")]
    [BothDatabases("design\r\n.pdf")]
    [BothDatabases("design\u0007.pdf")]
    public async Task Name_that_is_none_is_refused(Engine engine, string name)
    {
        await using var world = await TestWorld.On(engine);

        await DocumentRules.Name.ShouldRefuse(() => Store(world, name, A.Pdf));
    }

    [Theory, BothDatabases]
    public async Task Empty_and_oversized_files_are_refused(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var large = new byte[Documents.MaxSize + 1];
        A.Pdf.CopyTo(large, 0);

        await DocumentRules.Size.ShouldRefuse(() => Store(world, "design.pdf", []));
        await DocumentRules.Size.ShouldRefuse(() => Store(world, "design.pdf", large));
    }

    [Theory, BothDatabases]
    public async Task S056_files_of_an_account_take_no_more_room_than_it_has_however_many_come_at_once(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        await using (var reads = await world.Db.Read()) (await world.The<StorageQuota>().Of(holder.Initiator)).ShouldBe(new Storage(0, world.Settings.Storage));
        (await world.The<StorageQuota>().Of((await A.Officers(world)).Clerk)).ShouldBeNull();
        // Room for five more files.
        var five = new StorageQuota(world.Db, world.Settings with { Storage = 5 * A.Pdf.Length });
        var documents = new Documents(world.Db, [], five);
        async Task<bool> Filed(Actor actor)
        {
            try
            {
                await documents.Store(actor, "design.pdf", "E01", A.Pdf, A.New);
                return true;
            }
            catch (Kernel.Rules.RefusalException refusal) when (refusal.Rule == DocumentRules.Quota)
            {
                refusal.Facts.Select(f => f.Name).ShouldBe(["size", "used", "max"]);
                return false;
            }
        }
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(() => Filed(n % 2 == 0 ? holder.Initiator : holder.Confirmer))));
        answers.Count(filed => filed).ShouldBe(5);
        (await five.Of(holder.Confirmer)).ShouldBe(new Storage(5 * A.Pdf.Length, 5 * A.Pdf.Length));
        await using (var reads = await world.Db.Read())
            (await reads.Scalar<long>($"select count(*) from document where account_id = {holder.Account}")).ShouldBe(5);
        // A visitor has a tenth of it, for oneself alone.
        (await Filed(A.Visitor(77))).ShouldBeFalse();
        var ten = new StorageQuota(world.Db, world.Settings with { Storage = 10 * A.Pdf.Length });
        documents = new Documents(world.Db, [], ten);
        await documents.Store(A.Visitor(77), "design.pdf", "E01", A.Pdf, A.New);
        await DocumentRules.Quota.ShouldRefuse(() => documents.Store(A.Visitor(77), "design.pdf", "E01", A.Pdf, A.New));
        await documents.Store(A.Visitor(78), "design.pdf", "E01", A.Pdf, A.New);
        await world.ShouldRefuse("delete from storage_used");

        // The page of the account says how much there is.
        var browser = await Identity.Visitors.SignedIn(world, holder.Initiator, "holder01");
        (await PublicSite.Visits.Text(await browser.Get("/portal/account?lang=en"))).ShouldContain($"of {Registry.Server.Platform.Text.Formats.Size(world.Settings.Storage)}.");
    }

    [Theory]
    [BothDatabases("design.exe")]
    [BothDatabases("design.png")]
    [BothDatabases("design.xlsx")]
    [BothDatabases("design")]
    public async Task Content_that_is_not_what_the_name_says_is_refused(Engine engine, string name)
    {
        await using var world = await TestWorld.On(engine);

        await DocumentRules.Type.ShouldRefuse(() => Store(world, name, A.Pdf));
    }

    [Theory, BothDatabases]
    public async Task File_that_was_cut_off_or_that_no_reader_opens_is_refused_and_leaves_nothing_behind(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        await DocumentRules.Type.ShouldRefuse(() => Store(world, "design.pdf", A.Pdf[..^10]));
        await DocumentRules.Inspection.ShouldRefuse(() => Store(world, "design.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\n nothing in it\n%%EOF\n")));

        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from document_content")).ShouldBe(0);
        (await reads.Scalar<long>($"select count(*) from document")).ShouldBe(0);
        (await reads.Scalar<long>($"select count(*) from audit_entry where result = 'refused'")).ShouldBe(2);
    }
}
