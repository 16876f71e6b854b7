using System.Runtime.CompilerServices;
using Registry.Server.Platform.Data;

namespace Registry.Server.Platform.Personal;

/// <summary>A column whose values are sealed, each for its place.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">The column that names the row in the place of a value.</param>
/// <param name="Column">The column.</param>
public sealed record SealedColumn(string Table, string Key, string Column)
{
    /// <summary>All there are; a test compares them with the schema.</summary>
    public static readonly IReadOnlyList<SealedColumn> All =
    [
        new("account_change", "id", "persons_cipher"), new("account_opening", "id", "persons_cipher"), new("kept_form", "login_id", "fields_cipher"),
        new("legacy_account", "id", "email_cipher"), new("legacy_password", "legacy_id", "secret_cipher"), new("login", "id", "totp_cipher"),
        new("message", "id", "address_cipher"), new("message", "id", "body_cipher"), new("person", "id", "document_cipher"), new("person", "id", "email_cipher"),
        new("person", "id", "name_cipher"), new("person", "id", "phone_cipher"), new("sealing_key", "id", "element_cipher"), new("visitor", "id", "phone_cipher"),
    ];

    private Sql InTable => Name(Table);

    private Sql InKey => Name(Key);

    private Sql InColumn => Name(Column);

    /// <summary>The place of one of its values.</summary>
    public Place PlaceOf(long row) => new(Table, row, Column);

    /// <summary>Values from a row on that another key than this one sealed, the first of them.</summary>
    internal Task<IReadOnlyList<SealedValue>> SealedOtherwise(Reads reads, string key, long from, int most) => reads.Rows<SealedValue>($"""
        select {InKey} as row_key, {InColumn} as text from {InTable} where {InKey} >= {from} and {InColumn} not like {key + ":%"} order by {InKey}, {InColumn} limit {most}
        """);

    /// <summary>How many values another key than this one sealed.</summary>
    internal Task<long> CountOtherwise(Reads reads, string key) => reads.Scalar<long>($"select count(*) from {InTable} where {InColumn} not like {key + ":%"}");

    /// <summary>Puts a value in the place of one that is still there.</summary>
    internal Task<int> Replace(Tx tx, SealedValue old, string anew) => tx.Execute($"update {InTable} set {InColumn} = {anew} where {InKey} = {old.RowKey} and {InColumn} = {old.Text}");

    // The names come from the list above and from nowhere else.
    private static Sql Name(string name) => Sql.Of(FormattableStringFactory.Create(name));
}

/// <summary>A sealed value as it stands.</summary>
public sealed record SealedValue
{
    /// <summary>Names the row in its place.</summary>
    public long RowKey { get; init; }

    /// <summary>What stands there.</summary>
    public string Text { get; init; } = "";
}
