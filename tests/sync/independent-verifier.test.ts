import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { verifyPackageBytes } from "../../electron/core/services/packages/verify-package.ts";
import { calendarDay } from "../../shared/kernel/calendar-day.ts";
import type { Instant } from "../../shared/kernel/calendar-day.ts";
import { packageLimits } from "../../shared/sync-protocol/package-layout.ts";
import { checkZip } from "../../shared/sync-protocol/zip-profile.ts";
import { forgedCases } from "./forged-cases.ts";
import { flipBit } from "./forge-package.ts";
import { buildSample, sampleCase, sampleEntry, sampleKeys } from "./sample-package.ts";
import { printsEvidence } from "./evidence.ts";

/** T13: a second implementation, in Python and by common tools, judges our packages and the tampered ones alike. */

const script = fileURLToPath(new URL("../verifier/verify_package.py", import.meta.url));
const goldenFolder = fileURLToPath(new URL("../fixtures/golden-bags/", import.meta.url));
const golden = readdirSync(goldenFolder).filter((name) => name.endsWith(".zip"));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "verifier-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface PythonVerdict {
  readonly valid: boolean;
  readonly problem?: string;
  readonly packageDigest?: string;
  readonly contentDigest?: string;
}

function python(paths: readonly string[], ...options: readonly string[]): readonly PythonVerdict[] {
  const run = spawnSync("python3", [script, ...options, ...paths], { encoding: "utf8", timeout: 100_000 });
  if (run.error) throw run.error;
  expect(run.stderr).toBe("");
  return run.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as PythonVerdict);
}

/** Digests of the golden bags: a change of them is a change of the format. */
const goldenDigests: Readonly<Record<string, string>> = {
  "zwgk-bag-1-entry.zip": "0516cdaf6c2bf9ea949c1a2d4d0299ad1bfd14b0a7cd3e5345b2fce51c75bb2f",
  "zwgk-bag-1-entry-marked.zip": "9a846824f68132a3c43b4742f542cfe1f3b171dc5049abf9341b11778f86927d",
  "zwgk-bag-1-case.zip": "e7e3907b7738699c81c3ccf98d492c6afffb724ed29ceea2b7f0881e67542a0f",
};

printsEvidence("T13 second implementation", {
  seed: "fixed",
  counts: () => `${golden.length} golden bags, ${forgedCases.length} forged packages`,
  invariants: "I6",
});

describe("golden bags", () => {
  it("all have a digest on record", () => {
    expect(golden.toSorted()).toEqual(Object.keys(goldenDigests).toSorted());
  });

  it.each(golden)("%s verifies here and in Python, with a library and without", (name) => {
    const path = join(goldenFolder, name);
    const report = verifyPackageBytes(new Uint8Array(readFileSync(path)), { trustedKeys: sampleKeys() });
    expect(report).toMatchObject({ valid: true, trusted: true, packageDigest: goldenDigests[name] });
    for (const options of [[], ["--pure"]]) {
      expect(python([path], ...options)).toEqual([
        expect.objectContaining({
          valid: true,
          packageDigest: goldenDigests[name],
          contentDigest: report.contentDigest,
        }),
      ]);
    }
  });

  it.each(golden)("%s is a plain ZIP and a plain bag for common tools", (name) => {
    const out = join(folder, name);
    const unzip = spawnSync("unzip", ["-q", join(goldenFolder, name), "-d", out], { encoding: "utf8" });
    expect({ status: unzip.status, stderr: unzip.stderr }).toEqual({ status: 0, stderr: "" });
    const [bag] = readdirSync(out);
    for (const manifest of ["manifest-sha256.txt", "tagmanifest-sha256.txt"]) {
      const sums = spawnSync("sha256sum", ["--check", "--strict", "--quiet", manifest], {
        cwd: join(out, bag ?? ""),
        encoding: "utf8",
      });
      expect({ status: sums.status, stdout: sums.stdout }).toEqual({ status: 0, stdout: "" });
    }
  });

  it.each(golden)("%s fails in both verifiers with a bit of any file flipped", (name) => {
    const bytes = new Uint8Array(readFileSync(join(goldenFolder, name)));
    const entries = checkZip(
      { size: bytes.length, read: (offset, length) => bytes.slice(offset, offset + length) },
      packageLimits,
    );
    const paths: string[] = [];
    for (const entry of entries.ok ? entries.value : []) {
      for (const part of [0, 0.3, 0.7]) {
        const changed = flipBit(bytes, entry.offset + Math.floor(part * entry.size));
        expect(verifyPackageBytes(changed).valid).toBe(false);
        const path = join(folder, `${name}-${paths.length}`);
        writeFileSync(path, changed);
        paths.push(path);
      }
    }
    expect(paths.length).toBeGreaterThan(30);
    expect(python(paths).filter((verdict) => verdict.valid)).toEqual([]);
  });
});

/** What only the receiver knows: its registry and the age of its rules. */
const receiverOnly = new Set([
  "reviews under rules that are too old",
  "a device nobody knows",
  "a revoked device",
]);

describe("forged packages", () => {
  it("are refused by the Python verifier too, but for what only the receiver knows", async () => {
    const names: string[] = [];
    const paths: string[] = [];
    for (const [index, one] of forgedCases.entries()) {
      const path = join(folder, `forged-${index}.zip`);
      writeFileSync(path, (await one.build()).zip);
      names.push(one.name);
      paths.push(path);
    }
    const verdicts = python(paths);
    expect(verdicts).toHaveLength(names.length);
    const accepted = names.filter((_, index) => verdicts[index]?.valid === true);
    expect(accepted.toSorted()).toEqual([...receiverOnly].toSorted());
  });

  it("does not refuse honest ones", async () => {
    const paths: string[] = [];
    for (const [index, options] of [
      { label: "honest entry" },
      { label: "honest case", content: sampleCase() },
      {
        label: "honest mark with a planned time",
        content: sampleEntry({
          kind: "correct",
          revNo: 2,
          parents: ["aa".repeat(32)],
          scope: {
            ...sampleEntry().scope,
            notBefore: "2027-01-04T01:00:00Z" as Instant,
            validity: { mark: "repealed", from: calendarDay("2026-04-01"), basis: "样数〔2026〕9号" },
          },
        }),
      },
    ].entries()) {
      const path = join(folder, `honest-${index}.zip`);
      await (await buildSample(options)).writeZip(path);
      paths.push(path);
    }
    expect(python(paths).map((verdict) => verdict.valid)).toEqual([true, true, true]);
  });
});
