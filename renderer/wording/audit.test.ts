import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { leakSteps } from "../../shared/domain/publication/leak.ts";
import { referralAnswers } from "../../shared/domain/review/referral.ts";
import { auditResultWords, auditSubjects } from "./audit.ts";

const sources = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(join(folder, name), "utf8"));

describe("the audit log in words", () => {
  it("names every kind of subject that the core writes", () => {
    const written = new Set(
      sources(join(import.meta.dirname, "../../electron/core")).flatMap((text) =>
        [...text.matchAll(/subjectKind: "(\w+)"/g)].map((match) => match[1] ?? ""),
      ),
    );
    expect(written.size).toBeGreaterThan(20);
    for (const kind of written) expect([kind, auditSubjects[kind]]).toEqual([kind, expect.any(String)]);
  });

  it.each([
    ["review", "agree", "同意"],
    ["account", "wrong-passphrase", "口令不对"],
    ["leak", "closed", leakSteps.closed],
    ["review", "closed", referralAnswers.closed.label],
    ["server", "log-rewritten", "中心的日志前后不一致（log-rewritten）"],
    ["item", "constructor", "其他（constructor）"],
  ])("%s %s is %s", (subjectKind, result, words) => {
    expect(auditResultWords(subjectKind, result)).toBe(words);
  });
});
