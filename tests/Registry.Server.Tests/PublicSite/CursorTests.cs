using CsCheck;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.PublicSite.Lists;

namespace Registry.Server.Tests.PublicSite;

public sealed class CursorTests
{
    private static readonly Gen<object> Value = Gen.OneOf(
        Gen.String.AlphaNumeric.Select(s => (object)$"|{s}|"),
        Gen.Long.Select(n => (object)n),
        Gen.Int[0, 3_000_000].Select(n => (object)DateOnly.FromDayNumber(n)),
        Gen.Long[0, DateTimeOffset.MaxValue.UtcTicks].Select(n => (object)new DateTimeOffset(n, TimeSpan.Zero)));

    [Fact]
    public void Place_is_read_as_it_was_written() =>
        Gen.Select(Value, Gen.Long).Sample((value, id) => Cursor.Read(new Cursor(value, id).ToString()) == new Cursor(value, id));

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("bnw1")]
    [InlineData("eHwxfDE")]
    [InlineData("aXwxfDk5OTk5OTk5OTk5OTk5OTk5OTk")]
    public void Text_that_is_no_place_is_refused(string text) =>
        Should.Throw<RefusalException>(() => Cursor.Read(text)).Rule.ShouldBe(GeneralRules.ValueMalformed);

    [Fact]
    public void Any_text_is_a_place_or_a_refusal() => Gen.String.Sample(text =>
    {
        try
        {
            Cursor.Read(text);
        }
        catch (RefusalException)
        {
            return true;
        }

        return true;
    });
}
