import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { type CountedApplication, readMonthlyCounter } from "./fee-counters.ts";
import { feeOptions } from "./fee-options.ts";
import { chargeablePages, itemFee, itemFeeLines, itemRate, pageFee, pageFeeLines } from "./tariffs.ts";

describe("按件计收 (收费办法4)", () => {
  it.each([
    [1, 0],
    [10, 0],
    [11, 100],
    [30, 100],
    [31, 200],
    [40, 200],
    [41, 300],
    [50, 300],
    [51, 400],
    [60, 400],
    [61, 500],
    [101, 900],
  ])("item %i of the month costs %i", (sequence, rate) => {
    expect(itemRate(sequence)).toBe(rate);
  });

  it.each([
    ["example 1", 8, 5, 300],
    ["example 2", 0, 30, 2000],
    ["example 3", 0, 45, 5500],
    ["example 4", 28, 4, 600],
    ["example 5", 39, 3, 800],
    ["ten free", 0, 10, 0],
  ])("%s: %i before, %i more cost %i", (_name, already, pieces, amount) => {
    expect(itemFee(already, pieces)).toBe(amount);
  });

  it("splitting a run changes nothing, and the lines add up", () => {
    fc.assert(
      fc.property(fc.nat({ max: 80 }), fc.nat({ max: 40 }), fc.nat({ max: 40 }), (already, first, second) => {
        expect(itemFee(already, first) + itemFee(already + first, second)).toBe(
          itemFee(already, first + second),
        );
        const lines = itemFeeLines(already, first);
        expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(itemFee(already, first));
        expect(lines.reduce((sum, line) => sum + line.units, 0)).toBe(first);
      }),
    );
  });
});

describe("按量计收 (收费办法5)", () => {
  it.each([
    [0, 0],
    [1, 0],
    [30, 0],
    [31, 10],
    [64, 340],
    [100, 700],
    [101, 720],
    [120, 1100],
    [200, 2700],
    [201, 2740],
    [250, 4700],
  ])("%i pages cost %i", (pages, amount) => {
    expect(pageFee(pages)).toBe(amount);
    expect(pageFee(pages)).toBe(
      10 * Math.max(0, Math.min(pages, 100) - 30) +
        20 * Math.max(0, Math.min(pages, 200) - 100) +
        40 * Math.max(0, pages - 200),
    );
  });

  it("prints its bands", () => {
    expect(pageFeeLines(120)).toEqual([
      { from: 1, to: 30, units: 30, rate: 0, amount: 0 },
      { from: 31, to: 100, units: 70, rate: 10, amount: 700 },
      { from: 101, to: 120, units: 20, rate: 20, amount: 400 },
    ]);
  });

  it("counts larger sheets by area", () => {
    expect([chargeablePages("A4", 3), chargeablePages("A3", 3), chargeablePages("A5", 3)]).toEqual([3, 6, 3]);
  });
});

describe("choice of the tariff (收费办法3)", () => {
  it("example 8: pages of two applications are not added together", () => {
    expect(pageFee(25) + pageFee(25)).toBe(0);
  });

  it("example 9: one of the two, never their sum", () => {
    const options = feeOptions({ alreadyInMonth: 11, pieces: 1, pages: 64, delivery: "paper" });
    expect(options).toMatchObject({
      perItem: { allowed: true, amount: 100 },
      perPage: { allowed: true, amount: 340 },
      sumAllowed: false,
    });
  });

  it("example 10: information already public has no pages to charge", () => {
    const options = feeOptions({
      alreadyInMonth: 14,
      pieces: 1,
      pages: 90,
      outcome: "disclosure-granted-proactive",
    });
    expect(options).toMatchObject({
      perItem: { allowed: true, amount: 100 },
      perPage: { allowed: false },
    });
  });

  it.each([
    ["a refusal", { outcome: "refusal-process-information" }, false],
    ["inspection on the spot", { delivery: "inspection" as const }, false],
    ["partial disclosure by e-mail", { outcome: "disclosure-partial", delivery: "email" as const }, true],
  ])("pages of %s", (_name, facts, allowed) => {
    expect(feeOptions({ alreadyInMonth: 0, pieces: 1, pages: 90, ...facts }).perPage.allowed).toBe(allowed);
  });
});

describe("monthly counter (收费办法4)", () => {
  const of = (
    applicationId: string,
    on: string,
    registerOrder: number,
    change: Partial<CountedApplication> = {},
  ): CountedApplication => ({
    applicationId,
    applicantKey: "a",
    receiptDate: calendarDay(on),
    registerOrder,
    pieces: 1,
    ...change,
  });

  it("example 11: the counter starts again on the 1st", () => {
    const june = Array.from({ length: 10 }, (_, index) => of(`j${index}`, "2025-06-30", index));
    const july = Array.from({ length: 10 }, (_, index) => of(`k${index}`, "2025-07-01", 20 + index));
    const fees = [...june, ...july].map((entry) => {
      const counter = readMonthlyCounter(entry.applicationId, [...june, ...july]);
      return itemFee(counter?.alreadyInMonth ?? -1, entry.pieces);
    });
    expect(fees.reduce((sum, fee) => sum + fee, 0)).toBe(0);
  });

  it("counts units of the same applicant only, earlier ones only, withdrawn ones not", () => {
    const applications = [
      of("1", "2025-06-02", 1, { pieces: 3 }),
      of("2", "2025-06-03", 2, { applicantKey: "b" }),
      of("3", "2025-06-03", 3, { withdrawnUnprocessed: true }),
      of("4", "2025-06-04", 4, { pieces: 2 }),
      of("5", "2025-06-04", 5),
    ];
    expect(readMonthlyCounter("4", applications)).toEqual({
      yearMonth: "2025-06",
      alreadyInMonth: 3,
      sequenceFrom: 4,
      sequenceTo: 5,
    });
    expect(readMonthlyCounter("5", applications)?.alreadyInMonth).toBe(5);
    expect(readMonthlyCounter("3", applications)).toBeUndefined();
  });
});
