import { expect, it } from "vitest";

import type { FileAnswer } from "../services/work.ts";
import { createKeptReadings } from "./kept-readings.ts";

const accepted: FileAnswer = { ok: true, mediaType: "text/plain", findings: [], notes: [] };

function counting(answer: FileAnswer = accepted) {
  const state = { made: 0 };
  const make = async () => {
    state.made += 1;
    return await Promise.resolve(answer);
  };
  return { state, make };
}

it("makes one reading of the same bytes under the same name and rules", async () => {
  const readings = createKeptReadings();
  const { state, make } = counting();
  const bytes = new TextEncoder().encode("同一份文件");
  const rules = { version: 3, rules: [], switchedOff: [] };
  for (let n = 0; n < 3; n += 1) expect(await readings.read(bytes, "a.txt", rules, make)).toBe(accepted);
  expect(state.made).toBe(1);
  await readings.read(bytes, "b.txt", rules, make);
  await readings.read(bytes, "a.txt", { ...rules, version: 4 }, make);
  await readings.read(new TextEncoder().encode("另一份"), "a.txt", rules, make);
  expect(state.made).toBe(4);
});

it("keeps nothing of what was refused (V7)", async () => {
  const readings = createKeptReadings();
  const { state, make } = counting({ ok: false, refusal: "secret-mark", markType: "star" });
  const bytes = new TextEncoder().encode("机密★");
  await readings.read(bytes, "a.txt", undefined, make);
  await readings.read(bytes, "a.txt", undefined, make);
  expect(state.made).toBe(2);
});

it("forgets the one that was used longest ago", async () => {
  const readings = createKeptReadings();
  const { state, make } = counting();
  const file = (n: number) => Uint8Array.of(n);
  for (let n = 0; n < 16; n += 1) await readings.read(file(n), "a", undefined, make);
  await readings.read(file(0), "a", undefined, make);
  await readings.read(file(16), "a", undefined, make);
  expect(state.made).toBe(17);
  await readings.read(file(0), "a", undefined, make);
  expect(state.made).toBe(17);
  await readings.read(file(1), "a", undefined, make);
  expect(state.made).toBe(18);
});

it("keeps no file that is larger than all it may keep", async () => {
  const readings = createKeptReadings();
  const { state, make } = counting();
  const large = new Uint8Array(64 * 1024 * 1024 + 1);
  await readings.read(large, "a", undefined, make);
  await readings.read(large, "a", undefined, make);
  expect(state.made).toBe(2);
});
