import { createHash } from "node:crypto";

import { expect, it } from "vitest";

import type { FileAnswer } from "../services/work.ts";
import { createKeptReadings, type KeptReadings } from "./kept-readings.ts";

const accepted: FileAnswer = { ok: true, mediaType: "text/plain", findings: [], notes: [] };

/** Reads as the worker does: counts the digest, and reads what is not known. */
function counting(readings: KeptReadings, answer: FileAnswer = accepted) {
  const state = { made: 0, counted: 0 };
  const read = (bytes: Uint8Array, name: string, version = 3) =>
    readings.read(bytes.length, name, { version, rules: [], switchedOff: [] }, async (known) => {
      if (known) state.counted += 1;
      const digest = known && createHash("sha256").update(bytes).digest("hex");
      if (digest !== undefined && known?.includes(digest)) return await Promise.resolve({ digest });
      state.made += 1;
      return { answer, ...(digest === undefined ? {} : { digest }) };
    });
  return { state, read };
}

it("makes one reading of the same bytes under the same name and rules", async () => {
  const { state, read } = counting(createKeptReadings());
  const bytes = new TextEncoder().encode("同一份文件");
  for (let n = 0; n < 3; n += 1) expect(await read(bytes, "a.txt")).toBe(accepted);
  expect(state.made).toBe(1);
  await read(bytes, "b.txt");
  await read(bytes, "a.txt", 4);
  await read(new TextEncoder().encode("另一份文件"), "a.txt");
  await read(new TextEncoder().encode("另二份文件"), "a.txt");
  expect(state.made).toBe(5);
});

it("keeps nothing of what was refused (V7)", async () => {
  const { state, read } = counting(createKeptReadings(), {
    ok: false,
    refusal: "secret-mark",
    markType: "star",
  });
  const bytes = new TextEncoder().encode("机密★");
  await read(bytes, "a.txt");
  await read(bytes, "a.txt");
  expect(state.made).toBe(2);
});

it("forgets the one that was used longest ago", async () => {
  const { state, read } = counting(createKeptReadings());
  const file = (n: number) => Uint8Array.of(n);
  for (let n = 0; n < 16; n += 1) await read(file(n), "a");
  await read(file(0), "a");
  await read(file(16), "a");
  expect(state.made).toBe(17);
  await read(file(0), "a");
  expect(state.made).toBe(17);
  await read(file(1), "a");
  expect(state.made).toBe(18);
});

it("keeps no file that is larger than all it may keep, and counts no digest of it", async () => {
  const { state, read } = counting(createKeptReadings());
  const large = new Uint8Array(64 * 1024 * 1024 + 1);
  await read(large, "a");
  await read(large, "a");
  expect(state).toEqual({ made: 2, counted: 0 });
});
