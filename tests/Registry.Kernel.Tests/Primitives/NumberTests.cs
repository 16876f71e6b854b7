using System.Text.Json;
using CsCheck;
using Registry.Kernel.Primitives;

namespace Registry.Kernel.Tests.Primitives;

public sealed class NumberTests
{
    [Fact]
    public void Account_number_says_its_type_province_and_sequence()
    {
        var number = AccountNumber.Of(1, DivisionCode.Parse("370000"), 42);
        number.Value.Length.ShouldBe(12);
        number.Value.ShouldStartWith("13700000042");
        (number.Type, number.Province, number.Sequence).ShouldBe((1, "37", 42));
        number.Holding.Value.ShouldBe(number.Value + "01");
        number.Trading.Value.ShouldBe(number.Value + "02");
        AccountNumber.Parse(number.Value).ShouldBe(number);
        SubAccountNumber.Parse(number.Trading.Value).ShouldBe(number.Trading);
    }

    [Fact]
    public void Check_digit_is_that_of_luhn() => AccountNumber.Parse("111000000013").Sequence.ShouldBe(1);

    [Fact]
    public void One_wrong_digit_of_an_account_number_is_always_found() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 99_999_999], Gen.Int[3, 11], Gen.Int[1, 9]).Sample((type, sequence, at, shift) =>
        {
            var digits = AccountNumber.Of(type, DivisionCode.Parse("110000"), sequence).Value.ToCharArray();
            digits[at] = (char)('0' + (digits[at] - '0' + shift) % 10);
            NumberRules.AccountNumberCheck.ShouldRefuse(() => AccountNumber.Parse(new string(digits)));
        });

    [Theory]
    [InlineData(null)]
    [InlineData("11100000001")]
    [InlineData("1110000000188")]
    [InlineData("011000000018")]
    [InlineData("199000000018")]
    [InlineData("1110000000A8")]
    public void Text_that_is_no_account_number_is_refused(string? text) =>
        NumberRules.AccountNumberMalformed.ShouldRefuse(() => AccountNumber.Parse(text));

    [Theory]
    [InlineData("11100000001803")]
    [InlineData("111000000018")]
    [InlineData(null)]
    public void Text_that_is_no_sub_account_number_is_refused(string? text) =>
        NumberRules.AccountNumberMalformed.ShouldRefuse(() => SubAccountNumber.Parse(text));

    [Theory]
    [InlineData("A0101", 9, "A110009")]
    [InlineData("A0201", 27, "A210027")]
    [InlineData("N0101", 3, "N110003")]
    [InlineData("N0201", 1, "N210001")]
    [InlineData("A1001", 1, "AA10001")]
    [InlineData("J3535", 9999, "JZZ9999")]
    public void Project_number_is_made_of_type_and_sequence(string type, int sequence, string number)
    {
        var made = ProjectNumber.Of(ProjectTypeCode.Parse(type), sequence);
        made.Value.ShouldBe(number);
        ProjectNumber.Parse(number).ShouldBe(made);
        ProjectNumber.Parse(number).Type.Value.ShouldBe(type);
        ProjectNumber.Parse(number).Sequence.ShouldBe(sequence);
    }

    [Theory]
    [InlineData("A0201", 10000)]
    [InlineData("A3601", 1)]
    [InlineData("A0136", 1)]
    public void Number_that_the_form_cannot_say_is_refused(string type, int sequence) =>
        NumberRules.ProjectNumbersExhausted.ShouldRefuse(() => ProjectNumber.Of(ProjectTypeCode.Parse(type), sequence));

    [Theory]
    [InlineData(null)]
    [InlineData("A21001")]
    [InlineData("A2100011")]
    [InlineData("P210001")]
    [InlineData("A010001")]
    [InlineData("A210000")]
    [InlineData("A21000\u0661")]
    public void Text_that_is_no_project_number_is_refused(string? text) =>
        NumberRules.ProjectNumberMalformed.ShouldRefuse(() => ProjectNumber.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("A020")]
    [InlineData("A0001")]
    [InlineData("A0100")]
    [InlineData("P0101")]
    [InlineData("A010101")]
    public void Text_that_is_no_project_type_is_refused(string? text) =>
        NumberRules.ProjectTypeMalformed.ShouldRefuse(() => ProjectTypeCode.Parse(text));

    [Fact]
    public void Every_real_project_number_follows_from_its_type()
    {
        var numbers = SharedFiles.Rows("public_records.csv").Where(r => r["category_code"] is "2").ToList();
        numbers.Count.ShouldBe(41);
        foreach (var row in numbers)
            ProjectNumber.Parse((string)row["project_code"]).Type.ShouldBe(ProjectTypeCode.Parse((string)row["project_type_code"]));
    }

    [Fact]
    public void Lot_code_and_serial_block_are_written_and_read_back()
    {
        var lot = LotCode.Parse("CCER-A210001-2023-01");
        (lot.Project.Value, lot.Vintage, lot.Period).ShouldBe(("A210001", 2023, 1));
        var range = new SerialBlock(lot, 1, 500175);
        range.ToString().ShouldBe("CCER-A210001-2023-01-0000000001-0000500175");
        range.Quantity.ShouldBe(new Units(500175));
        SerialBlock.Parse(range.ToString()).ShouldBe(range);
    }

    [Fact]
    public void Ledger_writes_lots_and_ranges_as_they_are_read()
    {
        var code = Kernel.Ledger.Lot.CodeOf("A210001", 2023, 1);
        LotCode.Parse(code).ToString().ShouldBe(code);
        var written = new Kernel.Ledger.SerialRange(1, 500175).Written(code);
        SerialBlock.Parse(written).ToString().ShouldBe(written);
    }

    [Fact]
    public void Serial_block_of_any_size_is_read_back_as_written() =>
        Gen.Select(Gen.Long[1, long.MaxValue], Gen.Long[1, long.MaxValue]).Sample((a, b) =>
        {
            var range = new SerialBlock(LotCode.Parse("CCER-N210001-2021-12"), Math.Min(a, b), Math.Max(a, b));
            SerialBlock.Parse(range.ToString()).ShouldBe(range);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("CCER-A210001-2023-1")]
    [InlineData("CCER-A210001-2023-00")]
    [InlineData("CCER-A210001-2011-01")]
    [InlineData("VCS-A210001-2023-01")]
    [InlineData("CCER-A210001-2023-01-0000000001-0000500175")]
    public void Text_that_is_no_lot_code_is_refused(string? text) => NumberRules.LotCodeMalformed.ShouldRefuse(() => LotCode.Parse(text));

    [Fact]
    public void Lot_code_with_a_number_of_no_project_is_refused() =>
        NumberRules.ProjectNumberMalformed.ShouldRefuse(() => LotCode.Parse("CCER-P210001-2023-01"));

    [Theory]
    [InlineData(null)]
    [InlineData("CCER-A210001-2023-01")]
    [InlineData("CCER-A210001-2023-01-0000000002-0000000001")]
    [InlineData("CCER-A210001-2023-01-0000000000-0000000001")]
    [InlineData("CCER-A210001-2023-01-1-2")]
    [InlineData("CCER-A210001-2023-01-00000000001-00000000002")]
    [InlineData("CCER-A210001-2023-01-0000000001-9999999999999999999")]
    public void Text_that_is_no_serial_block_is_refused(string? text) =>
        NumberRules.SerialBlockMalformed.ShouldRefuse(() => SerialBlock.Parse(text));

    [Fact]
    public void Registry_id_keeps_all_nineteen_digits()
    {
        RegistryId.Parse("1533849456724807680").ShouldBe(1533849456724807680);
        RegistryId.Write(1533805921942245376).ShouldBe("1533805921942245376");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("153384945672480768")]
    [InlineData("15338494567248076800")]
    [InlineData("0533849456724807680")]
    [InlineData("9999999999999999999")]
    [InlineData("1.53384945672480E18")]
    [InlineData(" 153384945672480768")]
    public void Text_that_is_no_registry_id_is_refused(string? text) => NumberRules.RegistryIdMalformed.ShouldRefuse(() => RegistryId.Parse(text));

    [Fact]
    public void Division_codes_are_those_of_the_dictionary()
    {
        using var dictionary = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "data", "divisions.json")));
        DivisionCode.All.Select(d => d.Value).ShouldBe(dictionary.RootElement.GetProperty("divisions").EnumerateArray().Select(d => d.GetProperty("code").GetString()!));
        DivisionCode.Parse("660000").Province.ShouldBe("66");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("11")]
    [InlineData("110100")]
    [InlineData("990000")]
    public void Text_that_is_no_province_level_division_is_refused(string? text) => NumberRules.DivisionUnknown.ShouldRefuse(() => DivisionCode.Parse(text));
}
