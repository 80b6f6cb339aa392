import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openStore, type Store } from "../../../db/open-store.ts";
import { measureRegister, type Measured } from "../../fixtures/aggregation/measure-register.ts";
import {
  innocentKinds,
  plantedKinds,
  syntheticRegister,
} from "../../fixtures/aggregation/synthetic-register.ts";

/** The same register as `bench aggregation`, smaller, over the real store (保密法36, 实施条例43). */
describe("a register with planted joins", () => {
  const folder = mkdtempSync(join(tmpdir(), "planted-joins-"));
  let store: Store;
  let measured: Measured;
  beforeAll(async () => {
    const opened = await openStore({
      folder,
      key: new Uint8Array(32).fill(7),
      now: () => new Date(),
      ballastBytes: 1024,
    });
    if (!opened.ok) throw new Error(opened.error.type);
    store = opened.value;
    measured = await measureRegister(
      store.db,
      syntheticRegister(20_260_916, { papers: 2000, plantedPerKind: 12, innocentPerKind: 15 }),
    );
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("has a pair of every kind, each asked about", () => {
    expect(measured.planted).toBe(plantedKinds.length * 12);
    expect(measured.facts).toBeGreaterThan(measured.sources);
    expect(measured.missed).toEqual([]);
  });

  it("asks about at most two in a hundred innocent pairs", () => {
    expect(measured.innocent).toBe(innocentKinds.length * 15);
    const allowed = Math.floor(measured.innocent * 0.02);
    expect(measured.flagged.slice(0, measured.flagged.length <= allowed ? 0 : undefined)).toEqual([]);
  });
});
