using System.Globalization;
using System.Text.Json;
using CalendarConverter;
using Registry.Kernel.Calendar;
using static Registry.Kernel.Tests.Calendar.Calendars;

namespace Registry.Kernel.Tests.Calendar;

public sealed class CalendarDataTests
{
    [Fact]
    public void Every_day_of_2012_to_2026_is_answered_as_the_notices_say()
    {
        var named = new Dictionary<string, bool>();
        foreach (var file in Directory.EnumerateFiles(SharedFiles.Require("calendar"), "*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var item in document.RootElement.GetProperty("days").EnumerateArray())
                named.Add(item.GetProperty("date").GetString()!, item.GetProperty("isOffDay").GetBoolean());
        }

        var asked = 0;
        for (var day = Day("2012-01-01"); day <= Day("2026-12-31"); day = day.AddDays(1), asked++)
        {
            var weekday = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            var working = named.TryGetValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), out var off) ? !off : weekday;
            Shipped.IsWorkingDay(day).ShouldBe(working, $"{day:O}");
            Shipped.IsTradingDay(day).ShouldBe(working && weekday, $"{day:O}");
        }
        asked.ShouldBe(5479);
    }

    [Fact]
    public void Windows_from_every_working_day_agree_with_counting_on_the_fingers()
    {
        var working = new List<DateOnly>();
        for (var day = Day("2012-01-01"); day <= Day("2026-12-31"); day = day.AddDays(1))
            if (Shipped.IsWorkingDay(day)) working.Add(day);

        for (var i = 0; i + 20 < working.Count; i++)
        {
            Shipped.WindowEnd(working[i], 20).ShouldBe(working[i + 19]);
            Shipped.DueDate(working[i], 15).ShouldBe(working[i + 15]);
            Shipped.NextWorkingDayAfter(working[i]).ShouldBe(working[i + 1]);
        }
    }

    [Fact]
    public void Calendar_files_are_exactly_what_the_converter_writes()
    {
        var written = HolidayList.ConvertFolder(SharedFiles.Require("calendar"));
        written.Select(f => f.Name).ShouldBe(Enumerable.Range(2012, 15).Select(y => $"{y}.json"));
        foreach (var (name, text) in written)
            File.ReadAllText(Path.Combine(Folder, name)).ShouldBe(text, name);
    }

    [Fact]
    public void Of_278_real_notice_windows_275_end_on_the_recorded_day_and_three_named_ones_differ()
    {
        var windows = SharedFiles.Rows("public_records.csv")
            .Where(r => r["category_code"] is "1" or "1-1" or "3-1")
            .Select(r => (Start: Day((string)r["publicity_start"]), End: Day((string)r["publicity_end"])))
            .ToList();
        windows.Count.ShouldBe(278);

        var different = windows.Select(w => (w.Start, Recorded: w.End, Ours: Shipped.WindowEnd(w.Start, 20))).Where(w => w.Recorded != w.Ours).Order().ToList();
        different.ShouldBe(
        [
            (Day("2024-12-05"), Day("2025-01-01"), Day("2025-01-02")),
            (Day("2024-12-05"), Day("2025-01-01"), Day("2025-01-02")),
            (Day("2025-12-17"), Day("2026-01-15"), Day("2026-01-14")),
        ]);
    }

    [Fact]
    public void Real_exchange_traded_on_trading_days_only()
    {
        var days = SharedFiles.Rows("exchange_daily.csv").Select(r => Day((string)r.Values.First())).ToList();
        days.Count.ShouldBe(356);
        days.Where(d => d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || !Shipped.IsWorkingDay(d)).ShouldBeEmpty();
    }

    [Fact]
    public void Converter_keeps_days_of_the_year_before_and_drops_listed_weekdays_that_are_worked()
    {
        const string list = """
            {"year":2031,"papers":["https://www.gov.cn/n"],"days":[
              {"name":"a","date":"2030-12-31","isOffDay":true},
              {"name":"a","date":"2031-01-04","isOffDay":false},
              {"name":"a","date":"2031-01-06","isOffDay":false}]}
            """;
        var year = HolidayList.Read(list);
        year.Off.ShouldBe([Day("2030-12-31")]);
        year.MakeUp.ShouldBe([Day("2031-01-04")]);
        CalendarText.ReadYear(CalendarText.WriteYear(year)).Off.ShouldBe(year.Off);
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        foreach (var year in Years)
        {
            var text = CalendarText.WriteYear(year);
            CalendarText.WriteYear(CalendarText.ReadYear(text)).ShouldBe(text);
        }
        var empty = new CalendarYear(2031, ["https://www.gov.cn/n"], [], []);
        CalendarText.ReadYear(CalendarText.WriteYear(empty)).Off.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"year":2027,"notices":["n"],"off":[]}""")]
    [InlineData("""{"year":2027,"notices":["n"],"off":[],"makeup":[]}""")]
    [InlineData("""{"year":2027,"notices":["n"],"off":[],"makeUp":[],"extra":1}""")]
    [InlineData("""{"year":2027,"notices":["n"],"off":[],"off":[],"makeUp":[]}""")]
    [InlineData("""{"year":"2027","notices":["n"],"off":[],"makeUp":[]}""")]
    [InlineData("""{"year":2027,"notices":[7],"off":[],"makeUp":[]}""")]
    [InlineData("""{"year":2027,"notices":["n"],"off":["2027-02-30"],"makeUp":[]}""")]
    [InlineData("""{"year":2027,"notices":["n"],"off":"2027-01-01","makeUp":[]}""")]
    public void Text_in_another_shape_is_refused(string text) =>
        CalendarRules.TextMalformed.ShouldRefuse(() => CalendarText.ReadYear(text));

    [Fact]
    public void Amendments_are_read_and_a_malformed_one_is_refused()
    {
        var amendments = CalendarText.ReadAmendments("""[{"effectiveFrom":"2026-03-02","notice":"n","off":["2026-03-13"],"makeUp":["2026-03-14"],"ordinary":["2026-03-16"]}]""");
        amendments.Single().EffectiveFrom.ShouldBe(Day("2026-03-02"));
        amendments.Single().Ordinary.ShouldBe([Day("2026-03-16")]);
        CalendarRules.TextMalformed.ShouldRefuse(() => CalendarText.ReadAmendments("{}"));
        CalendarRules.TextMalformed.ShouldRefuse(() => CalendarText.ReadAmendments("""[{"effectiveFrom":"2026-03-02"}]"""));
    }
}
