using Registry.Kernel.Primitives;

namespace Registry.Kernel.Tests.Primitives;

public sealed class ContactTests
{
    [Theory]
    [InlineData("13800138000")]
    [InlineData("138 0013 8000")]
    [InlineData("138-0013-8000")]
    [InlineData("+86 13800138000")]
    [InlineData("\uFF11\uFF13\uFF18\uFF10\uFF10\uFF11\uFF13\uFF18\uFF10\uFF10\uFF10")]
    public void Mobile_number_is_brought_into_one_form_and_shown_masked(string typed)
    {
        var phone = MobilePhone.Parse(typed);
        phone.Value.ShouldBe("13800138000");
        phone.Masked.ShouldBe("138****8000");
        phone.ToString().ShouldBe("138****8000");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("12800138000")]
    [InlineData("1380013800")]
    [InlineData("138001380000")]
    [InlineData("+8513800138000")]
    [InlineData("\u0661\u0663\u0668\u0660\u0660\u0661\u0663\u0668\u0660\u0660\u0660")]
    public void Text_that_is_no_mobile_number_is_refused(string? text) =>
        IdentityRules.MobileMalformed.ShouldRefuse(() => MobilePhone.Parse(text));

    [Theory]
    [InlineData("010-82268466", "010-82268466")]
    [InlineData("01082268466", "010-82268466")]
    [InlineData("0755-1234567-801", "0755-1234567-801")]
    [InlineData("07551234567", "0755-1234567")]
    [InlineData("\uFF10\uFF12\uFF11\uFF0D12345678", "021-12345678")]
    public void Landline_is_brought_into_one_form(string typed, string written) => Landline.Parse(typed).Value.ShouldBe(written);

    [Theory]
    [InlineData(null)]
    [InlineData("82268466")]
    [InlineData("010-822684")]
    [InlineData("110-82268466")]
    [InlineData("010-82268466-")]
    public void Text_that_is_no_landline_is_refused(string? text) => IdentityRules.LandlineMalformed.ShouldRefuse(() => Landline.Parse(text));

    [Fact]
    public void Postcode_has_six_digits()
    {
        Postcode.Parse("100038").Value.ShouldBe("100038");
        IdentityRules.PostcodeMalformed.ShouldRefuse(() => Postcode.Parse("10003"));
        IdentityRules.PostcodeMalformed.ShouldRefuse(() => Postcode.Parse("10003A"));
    }

    [Fact]
    public void Email_keeps_its_local_part_and_writes_its_domain_small()
    {
        var address = EmailAddress.Parse(" Zhang.San+ccer@Example.COM.CN ");
        address.Value.ShouldBe("Zhang.San+ccer@example.com.cn");
        address.Masked.ShouldBe("Z***@example.com.cn");
        address.ToString().ShouldBe(address.Masked);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("zhang")]
    [InlineData("@example.com")]
    [InlineData("zhang@example")]
    [InlineData("zhang..san@example.com")]
    [InlineData(".zhang@example.com")]
    [InlineData("zhang@-example.com")]
    [InlineData("zhang san@example.com")]
    [InlineData("zhang@example.com\r\nbcc:x@example.com")]
    public void Text_that_is_no_email_address_is_refused(string? text) => IdentityRules.EmailMalformed.ShouldRefuse(() => EmailAddress.Parse(text));

    [Fact]
    public void Email_address_beyond_its_longest_form_is_refused()
    {
        EmailAddress.Parse($"{new string('a', 64)}@example.com").Value.Length.ShouldBe(76);
        IdentityRules.EmailMalformed.ShouldRefuse(() => EmailAddress.Parse($"{new string('a', 65)}@example.com"));
        IdentityRules.EmailMalformed.ShouldRefuse(() => EmailAddress.Parse($"a@{string.Concat(Enumerable.Repeat("aaaaaaaaa.", 25))}com"));
    }
}
