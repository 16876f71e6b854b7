using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.Identity;

/// <summary>Keeps the keys that seal cookies in the database, encrypted, so that all nodes have them and a restart signs nobody out.</summary>
internal sealed class SealedKeys(Db db, PersonalVault vault, IIdSource ids, RegistryClock clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(Read).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => Store(element)).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> Read()
    {
        await using var reads = await db.Read();
        var rows = await reads.Rows<Row>($"select id, element_cipher from sealing_key order by created_at, id");
        return [.. rows.Select(row => XElement.Parse(vault.Open(PlaceOf(row.Id), row.ElementCipher)))];
    }

    private Task Store(XElement element)
    {
        var id = ids.Next($"sealing-key:{element.Attribute("id")?.Value}", 0);
        var cipher = vault.Seal(PlaceOf(id), element.ToString(SaveOptions.DisableFormatting));
        return db.Note($"insert into sealing_key(id, element_cipher, created_at) values ({id}, {cipher}, {clock.Now})");
    }

    private static Place PlaceOf(long id) => new("sealing_key", id, "element_cipher");

    private sealed record Row
    {
        public long Id { get; init; }
        public string ElementCipher { get; init; } = "";
    }
}
