import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { screenFiles } from "../../../electron/hosts/command-line/screen-files-command.ts";

interface Score {
  readonly all: { readonly F1: number };
  readonly values: { readonly all: { readonly F1: number } };
  readonly missing_predictions: number;
  readonly clean_files_with_a_false_alarm: number;
  readonly evidence_found: number;
  readonly evidence_total: number;
}

const fixtures = fileURLToPath(new URL("../../fixtures/", import.meta.url));
const dev = join(fixtures, "documents", "dev");

/** The scorer that came with the development set judges, not a yardstick of our own. */
function score(lines: readonly string[]): Score {
  const folder = mkdtempSync(join(tmpdir(), "score-"));
  try {
    writeFileSync(join(folder, "predictions.jsonl"), lines.join(""));
    const output = execFileSync(process.execPath, [
      join(fixtures, "screening", "score.mjs"),
      "--files",
      join(fixtures, "documents", "expected_files.json"),
      join(folder, "predictions.jsonl"),
      "--json",
    ]);
    return JSON.parse(output.toString()) as Score;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the development set of files", () => {
  const lines: string[] = [];
  const errors: string[] = [];
  let code: number;
  let result: Score;

  beforeAll(async () => {
    const paths = readdirSync(dev).map((name) => join(dev, name));
    code = await screenFiles(paths, {
      write: (line) => void lines.push(line),
      error: (line) => errors.push(line),
    });
    result = score(lines);
  });
  afterAll(() => {
    lines.length = 0;
  });

  it("is read through the worker, one line a file", () => {
    expect({ code, errors, missing: result.missing_predictions }).toEqual({
      code: 1,
      errors: [],
      missing: 0,
    });
    expect(lines.length).toBe(readdirSync(dev).length);
  });

  it("finds the hidden data (micro F1 ≥ 0.98) and shows what is hidden (≥ 95 %)", () => {
    expect(result.all.F1).toBeGreaterThanOrEqual(0.98);
    expect(result.evidence_found / result.evidence_total).toBeGreaterThanOrEqual(0.95);
  });

  it("finds the text values anywhere in the files (micro F1 ≥ 0.98)", () => {
    expect(result.values.all.F1).toBeGreaterThanOrEqual(0.98);
  });

  it("flags no clean file", () => {
    expect(result.clean_files_with_a_false_alarm).toBe(0);
  });

  it("refuses the file with a secrecy mark and says nothing of it but the mark (V7)", () => {
    const marked = lines
      .map(
        (line) =>
          JSON.parse(line) as {
            file: string;
            accepted: boolean;
            mark?: string;
            findings: { type: string; value: string }[];
          },
      )
      .filter((line) => !line.accepted);
    expect(
      marked.map(({ file, mark, findings }) => ({
        file,
        mark,
        values: findings.map((finding) => [finding.type, finding.value]),
      })),
    ).toEqual([
      {
        file: "04-white-text.docx",
        mark: "star",
        values: [
          ["CLASS_MARK", "秘密★9个月"],
          ["HIDDEN_TEXT", "秘密★9个月"],
        ],
      },
    ]);
  });
});
