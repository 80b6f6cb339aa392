import { describe, expect, it } from "vitest";

import { calendarDay, type Instant } from "../../shared/kernel/calendar-day.ts";
import { clockTime, fullTime, howLongAgo, listTime, shortDate, weekdayName } from "./dates.ts";
import { fileSize, groupedNumber } from "./numbers.ts";
import { rulesWords } from "./rules.ts";
import { syncWords } from "./sync.ts";
import { remainingLong, remainingShort, startsAgain, urgencyOf } from "./remaining.ts";

const at = (text: string) => text as Instant;
const today = calendarDay("2026-09-16");

describe("dates in words", () => {
  it("shows Beijing time, also across midnight UTC", () => {
    expect(clockTime(at("2026-09-16T01:40:00Z"))).toBe("09:40");
    expect(fullTime(at("2026-09-15T16:05:00Z"))).toBe("2026年9月16日 00:05");
  });

  it.each([
    ["2026-09-16T01:40:00Z", "09:40"],
    ["2026-09-15T15:59:00Z", "昨天"],
    ["2026-09-15T16:01:00Z", "00:01"],
    ["2026-09-14T02:00:00Z", "9月14日"],
    ["2025-12-31T02:00:00Z", "2025年12月31日"],
  ])("a list shows %s as %s", (instant, shown) => {
    expect(listTime(at(instant), today)).toBe(shown);
  });

  it.each([
    ["2026-09-16T02:59:40Z", "刚才"],
    ["2026-09-16T02:48:00Z", "12 分钟前"],
    ["2026-09-15T23:50:00Z", "3 小时前"],
    ["2026-09-15T08:20:00Z", "昨天 16:20"],
    ["2026-09-01T08:20:00Z", "9月1日"],
  ])("%s is %s", (instant, words) => {
    expect(howLongAgo(at(instant), at("2026-09-16T03:00:00Z"))).toBe(words);
  });

  it("names the weekday", () => {
    expect(weekdayName(today)).toBe("星期三");
    expect(shortDate(calendarDay("2026-10-01"), today)).toBe("10月1日");
  });
});

describe("the state of sending in words", () => {
  it.each([
    ["connected", 0, undefined, "已连接中心，没有待发送"],
    ["not-connected", 3, undefined, "离线，3 个包待发送"],
    ["not-connected", 3, 5, "离线已 5 天，3 个包待发送"],
    ["not-connected", undefined, 1, "离线已 1 天"],
    ["off", 0, undefined, "离线，没有待发送"],
  ] as const)("%s with %s to send for %s days is %s", (state, waiting, days, words) => {
    expect(syncWords(state, waiting, days)).toBe(words);
  });
});

describe("numbers in words", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1284, "1\u2009284"],
    [102361, "102\u2009361"],
    [1000000, "1\u2009000\u2009000"],
    [-1284, "−1\u2009284"],
  ])("%d is grouped as %s", (value, shown) => {
    expect(groupedNumber(value)).toBe(shown);
  });

  it.each([
    [612, "612 字节"],
    [6120, "6.1 KB"],
    [38_000_000, "38 MB"],
    [1_250_000_000, "1.3 GB"],
  ])("%d bytes are %s", (bytes, shown) => {
    expect(fileSize(bytes)).toBe(shown);
  });
});

describe("terms in words", () => {
  it("names what a period begins again after, and nothing where it runs", () => {
    expect(startsAgain("awaitingCorrection")).toBe("补正后重新起算");
    expect(startsAgain("awaitingFee")).toBe("缴费后重新起算");
    expect(startsAgain("running")).toBeUndefined();
  });

  it.each([
    [-2, "over", "超 2 个", "超 2 个工作日"],
    [-0.5, "over", "已超期", "已超期"],
    [0, "today", "今天", "今天最后一天"],
    [1, "soon", "剩 1 个", "剩 1 个工作日"],
    [3, "soon", "剩 3 个", "剩 3 个工作日"],
    [4, "calm", "剩 4 个", "剩 4 个工作日"],
  ])("%d working days left", (remaining, urgency, short, long) => {
    expect([urgencyOf(remaining), remainingShort(remaining), remainingLong(remaining)]).toEqual([
      urgency,
      short,
      long,
    ]);
  });
});

it.each([
  ["screening 2026.11.11; checklist 2026-1; department 3", "2026.11.11 版规则、本机关第 3 版规则"],
  ["screening 2026.11.11; checklist 2026-1", "2026.11.11 版规则"],
  ["", ""],
])("names the screening rules %j as an office says them", (label, words) => {
  expect(rulesWords(label)).toBe(words);
});
