using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.PublicSite;

/// <summary>
/// Rows as the slices write them: a draft that nobody may see, a running notice, an ended application, registered projects and
/// a registered reduction of which one year is issued.
/// </summary>
internal static class PublishedRecords
{
    public const long Draft = 9001;
    public const long Running = 9002;
    public const long Ended = 9003;
    public const long Registered = 9010;
    public const long Reduction = 9100;
    public const long NoticeDocument = 7001;
    public const long FinalDocument = 7002;
    public const long DraftDocument = 7003;

    /// <summary>How many projects are registered.</summary>
    public const int RegisteredProjects = 7;

    /// <summary>Forest in Chinese, part of the running project's name.</summary>
    public const string Forest = "\u9020\u6797";

    /// <summary>Offshore wind in Chinese, part of the registered projects' names.</summary>
    public const string Wind = "\u6D77\u4E0A\u98CE\u7535";

    /// <summary>The owner's name, which a spreadsheet would take for a formula.</summary>
    public const string Owner = "=Owner & <b>Co</b>";

    // Of the register that comes with the program.
    private const string Body = "(select id from verification_body where approval_number = 'CNCA-R-2002-001')";

    public static async Task Insert(TestWorld world)
    {
        await world.Damage($"""
            insert into account(id, number, type, name, name_key, credit_code, province_code, status, version, opened_at, opened_on, invented)
              values (71, '000000000071', 'Enterprise', '{Owner}', 'owner', 'X71', '370000', 'Open', 0, '2024-01-22T01:00:00.000000Z', '2024-01-22', true);
            """);
        await Application(world, Draft, "Draft", "Secret draft", published: false);
        await Application(world, Running, "NoticeRunning", $"Spring {Forest}", number: null, start: "2024-03-05", end: "2024-04-01");
        await Application(world, Ended, "Ended", "Ended one", start: "2024-01-02", end: "2024-01-29");
        for (var i = 0; i < RegisteredProjects; i++)
            await Application(world, Registered + i, "Registered", $"Coast {i} {Wind}", $"A21000{i + 1}", "2024-01-02", "2024-01-29");
        await world.Damage($"""
            insert into document_content(sha256, size, media_type, content) values ('{new string('a', 64)}', 3, 'application/pdf', {Bytes(world, "notice")});
            insert into document_content(sha256, size, media_type, content) values ('{new string('b', 64)}', 3, 'application/pdf', {Bytes(world, "final")});
            insert into document(id, sha256, file_name, kind, uploaded_at, uploaded_by_person_id, account_id, status) values
              ({NoticeDocument}, '{new string('a', 64)}', 'notice.pdf', 'E01', '2024-03-01T01:00:00.000000Z', 1, 71, 'Clean'),
              ({FinalDocument}, '{new string('b', 64)}', 'final.pdf', 'E03', '2024-03-01T02:00:00.000000Z', 1, 71, 'Clean'),
              ({DraftDocument}, '{new string('a', 64)}', 'draft.pdf', 'E01', '2024-03-01T02:00:00.000000Z', 1, 71, 'Clean');
            insert into application_document(application_id, document_id, stage, kind, version_no) values
              ({Registered}, {NoticeDocument}, 'Notice', 'E01', 1), ({Registered}, {FinalDocument}, 'Final', 'E03', 1), ({Draft}, {DraftDocument}, 'Notice', 'E01', 1);
            insert into notice_comment(id, application_id, person_id, account_id, content, submitted_at, status, version, moderated_at, reply) values
              (1, {Registered}, 5, 0, 'Published remark', '2024-01-10T01:00:00.000000Z', 'Published', 1, '2024-01-11T01:00:00.000000Z', 'Our reply'),
              (2, {Registered}, 6, 0, 'Hidden remark', '2024-01-10T01:00:00.000000Z', 'Awaiting', 0, null, null);
            """);
        await InsertReduction(world);
    }

    private static async Task Application(TestWorld world, long id, string status, string name, string? number = null, string? start = null, string? end = null, bool published = true)
    {
        var registered = status == "Registered";
        var at = $"2024-02-{20 + id % 9}T04:00:00.000000Z";
        await world.Damage($"""
            insert into application(id, kind, status, version, account_id, body_id, title, created_at, published_at, notice_start, notice_end, notice_closed_at,
                uploaded_at, conclusion, filed_at, registered_at, outside_comments, updated_at)
              values ({id}, 'Project', 'Draft', 0, 71, {Body}, '{name}', '2024-01-01T01:00:00.000000Z', {Literal(published ? "2024-01-01T02:00:00.000000Z" : null)}, {Literal(start)}, {Literal(end)},
                {Literal(registered ? at : null)}, {Literal(registered ? at : null)}, {Literal(registered ? "Positive" : null)}, {Literal(registered ? at : null)}, {Literal(registered ? at : null)}, 0, '2024-01-01T01:00:00.000000Z');
            """);
        foreach (var stage in registered ? (string[])["Notice", "Final"] : ["Notice"])
        {
            await world.Damage($"""
                insert into project_facts(application_id, stage, name, type_code, methodology_code, province_code, location, longitude, latitude, construction_on, lifetime_years,
                    crediting_from, crediting_to, annual_tonnes, total_tonnes, additionality, summary, technology, remark, in_ets_allowance, mandated_reduction)
                  values ({id}, '{stage}', '{name}', 'A0201', 'CCER-01-002-V01', '370000', 'Somewhere', '120.1', '36.1', '2020-07-08', 25, '2022-04-01', '2032-03-31',
                    {1000 + id}, {10 * (1000 + id)}, 'Exempt', 'Summary', 'Technology', '', false, false);
                update application set status = '{(registered && stage == "Notice" ? "AwaitingUpload" : status)}' where id = {id};
                """);
        }
        if (number is not null)
            await world.Damage($"""
                insert into project(id, number, series, sequence_no, application_id, account_id, status, version, registered_at, registered_on)
                  values ({id + 100_000}, '{number}', 'A21', {id}, {id}, 71, 'Registered', 0, '{at}', '{at[..10]}');
                """);
        await Index(world, id, name, Owner, number);
    }

    private static async Task Index(TestWorld world, long id, params string?[] names)
    {
        var text = SearchText.Stored(names);
        var grams = string.Join(' ', SearchText.Grams(text).Select(gram => world.Db.Engine == Engine.Sqlite ? SearchText.Token(gram) : gram));
        await world.Damage(world.Db.Engine == Engine.Sqlite
            ? $"insert into application_text(application_id, text) values ({id}, '{text}'); insert into application_search(rowid, grams) values ({id}, '{grams}');"
            : $"insert into application_text(application_id, text, grams) values ({id}, '{text}', string_to_array('{grams}', ' '));");
    }

    private static async Task InsertReduction(TestWorld world)
    {
        await world.Damage(ReductionRows);
        await Index(world, Reduction, "Coast 0", Owner, "A210001");
    }

    private static readonly string ReductionRows = $"""
        insert into application(id, kind, status, version, account_id, body_id, project_id, title, created_at, published_at, notice_start, notice_end, notice_closed_at, uploaded_at, conclusion, filed_at, registered_at, updated_at)
          values ({Reduction}, 'Reduction', 'Draft', 0, 71, {Body}, {Registered + 100_000}, 'Reduction', '2024-03-01T01:00:00.000000Z', '2024-03-01T02:00:00.000000Z', '2024-03-04', '2024-03-29',
            '2024-03-30T01:00:00.000000Z', '2024-03-30T01:00:00.000000Z', 'Positive', '2024-03-30T01:00:00.000000Z', '2024-04-01T01:00:00.000000Z', '2024-04-01T01:00:00.000000Z');
        insert into reduction_facts(application_id, stage, period_from, period_to, tonnes) values ({Reduction}, 'Notice', '2022-04-01', '2023-12-31', 310);
        update application set status = 'AwaitingUpload' where id = {Reduction};
        insert into reduction_facts(application_id, stage, period_from, period_to, tonnes) values ({Reduction}, 'Final', '2022-04-01', '2023-12-31', 300);
        update application set status = 'Registered' where id = {Reduction};
        insert into reduction(id, application_id, project_id, period_no, period_from, period_to, tonnes, registered_at, registered_on)
          values (95, {Reduction}, {Registered + 100_000}, 1, '2022-04-01', '2023-12-31', 300, '2024-04-01T01:00:00.000000Z', '2024-04-01');
        insert into posting(id, client, instruction_id, request_hash, kind, authority, booked_at, answer, leaf_hash)
          values (0, 'test', '1', 'h', 'issuance', 'test:1', '2024-04-02T01:00:00.000000Z', '', '{new string('0', 64)}');
        insert into lot(id, code, project_id, vintage, period_no, quantity, issued_at, issued_in) values (61, 'CCER-A210001-2022-01', {Registered + 100_000}, 2022, 1, 120, '2024-04-02T01:00:00.000000Z', 0);
        insert into reduction_vintage(reduction_id, vintage, tonnes, status, version, lot_id, issued_at)
          values (95, 2022, 120, 'Issued', 1, 61, '2024-04-02T01:00:00.000000Z'), (95, 2023, 180, 'Registered', 0, null, null);
        """;

    private static string Literal(string? text) => text is null ? "null" : $"'{text}'";

    private static string Bytes(TestWorld world, string text)
    {
        var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text));
        return world.Db.Engine == Engine.Sqlite ? $"x'{hex}'" : $"decode('{hex}', 'hex')";
    }
}
