using CsCheck;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Tests.Primitives;

public sealed class CoordinateTests
{
    [Theory]
    [InlineData("97.284419", "37.357606", "97.284419,37.357606")]
    [InlineData("121\u00B028\u203227.41\u2033", "32\u00B049\u203220.58\u2033", "121.474281,32.822383")]
    [InlineData("117\u00B005\u2032", "42\u00B017\u2032", "117.083333,42.283333")]
    [InlineData("110\u00B0\uFF1F2\u2032\uFF1F25.56\u2033", "29\u00B0\uFF1F53\u2032\uFF1F46.93\u2033", "110.040433,29.896369")]
    [InlineData("121\u00B043'17.22\"", "32\u00B038'45.33\"", "121.721450,32.645925")]
    [InlineData("123\u00B055\uFF0700\u2033", "47\u00B003\uFF0726\u2033", "123.916667,47.057222")]
    [InlineData("121\u00B026.5'", "32\u00B047.6'", "121.441667,32.793333")]
    [InlineData("121\u00B033'38.4585\"", "032\u00B049'06.9356\"", "121.560683,32.818593")]
    [InlineData("121.3210443\u00B0E", "32.9506962\u00B0N", "121.321044,32.950696")]
    [InlineData("\u4E1C\u7ECF111.645578\u00B0", "\u5317\u7EAC21.532500\u00B0", "111.645578,21.532500")]
    [InlineData("\u4E1C\u7ECF121.382652\u00B0", "\u7EAC\u5EA6\uFF1A36.410970\u00B0", "121.382652,36.410970")]
    [InlineData("111\u00B036\u20325.35\u2033", "N21\u00B05\u203214.84\u2033", "111.601486,21.087456")]
    [InlineData("110\u00B0 49\u2032 11.907\u2033", "30\u00B0 11\u2032 1.629\u2033", "110.819974,30.183786")]
    [InlineData("116\u00B010''43.96", "22", null)]
    public void Spellings_of_the_real_record_are_read(string longitude, string latitude, string? written)
    {
        if (written is null) CoordinateRules.Malformed.ShouldRefuse(() => Coordinate.Parse(longitude, latitude)).Fact("field").ShouldBe("longitude");
        else Coordinate.Parse(longitude, latitude).ToString().ShouldBe(written);
    }

    [Fact]
    public void Swapped_pair_is_refused_and_the_right_order_is_said()
    {
        var refusal = CoordinateRules.Swapped.ShouldRefuse(() => Coordinate.Parse("40\u00B030\u2032", "113\u00B002\u203230\u2033"));
        refusal.Fact("longitude").ShouldBe("113.041667");
        refusal.Fact("latitude").ShouldBe("40.500000");
        CoordinateRules.Swapped.ShouldRefuse(() => Coordinate.Parse("N32.95", "E121.32"));
    }

    [Theory]
    [InlineData("101.959271", "101.959271")]
    [InlineData("12.5", "37.5")]
    [InlineData("-101.9", "37.5")]
    [InlineData("W101.9", "37.5")]
    [InlineData("101.9", "S37.5")]
    public void Place_outside_china_is_refused(string longitude, string latitude) =>
        CoordinateRules.OutsideChina.ShouldRefuse(() => Coordinate.Parse(longitude, latitude));

    [Theory]
    [InlineData("121\u00B062\u203232.335\u2033", "32\u00B046\u203245.378\u2033", "longitude")]
    [InlineData("97\u00B028\u203244\u2033", "37\u00B035\u203276\u2033", "latitude")]
    [InlineData("110\u00B035'", "29\u00B099'", "latitude")]
    public void Sixty_minutes_or_seconds_are_refused(string longitude, string latitude, string field) =>
        CoordinateRules.SixtyOrMore.ShouldRefuse(() => Coordinate.Parse(longitude, latitude)).Fact("field").ShouldBe(field);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("121,5")]
    [InlineData("121.5\u00B030'")]
    [InlineData("121\u00B030.5'20\"")]
    [InlineData("1e2")]
    [InlineData("121.5-122.5")]
    public void Text_that_is_no_angle_is_refused(string? text) => CoordinateRules.Malformed.ShouldRefuse(() => Coordinate.Parse(text, "32.5"));

    [Fact]
    public void Six_decimals_are_kept_exactly() =>
        Gen.Select(Gen.Int[73_000_000, 136_000_000], Gen.Int[3_000_000, 54_000_000]).Sample((east, north) =>
        {
            var coordinate = Coordinate.Parse($"{east / 1_000_000}.{east % 1_000_000:D6}", $"{north / 1_000_000}.{north % 1_000_000:D6}");
            return coordinate.Longitude * 1_000_000 == east && coordinate.Latitude * 1_000_000 == north;
        });

    [Fact]
    public void Real_record_is_read_but_for_its_own_mistakes()
    {
        var pairs = SharedFiles.Rows("public_records.csv").Select(r => ((string)r["longitude_raw"], (string)r["latitude_raw"])).Where(p => p.Item1 != "").Distinct().ToList();
        var refused = new Dictionary<Rule, int>();
        foreach (var (longitude, latitude) in pairs)
        {
            try
            {
                Coordinate.Parse(longitude, latitude);
            }
            catch (RefusalException refusal)
            {
                refused[refusal.Rule] = refused.GetValueOrDefault(refusal.Rule) + 1;
            }
        }
        refused.Keys.ShouldBe([CoordinateRules.Swapped, CoordinateRules.SixtyOrMore, CoordinateRules.OutsideChina], ignoreOrder: true);
        refused[CoordinateRules.Swapped].ShouldBe(6);
        refused[CoordinateRules.SixtyOrMore].ShouldBe(4);
        refused[CoordinateRules.OutsideChina].ShouldBe(1);
    }
}
