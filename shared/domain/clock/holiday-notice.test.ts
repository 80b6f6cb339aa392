import { describe, expect, it } from "vitest";

import { calendarDay as day } from "../../kernel/calendar-day.ts";
import { calendarWith, nextCalendarVersion, validateCalendarYear } from "./calendar-import.ts";
import { readHolidayNotice } from "./holiday-notice.ts";
import { officialCalendar } from "./official-calendar.ts";
import { readClock } from "./read-clock.ts";

/** The arrangements as the notices of the State Council's office print them. */
const notices: Readonly<Record<number, string>> = {
  2024: `一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`,
  2025: `一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。`,
  2026: `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`,
};

describe("the text of a holiday notice", () => {
  it.each(Object.entries(notices))("of %s gives the days of the official data", (year, text) => {
    const read = readHolidayNotice(text, Number(year));
    const official = officialCalendar.years[Number(year)];
    expect(read.ok && { off: read.value.off, makeup: read.value.makeup }).toEqual({
      off: official?.off,
      makeup: official?.makeup,
    });
    const whole = validateCalendarYear({
      year: Number(year),
      notice: "通知",
      noticeDate: "2023-10-25",
      ...(read.ok ? read.value : {}),
      importedBy: "p",
      importedAt: "2026-01-01T00:00:00Z",
      sha256: "0".repeat(64),
    });
    expect(whole.ok).toBe(true);
  });

  it.each([
    ["一、元旦：1月1日（周四）放假。", 2027, "weekday-differs"],
    ["一、春节：2月5日至12日放假调休，共9天。", 2027, "count-differs"],
    ["一、元旦：2月30日放假。", 2027, "not-a-day"],
    ["今年的安排另行通知。", 2027, "nothing-found"],
    ["", 2027, "nothing-found"],
  ])("%s is refused: %s %s", (text, year, expected) => {
    const read = readHolidayNotice(text, year);
    expect(!read.ok && read.error.map((problem) => problem.type)).toContain(expected);
  });
  it("leaves the days of the December before to that year", () => {
    const read = readHolidayNotice("一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。", 2023);
    expect(read.ok && read.value.off).toEqual(["2023-01-01", "2023-01-02"]);
  });
});

describe("a calendar with imports", () => {
  const first = { year: 2027, data: { notice: "一", noticeDate: day("2026-11-20"), off: [], makeup: [] } };
  it("takes the later notice of a year and never repeats a version", () => {
    const one = { ...first, version: nextCalendarVersion(officialCalendar, [], 2027) };
    const two = {
      year: 2027,
      data: { ...first.data, notice: "二" },
      version: nextCalendarVersion(officialCalendar, [one], 2027),
    };
    const calendar = calendarWith(officialCalendar, [one, two]);
    expect(calendar.years[2027]?.notice).toBe("二");
    expect(new Set([officialCalendar.version, one.version, two.version]).size).toBe(3);
    expect(calendar.version).toBe(two.version);
    expect(calendar.years[2026]).toBe(officialCalendar.years[2026]);
  });
  it("makes the provisional date of 2026-12-10 final when 2027 arrives (worked example 24)", () => {
    const events = [{ type: "received" as const, onDay: day("2026-12-10") }];
    const before = readClock(events, officialCalendar, day("2026-12-11"));
    expect(before).toMatchObject({ effectiveDue: "2027-01-08", provisional: true });
    const calendar = calendarWith(officialCalendar, [
      {
        year: 2027,
        data: {
          ...first.data,
          off: [day("2027-01-01"), day("2027-01-02"), day("2027-01-03"), day("2027-01-04")],
        },
        version: "x",
      },
    ]);
    // One more rest Monday: the twentieth working day is the next Monday.
    expect(readClock(events, calendar, day("2026-12-11"))).toMatchObject({
      effectiveDue: "2027-01-11",
      provisional: false,
    });
  });
});
