using Registry.Kernel.Identity;

namespace Registry.Kernel.Tests.Identity;

public sealed class PasswordProfileTests
{
    private static readonly DateTimeOffset Set = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static string[] Faults(PasswordProfile profile, string password, params string[] words) =>
        [.. profile.Check(password, common: false, words).Select(f => f.Rule.Code)];

    [Fact]
    public void Eleven_characters_are_refused_and_twelve_are_not()
    {
        Faults(PasswordProfile.Mlps3, "Abcdefgh123").ShouldBe([SignInRules.PasswordTooShort.Code]);
        Faults(PasswordProfile.Mlps3, "Abcdefgh1234").ShouldBeEmpty();
        Faults(PasswordProfile.Asvs, "abcdefghijk").ShouldBe([SignInRules.PasswordTooShort.Code]);
        Faults(PasswordProfile.Asvs, "abcdefghijkl").ShouldBeEmpty();
    }

    [Fact]
    public void Hundred_and_twenty_eight_characters_are_allowed_and_one_more_is_not()
    {
        Faults(PasswordProfile.Asvs, new string('x', 128)).ShouldBeEmpty();
        Faults(PasswordProfile.Asvs, new string('x', 129)).ShouldBe([SignInRules.PasswordTooLong.Code]);
    }

    [Fact]
    public void Chinese_and_emoji_count_as_one_character_each()
    {
        var emoji = string.Concat(Enumerable.Repeat("\U0001F332", 12));
        PasswordProfile.LengthOf(emoji).ShouldBe(12);
        Faults(PasswordProfile.Asvs, emoji).ShouldBeEmpty();
        Faults(PasswordProfile.Asvs, emoji[2..]).ShouldBe([SignInRules.PasswordTooShort.Code]);
        Faults(PasswordProfile.Mlps3, "\u78b3\u6c47\u6797\u6d77Forest\u98ce99").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("abcdefghijkL", false)]
    [InlineData("abcdefghijk1", false)]
    [InlineData("abcdefghij1L", true)]
    [InlineData("abcdefghij1!", true)]
    [InlineData("ABCDEFGHIJ1!", true)]
    [InlineData("123456789012", false)]
    public void Mlps3_asks_for_three_of_four_kinds_and_asvs_for_none(string password, bool accepted)
    {
        Faults(PasswordProfile.Mlps3, password).ShouldBe(accepted ? [] : [SignInRules.PasswordTooPlain.Code]);
        Faults(PasswordProfile.Asvs, password).ShouldBeEmpty();
    }

    [Fact]
    public void Common_password_is_refused() =>
        PasswordProfile.Asvs.Check("qwertyuiop123", common: true, []).Select(f => f.Rule).ShouldBe([SignInRules.PasswordCommon]);

    [Fact]
    public void Word_of_the_person_is_found_whatever_its_case_and_a_short_one_is_let_pass()
    {
        Faults(PasswordProfile.Asvs, "my-CCER-account", "ccer").ShouldBe([SignInRules.PasswordTells.Code]);
        Faults(PasswordProfile.Asvs, "somewhere 139000", "139000").ShouldBe([SignInRules.PasswordTells.Code]);
        Faults(PasswordProfile.Asvs, "long enough \u5f20\u4e09", "\u5f20\u4e09").ShouldBe([SignInRules.PasswordTells.Code]);
        Faults(PasswordProfile.Asvs, "nothing to see", "to", "").ShouldBeEmpty();
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once() =>
        PasswordProfile.Mlps3.Check("ccer", common: true, ["ccer"]).Count.ShouldBe(4);

    [Fact]
    public void Password_is_due_on_the_ninetieth_day_and_never_under_asvs()
    {
        PasswordProfile.Mlps3.IsDue(Set, Set.AddDays(90).AddTicks(-1)).ShouldBeFalse();
        PasswordProfile.Mlps3.IsDue(Set, Set.AddDays(90)).ShouldBeTrue();
        PasswordProfile.Asvs.IsDue(Set, Set.AddYears(20)).ShouldBeFalse();
    }

    [Fact]
    public void Profile_is_chosen_by_name()
    {
        PasswordProfile.Of("mlps3").ShouldBe(PasswordProfile.Mlps3);
        PasswordProfile.Of("asvs").ShouldBe(PasswordProfile.Asvs);
        Should.Throw<FormatException>(() => PasswordProfile.Of("none"));
        (PasswordProfile.Mlps3.History.Value, PasswordProfile.Asvs.History.Value).ShouldBe((5, 0));
    }
}
