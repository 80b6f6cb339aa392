import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { screenText } from "../../../shared/domain/screening/screen-text.ts";

const fixtures = new URL("../../fixtures/screening/", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "text-scores-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Score {
  readonly all: { readonly F1: number };
  readonly types: readonly {
    readonly name: string;
    readonly F1: number;
    readonly tp: number;
    readonly fn: number;
  }[];
  readonly clean_cases: number;
  readonly clean_cases_with_a_false_alarm: number;
  readonly missing_predictions: number;
  readonly value_mismatch_warnings: number;
}

/** Screens a labelled set and lets the development set's own scorer judge it. */
function score(name: string): Score {
  const set = new URL(`text/${name}`, fixtures);
  const predictions = join(folder, `${name}.predictions`);
  const lines = readFileSync(set, "utf8").trim().split("\n");
  writeFileSync(
    predictions,
    lines
      .map((line) => JSON.parse(line) as { id: string; text: string })
      .map(({ id, text }) => JSON.stringify({ id, findings: screenText(text) }))
      .join("\n"),
  );
  const scorer = new URL("score.mjs", fixtures);
  const output = execFileSync(process.execPath, [scorer.pathname, set.pathname, predictions, "--json"], {
    encoding: "utf8",
  });
  return JSON.parse(output) as Score;
}

describe.each(["dev_cases.jsonl", "own_cases.jsonl"])("%s", (name) => {
  const result = score(name);

  it("reaches a micro F1 of 0.98", () => {
    expect(result.all.F1).toBeGreaterThanOrEqual(0.98);
  });

  it("reaches 0.95 in every one of the 21 types", () => {
    expect(result.types).toHaveLength(21);
    const low = result.types
      .filter(({ tp, fn, F1 }) => tp + fn === 0 || F1 < 0.95)
      .map(({ name: type, F1 }) => ({ type, F1 }));
    expect(low).toEqual([]);
  });

  it("alarms on at most two in a hundred clean texts", () => {
    expect(result.clean_cases).toBeGreaterThan(30);
    expect(result.clean_cases_with_a_false_alarm / result.clean_cases).toBeLessThanOrEqual(0.02);
  });

  it("answers every case with values that stand at their offsets", () => {
    expect(result.missing_predictions).toBe(0);
    expect(result.value_mismatch_warnings).toBe(0);
  });
});

describe("the generated set", () => {
  it("is the one its generator writes", () => {
    const generator = new URL("generate-own-cases.ts", fixtures);
    const target = join(folder, "own_cases.jsonl");
    execFileSync(process.execPath, [generator.pathname, target], { encoding: "utf8" });
    expect(readFileSync(target, "utf8")).toBe(
      readFileSync(new URL("text/own_cases.jsonl", fixtures), "utf8"),
    );
  });
});
