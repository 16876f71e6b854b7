using System.Security.Cryptography;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Accounts;

public sealed class PersonalVaultTests
{
    [Theory, BothDatabases]
    public async Task No_column_and_no_file_of_the_database_holds_a_persons_data_in_clear(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await A.EnterpriseAccount(world, 10);
        var person = A.Person(101);

        await using var reads = await world.Db.Read();
        var texts = new List<string>();
        texts.AddRange(await reads.Rows<string>($"select name_cipher || document_cipher || document_index || phone_cipher || phone_index || email_cipher from person"));
        texts.AddRange(await reads.Rows<string>($"select form || persons_cipher from account_opening"));
        texts.AddRange(await reads.Rows<string>($"select payload || coalesce(result, '') from proposal"));
        texts.AddRange(await reads.Rows<string>($"select subjects || coalesce(detail, '') || coalesce(instruction, '') from audit_entry"));
        texts.AddRange(await reads.Rows<string>($"select coalesce(reply, '') || coalesce(refusal, '') from instruction"));
        texts.AddRange(await reads.Rows<string>($"select body from outbox_message"));
        texts.Count.ShouldBeGreaterThan(10);
        foreach (var secret in new[] { person.DocumentNumber, person.Phone, person.Name, person.Email! })
            texts.ShouldAllBe(t => !t.Contains(secret, StringComparison.Ordinal));

        var id = await reads.Scalar<long>($"select person_id from account_representative where role = 'Initiator'");
        var shown = await world.The<People>().Shown(reads, new(id));
        (shown.Name, shown.Document, shown.Phone).ShouldBe((person.Name, Kernel.Primitives.Masking.IdNumber(person.DocumentNumber), Kernel.Primitives.Masking.Phone(person.Phone)));
    }

    [Fact]
    public void Sealed_value_opens_only_in_its_own_place_unchanged_and_with_its_own_key()
    {
        var folder = Directory.CreateTempSubdirectory("vault-").FullName;
        var vault = Vault(Path.Combine(folder, "one.key"));
        var place = new Place("person", 1, "name_cipher");
        var text = vault.Seal(place, "Zhang San");

        vault.Open(place, text).ShouldBe("Zhang San");
        vault.Seal(place, "Zhang San").ShouldNotBe(text);
        Should.Throw<CryptographicException>(() => vault.Open(new Place("person", 2, "name_cipher"), text));
        Should.Throw<CryptographicException>(() => vault.Open(new Place("person", 1, "phone_cipher"), text));
        Should.Throw<CryptographicException>(() => vault.Open(place, text[..^4] + "AAA="));
        Should.Throw<CryptographicException>(() => Vault(Path.Combine(folder, "two.key")).Open(place, text));
        vault.Index("document", "x").ShouldBe(vault.Index("document", "x"));
        vault.Index("document", "x").ShouldNotBe(vault.Index("phone", "x"));
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(folder, "one.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(Path.Combine(folder, "bad.key"), "not a key");
        Should.Throw<FormatException>(() => PersonalKeys.Load(Path.Combine(folder, "bad.key")));
        Directory.Delete(folder, recursive: true);
    }

    [Theory, BothDatabases]
    public async Task Database_refuses_another_key_than_its_own_and_a_changed_check(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var folder = Directory.CreateTempSubdirectory("vault-").FullName;
        await world.The<PersonalVault>().Require(world.Db);

        var other = Vault(Path.Combine(folder, "other.key"));
        (await Should.ThrowAsync<PersonalKeyMismatchException>(() => other.Require(world.Db))).Message.ShouldContain("--keys");
        await Should.ThrowAsync<PersonalKeyMismatchException>(() => other.Bind(world.Db));
        await world.Damage("update personal_key_check set sample = substr(sample, 1, 20) || 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'");
        await Should.ThrowAsync<PersonalKeyMismatchException>(() => world.The<PersonalVault>().Require(world.Db));
        await world.Damage("delete from personal_key_check");
        await Should.ThrowAsync<PersonalKeyMismatchException>(() => world.The<PersonalVault>().Require(world.Db));
        Directory.Delete(folder, recursive: true);
    }

    private static PersonalVault Vault(string path)
    {
        PersonalKeys.LoadOrCreate(path);
        return new PersonalVault(new PersonalKeyFile(path));
    }
}
