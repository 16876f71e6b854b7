using System.Text;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Identity.PersonalRecords;

/// <summary>What is kept of the person who asks, as a file.</summary>
internal static class PersonalRecordFile
{
    /// <summary>Its name as it is saved.</summary>
    public const string Name = "personal-record.json";

    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/me/record.json", async (HttpContext context, PersonalRecord record, RegistryClock clock) =>
    {
        var who = context.SignedIn()!;
        var sections = await record.Export(who);
        var text = Json.Write(new { login = who.Login.Name, at = clock.Now, sections = sections.ToDictionary(s => s.Key, s => s.Lines) });
        return Results.File(Encoding.UTF8.GetBytes(text), "application/json; charset=utf-8", Name);
    }).RequireAuthorization(new DemandsAttribute(Permissions.OwnLogin)).ExcludeFromDescription();
}
