using CsCheck;
using Registry.Kernel.Primitives;

namespace Registry.Kernel.Tests.Primitives;

public sealed class IdentityDocumentTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void Citizen_id_is_read_and_shown_masked()
    {
        var id = CitizenId.Parse("11010519491231002X");
        id.Value.ShouldBe("11010519491231002X");
        id.Born.ShouldBe(new DateOnly(1949, 12, 31));
        id.Masked.ShouldBe("110***********002X");
        id.ToString().ShouldBe("110***********002X");
        id.RequireAdult(Today);
    }

    [Theory]
    [InlineData("11010519491231002x")]
    [InlineData("\uFF11\uFF11\uFF10\uFF11\uFF10\uFF15\uFF11\uFF19\uFF14\uFF19\uFF11\uFF12\uFF13\uFF11\uFF10\uFF10\uFF12\uFF38")]
    [InlineData(" 110105194912310\uFF10\uFF12x")]
    [InlineData("110105491231002")]
    public void One_person_has_one_number_however_it_was_typed(string typed) =>
        CitizenId.Parse(typed).ShouldBe(CitizenId.Parse("11010519491231002X"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1101051949123100")]
    [InlineData("11010519491231O02X")]
    [InlineData("1101051949123100X2")]
    [InlineData("11010549123100X")]
    public void Text_that_is_no_citizen_id_is_refused(string? text) =>
        IdentityRules.CitizenIdMalformed.ShouldRefuse(() => CitizenId.Parse(text));

    [Fact]
    public void Citizen_id_of_no_province_is_refused() => IdentityRules.CitizenIdRegion.ShouldRefuse(() => CitizenId.Parse("990105194912310021"));

    [Fact]
    public void Citizen_id_of_a_retired_county_is_accepted_by_its_province()
    {
        const string body = "51020219800101001";
        CitizenId.Parse(body + CitizenId.CheckCharacter(body)).Value.ShouldStartWith("510202");
    }

    [Theory]
    [InlineData("110105194902290021")]
    [InlineData("110105194913310021")]
    [InlineData("110105490229002")]
    public void Citizen_id_with_a_date_that_never_was_is_refused(string text) =>
        IdentityRules.CitizenIdDate.ShouldRefuse(() => CitizenId.Parse(text));

    [Theory]
    [InlineData("110105194912310021")]
    [InlineData("110105194912310029")]
    public void Citizen_id_with_a_wrong_check_character_is_refused_and_not_repeated_in_full(string text) =>
        IdentityRules.CitizenIdCheck.ShouldRefuse(() => CitizenId.Parse(text)).Fact("value").ShouldBe($"110***********{text[^4..]}");

    [Fact]
    public void Number_of_a_person_born_in_1880_passes_the_digit_and_fails_the_age()
    {
        var id = CitizenId.Parse("440524188001010014");
        IdentityRules.AgeOutOfRange.ShouldRefuse(() => id.RequireAdult(Today)).Fact("age").ShouldBe("146");
    }

    [Theory]
    [InlineData("20081123", true)]
    [InlineData("20081124", false)]
    [InlineData("19251124", true)]
    [InlineData("19251123", false)]
    [InlineData("20080229", true)]
    [InlineData("20270101", false)]
    public void Representative_is_eighteen_to_one_hundred_years_old(string born, bool accepted)
    {
        var body = $"110105{born}002";
        var id = CitizenId.Parse(body + CitizenId.CheckCharacter(body));
        if (accepted) id.RequireAdult(Today);
        else IdentityRules.AgeOutOfRange.ShouldRefuse(() => id.RequireAdult(Today));
    }

    [Fact]
    public void One_wrong_digit_of_a_sequence_is_always_found() =>
        Gen.Select(Gen.Int[0, 999], Gen.Int[0, 2], Gen.Int[1, 9]).Sample((sequence, at, shift) =>
        {
            var body = $"11010519491231{sequence:D3}".ToCharArray();
            var check = CitizenId.CheckCharacter(body);
            CitizenId.Parse(new string(body) + check);
            body[14 + at] = (char)('0' + (body[14 + at] - '0' + shift) % 10);
            IdentityRules.CitizenIdCheck.ShouldRefuse(() => CitizenId.Parse(new string(body) + check));
        });

    [Theory]
    [InlineData(IdentityDocumentKind.Passport, "e12345678", "E12345678")]
    [InlineData(IdentityDocumentKind.HongKongMacaoResidencePermit, "810000199408230021", "810000199408230021")]
    [InlineData(IdentityDocumentKind.HongKongMacaoResidencePermit, "82000019940823002x", "82000019940823002X")]
    [InlineData(IdentityDocumentKind.TaiwanResidencePermit, "830000199408230021", "830000199408230021")]
    [InlineData(IdentityDocumentKind.ForeignPermanentResidence, "fra110099010101", "FRA110099010101")]
    [InlineData(IdentityDocumentKind.ForeignPermanentResidence, "911124198108030024", "911124198108030024")]
    public void Other_document_is_read_by_its_kind(IdentityDocumentKind kind, string typed, string number)
    {
        var document = IdentityDocument.Parse(kind, typed, Today);
        document.Number.ShouldBe(number);
        document.PersonKey.ShouldBe($"{kind}:{number}");
        document.ToString().ShouldNotContain(number);
        document.Citizen.ShouldBeNull();
    }

    [Theory]
    [InlineData(IdentityDocumentKind.Passport, "E-1234")]
    [InlineData(IdentityDocumentKind.Passport, "")]
    [InlineData(IdentityDocumentKind.HongKongMacaoResidencePermit, "830000199408230021")]
    [InlineData(IdentityDocumentKind.TaiwanResidencePermit, "810000199408230021")]
    [InlineData(IdentityDocumentKind.ForeignPermanentResidence, "11010519491231002X")]
    public void Number_of_another_kind_of_document_is_refused(IdentityDocumentKind kind, string number) =>
        IdentityRules.DocumentMalformed.ShouldRefuse(() => IdentityDocument.Parse(kind, number, Today));

    [Fact]
    public void Document_other_than_a_citizens_card_needs_its_last_day()
    {
        IdentityRules.DocumentExpiryMissing.ShouldRefuse(() => IdentityDocument.Parse(IdentityDocumentKind.Passport, "E12345678", null));
        IdentityDocument.Parse(IdentityDocumentKind.CitizenId, "11010519491231002X", null).RequireValid(Today);
    }

    [Fact]
    public void Document_is_valid_on_its_last_day_and_refused_on_the_next()
    {
        var document = IdentityDocument.Parse(IdentityDocumentKind.CitizenId, "11010519491231002x", Today);
        document.RequireValid(Today);
        IdentityRules.DocumentExpired.ShouldRefuse(() => document.RequireValid(Today.AddDays(1)));
        document.PersonKey.ShouldBe(IdentityDocument.Parse(IdentityDocumentKind.CitizenId, "110105491231002", null).PersonKey);
    }

    [Fact]
    public void Document_of_a_child_is_refused()
    {
        const string body = "11010520100101001";
        var document = IdentityDocument.Parse(IdentityDocumentKind.CitizenId, body + CitizenId.CheckCharacter(body), null);
        IdentityRules.AgeOutOfRange.ShouldRefuse(() => document.RequireValid(Today));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("12345", "*****")]
    [InlineData("E12345678", "E******78")]
    [InlineData("11010519491231002X", "110***********002X")]
    public void Identity_number_is_masked_whatever_its_length(string? number, string shown) => Masking.IdNumber(number).ShouldBe(shown);
}
