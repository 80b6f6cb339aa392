import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { defaultReadLimits } from "../../../electron/core/documents/reading/read-limits.ts";
import { openZip } from "../../../electron/core/documents/containers/zip-archive.ts";
import { ReadBudget } from "../../../electron/core/documents/reading/read-budget.ts";
import { officeCases } from "./corpus/office-cases.ts";
import { pdfCases } from "./corpus/pdf-cases.ts";
import { pictureCases } from "./corpus/picture-cases.ts";
import { textCases } from "./corpus/text-cases.ts";
import { zipFile } from "./corpus/zip-file.ts";

/** Numerical Recipes' generator: the same mutations on every run. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

const dev = new URL("../../fixtures/documents/dev/", import.meta.url);
const seeds = [
  ...readdirSync(dev).map((name) => ({ name, bytes: new Uint8Array(readFileSync(new URL(name, dev))) })),
  ...officeCases(),
  ...pdfCases(),
  ...pictureCases(),
  ...textCases(),
].filter((file) => file.bytes.length < 50_000);

const interesting = [0x00, 0xff, 0x7f, 0x80, 0x20, 0x3c, 0x3e, 0x28, 0x5b, 0x2f];

function mutate(bytes: Uint8Array, next: () => number): Uint8Array {
  const out = Uint8Array.from(bytes);
  const at = (): number => Math.floor(next() * out.length);
  const kind = Math.floor(next() * 6);
  if (kind === 0) return out.subarray(0, at());
  if (kind === 1) {
    const [from, to] = [at(), at()];
    out.copyWithin(from, to, Math.min(out.length, to + 1 + Math.floor(next() * 400)));
    return out;
  }
  if (kind === 2) {
    const cut = at();
    return Uint8Array.from([
      ...out.subarray(0, cut),
      ...out.subarray(Math.min(out.length, cut + 1 + Math.floor(next() * 60))),
    ]);
  }
  const count = kind === 3 ? 1 : 1 + Math.floor(next() * 24);
  for (let index = 0; index < count; index += 1) {
    out[at()] =
      kind === 5 ? (interesting[Math.floor(next() * interesting.length)] ?? 0) : Math.floor(next() * 256);
  }
  return out;
}

/** Mutates one part inside a ZIP file and packs it again, so that the damage gets past the check sums. */
function mutateInside(bytes: Uint8Array, next: () => number): Uint8Array {
  const archive = openZip(bytes, new ReadBudget(defaultReadLimits));
  const chosen = Math.floor(next() * archive.entries.length);
  return zipFile(
    archive.entries.map((entry, index) => {
      const data = archive.read(entry);
      return { name: entry.name, data: index === chosen && data.length > 0 ? mutate(data, next) : data };
    }),
  );
}

/** So many, and not for so long: the same ones on a slow machine as on a fast one. A soak run sets more. */
const mutants = Number(process.env["MUTATIONS"] ?? "3000");

describe("damaged copies of good files", () => {
  it("are read or refused as a value, in time", { timeout: 60_000 + 60 * mutants }, async () => {
    const next = random(Number(process.env["MUTATION_SEED"] ?? "20250520"));
    const limits = { ...defaultReadLimits, milliseconds: 10_000 };
    const outcomes = new Map<string, number>();
    const failures: string[] = [];
    let slowestMs = 0;
    let count = 0;
    while (count < mutants) {
      const file = seeds[Math.floor(next() * seeds.length)];
      if (!file) break;
      const isZip = file.bytes[0] === 0x50 && file.bytes[1] === 0x4b;
      const bytes = isZip && next() < 0.8 ? mutateInside(file.bytes, next) : mutate(file.bytes, next);
      // A converter is not started for mutants that happen to look like old Office files.
      if (bytes[0] === 0xd0 || (bytes[0] === 0x7b && bytes[1] === 0x5c)) continue;
      count += 1;
      const startedAt = performance.now();
      try {
        const result = await readDocument(bytes, file.name, limits);
        const outcome = result.ok ? "read" : result.error.type;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      } catch (error) {
        failures.push(
          `${file.name} #${count}: ${error instanceof Error ? (error.stack ?? error.message) : "no error"}`,
        );
      }
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    }
    expect(failures.slice(0, 5)).toEqual([]);
    expect(slowestMs).toBeLessThan(15_000);
    // Mutants must reach both ends, or the test proves nothing.
    expect(outcomes.get("read") ?? 0).toBeGreaterThan(0);
    expect(outcomes.get("damaged") ?? 0).toBeGreaterThan(0);
  });
});
