import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  counterKey,
  formatDocNumber,
  parseDocNumber,
  repairDocNumber,
  seriesCharacters,
  type SeriesKey,
} from "./numbering.ts";

const settings = { organShort: "云建" };

describe("发文字号", () => {
  it("is written as GB/T 9704-2012 7.2.5 asks", () => {
    expect(formatDocNumber("notice", 2026, 5, settings)).toBe("云建公开告〔2026〕5号");
    expect(formatDocNumber("refusal", 2026, 1, { ...settings, oneSeries: true })).toBe(
      "云建公开告〔2026〕1号",
    );
    expect(formatDocNumber("granted", 2026, 1, { ...settings, characters: { granted: "公复" } })).toBe(
      "云建公复〔2026〕1号",
    );
  });

  it("draws from one counter a type and year, or one for all", () => {
    const keys = Object.keys(seriesCharacters) as SeriesKey[];
    expect(new Set(keys.map((key) => counterKey(key, 2026, settings))).size).toBe(keys.length);
    expect(new Set(keys.map((key) => counterKey(key, 2026, { ...settings, oneSeries: true }))).size).toBe(1);
  });

  it.each([
    ["云建公开告[2026]5号", "wrong-brackets", "云建公开告〔2026〕5号"],
    ["云建公开告（2026）5号", "wrong-brackets", "云建公开告〔2026〕5号"],
    ["云建公开告【2026】5号", "wrong-brackets", "云建公开告〔2026〕5号"],
    ["云建公开告〔2026〕05号", "leading-zero", "云建公开告〔2026〕5号"],
    ["云建公开告〔2026〕第5号", "ordinal-word", "云建公开告〔2026〕5号"],
    ["云建公开告〔26〕5号", "year-not-in-full", undefined],
    ["云建公开告〔2026〕5", "no-final-hao", "云建公开告〔2026〕5号"],
    ["云建公开告〔2026〕五号", "chinese-or-full-width-digits", undefined],
    ["云建公开告〔2026〕 5号", "white-space", "云建公开告〔2026〕5号"],
    ["YJ〔2026〕5号", "wrong-prefix", undefined],
    ["云建公开告〔2026〕号", "malformed", undefined],
  ])("%s is wrong (%s) and becomes %s", (text, type, repaired) => {
    expect(parseDocNumber(text)).toEqual({ ok: false, error: { type } });
    expect(repairDocNumber(text)).toBe(repaired);
  });

  it("reads back what it writes", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(seriesCharacters) as SeriesKey[])),
        fc.integer({ min: 2000, max: 2099 }),
        fc.integer({ min: 1, max: 99_999 }),
        (series, year, sequence) => {
          const read = parseDocNumber(formatDocNumber(series, year, sequence, settings));
          expect(read).toEqual({
            ok: true,
            value: { prefix: `云建${seriesCharacters[series]}`, year, sequence },
          });
        },
      ),
    );
  });
});
