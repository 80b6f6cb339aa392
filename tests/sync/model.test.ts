import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import { OutboxEngine } from "../../electron/core/sync-outbox/outbox-engine.ts";
import { isFinal } from "../../electron/core/sync-outbox/outbox-machine.ts";
import { replay } from "../../server/services/verify-store.ts";
import { parseLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import type { DecidedLeaf, LogLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import { verifyReceipt } from "../../shared/sync-protocol/receipt.ts";
import { directTransport, MemoryUploads } from "./direct-transport.ts";
import type { LineFault } from "./direct-transport.ts";
import { memoryOrigin, readZip, startMemoryServer } from "./memory-server.ts";
import type { MemoryServer } from "./memory-server.ts";
import { sampleDevice, sampleEntry, sampleId, sampleKeys } from "./sample-package.ts";
import { copyDisk, Workstation } from "./workstation.ts";
import type { Disk } from "./workstation.ts";
import { printsEvidence, seed } from "./evidence.ts";

/**
 * T1: workstations, a server, a line that loses and doubles, media, crashes, restored back-ups and clones, in any order.
 * Shows I1–I6, I11 and I12 at the end of every run. SYNC_MODEL_RUNS sets the number of runs.
 */

const runs = Number(process.env["SYNC_MODEL_RUNS"] ?? "100");
const workstationCount = 3;
const objects = ["alpha", "beta"].map((name) => sampleId(`model ${name}`));

type Command =
  | { readonly type: "publish" | "withdraw"; readonly at: number; readonly object: number }
  | { readonly type: "work"; readonly at: number; readonly steps: number }
  | { readonly type: "crash" | "backup" | "restore" | "clone"; readonly at: number }
  | { readonly type: "media"; readonly at: number }
  | { readonly type: "server-crash" }
  | { readonly type: "line"; readonly faults: readonly LineFault[] };

const at = fc.nat(workstationCount - 1);
const object = fc.nat(objects.length - 1);
const fault = fc.constantFrom<LineFault>("none", "none", "lost-request", "lost-answer", "doubled");
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant("publish" as const), at, object }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("withdraw" as const), at, object }) },
  {
    weight: 10,
    arbitrary: fc.record({ type: fc.constant("work" as const), at, steps: fc.integer({ min: 1, max: 8 }) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("crash" as const), at }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom("backup" as const, "restore" as const), at }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("clone" as const), at }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("media" as const), at }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("server-crash" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant("line" as const), faults: fc.array(fault, { maxLength: 6 }) }),
  },
);

class World {
  readonly server: MemoryServer;
  readonly uploads = new MemoryUploads();
  readonly workstations: Workstation[];
  engines: OutboxEngine[];
  readonly backups = new Map<number, Disk>();
  faults: LineFault[] = [];
  nowMs = Date.parse("2026-03-02T03:00:00Z");
  #sealed = 0;

  constructor(server: MemoryServer, workstations: Workstation[]) {
    this.server = server;
    this.workstations = workstations;
    this.engines = workstations.map((workstation) => this.newEngine(workstation));
  }

  newEngine(workstation: Workstation): OutboxEngine {
    return new OutboxEngine({
      store: workstation,
      device: workstation,
      packages: workstation,
      transport: directTransport(this.server, this.uploads, () => this.faults.shift() ?? "none"),
      crypto: nodeCrypto,
      trust: { origin: memoryOrigin, logKeys: [this.server.logKey], witnesses: [], witnessThreshold: 0 },
      witnessKey: this.server.witnessKey,
      now: () => new Date(this.nowMs),
      random: () => 0.5,
      chunkBytes: 9000,
      waitSeconds: 0,
    });
  }

  /** What this workstation believes to be the newest version of an object: of its own or told by the server's head. */
  async base(objectId: string): Promise<{ readonly revNo: number; readonly parents: string[] }> {
    const head = await this.server.store.db
      .selectFrom("object_head")
      .selectAll()
      .where("object_id", "=", objectId)
      .executeTakeFirst();
    // Every second office works offline and knows nothing of the head.
    if (!head || this.#sealed % 2 === 1) return { revNo: 1, parents: [] };
    return { revNo: head.rev_no + 1, parents: [head.head] };
  }

  async run(one: Command): Promise<void> {
    switch (one.type) {
      case "publish":
      case "withdraw":
        return this.seal(one.type, one.at, objects[one.object] ?? "");
      case "work":
        for (let i = 0; i < one.steps; i++) {
          this.nowMs += 700;
          await this.engines[one.at]?.step();
        }
        return;
      case "crash":
        this.engines[one.at] = this.newEngine(this.workstations[one.at] as Workstation);
        return;
      case "backup":
        this.backups.set(one.at, copyDisk((this.workstations[one.at] as Workstation).disk));
        return;
      case "restore": {
        const backup = this.backups.get(one.at);
        const workstation = this.workstations[one.at] as Workstation;
        if (!backup) return;
        workstation.disk = copyDisk(backup);
        this.engines[one.at] = this.newEngine(workstation);
        return;
      }
      case "clone": {
        const from = this.workstations[one.at] as Workstation;
        const clone = new Workstation(from.device, copyDisk(from.disk));
        this.workstations.push(clone);
        this.engines.push(this.newEngine(clone));
        return;
      }
      case "media":
        return this.importByMedia(one.at);
      case "server-crash":
        return this.server.crash();
      case "line":
        this.faults = [...one.faults];
    }
  }

  async seal(kind: "publish" | "withdraw", index: number, objectId: string): Promise<void> {
    const workstation = this.workstations[index] as Workstation;
    const { revNo, parents } = await this.base(objectId);
    this.#sealed += 1;
    const content = sampleEntry({
      objectId,
      revNo,
      parents,
      summary: `第${this.#sealed}稿`,
      files: [],
      ...(kind === "withdraw" ? { kind, takedown: { reason: "error" as const } } : {}),
    });
    const reviews = kind === "withdraw" ? { reviews: [{ stage: "leaderApproval" as const }] } : {};
    await workstation.seal({ label: `model ${this.#sealed}`, content, ...reviews });
  }

  async importByMedia(index: number): Promise<void> {
    for (const { zip, zipSha256 } of (this.workstations[index] as Workstation).disk.sealed.values()) {
      const read = readZip(zip);
      if (read.ok)
        await this.server.core.packages.importBag(read.value, {
          zipSha256,
          size: zip.length,
          salt: new Uint8Array(32),
        });
    }
  }

  /** The line is good again and everybody works until nothing moves. */
  async settle(): Promise<void> {
    this.faults = [];
    for (let round = 0; round < 60; round++) {
      let moved = 0;
      for (const engine of this.engines) moved += await engine.drain(200);
      this.nowMs += 16 * 60_000;
      if (moved === 0 && round > 2) return;
    }
    throw new Error("the world does not settle");
  }
}

async function leavesOf(server: MemoryServer): Promise<readonly LogLeaf[]> {
  const rows = await server.store.db.selectFrom("log_entry").select("leaf").orderBy("idx").execute();
  return rows.map((row) => {
    const leaf = parseLeaf(new Uint8Array(row.leaf));
    if (!leaf.ok) throw new Error("leaf cannot be read");
    return leaf.value;
  });
}

function checkLog(leaves: readonly LogLeaf[]): void {
  const decided = leaves.filter((leaf): leaf is DecidedLeaf => leaf.type === "decided");
  const ids = decided.map((leaf) => leaf.packageId);
  expect(new Set(ids).size, "I1: one decision a package").toBe(ids.length);
  const accepted = decided.filter((leaf) => leaf.outcome === "accepted");
  const reviews = accepted.flatMap((leaf) => leaf.reviewIds);
  expect(new Set(reviews).size, "I1: a review is used once").toBe(reviews.length);
  const heads = new Map<string, string>();
  for (const leaf of accepted) {
    // A withdrawal wins over every base; any other version must build on the head it replaces.
    const builtOn = leaf.kind === "withdraw" ? heads.get(leaf.objectId) : leaf.base;
    expect(builtOn, "I4, I5: an accepted version builds on the head it replaces").toBe(
      heads.get(leaf.objectId),
    );
    heads.set(leaf.objectId, leaf.contentDigest);
  }
}

async function checkTables(server: MemoryServer, leaves: readonly LogLeaf[]): Promise<void> {
  const expected = replay(leaves);
  const heads = await server.store.db.selectFrom("object_head").selectAll().execute();
  expect(new Map(heads.map((row) => [row.object_id, row.head]))).toEqual(
    new Map([...expected.heads].map(([id, { head }]) => [id, head])),
  );
  const live = await server.store.db
    .selectFrom("publication")
    .selectAll()
    .where("state", "=", "live")
    .execute();
  for (const row of live) {
    const head = expected.heads.get(row.object_id);
    expect(head?.withdrawn, "I5: nothing withdrawn is live").toBe(false);
    expect(head?.head, "I3: what is live is the accepted head").toBe(row.content_digest);
  }
}

function checkWorkstations(world: World): void {
  for (const [index, workstation] of world.workstations.entries()) {
    for (const receipt of workstation.disk.receipts.values()) {
      const verified = verifyReceipt(nodeCrypto, receipt.bytes, {
        trust: { origin: memoryOrigin, logKeys: [world.server.logKey], witnesses: [], witnessThreshold: 0 },
        packageId: receipt.packageId,
      });
      expect(verified.ok, "I6: every stored receipt verifies").toBe(true);
    }
    expect(workstation.disk.evidence, "an honest server is never distrusted").toEqual([]);
    if (world.engines[index]?.state.type === "blocked") continue;
    for (const row of workstation.disk.rows.values()) {
      const settled = isFinal(row.state) || row.state === "needs-user";
      const waits = [...workstation.disk.rows.values()].some(
        (other) => other.objectId === row.objectId && other.state === "needs-user",
      );
      expect(settled || waits, "I11, I12: finished, or a person sees why").toBe(true);
    }
  }
}

printsEvidence("T1 model", {
  seed,
  counts: () => `${runs} histories of ${workstationCount} workstations`,
  invariants: "I1 I2 I3 I4 I5 I6 I11 I12",
});

describe("any history of workstations and server", () => {
  it(`keeps the invariants (${runs} runs)`, { timeout: 30_000 + runs * 2000 }, async () => {
    const devices = Array.from({ length: workstationCount }, (_, index) =>
      sampleDevice(`model device ${index}`),
    );
    const records = [...sampleKeys(devices[0]), ...devices.slice(1).map((device) => device.record)];
    const checked = await fc.check(
      fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 22 }), async (commands) => {
        const server = await startMemoryServer(records);
        const world = new World(
          server,
          devices.map((device) => new Workstation(device)),
        );
        for (const one of commands) await world.run(one);
        await world.settle();
        const leaves = await leavesOf(server);
        checkLog(leaves);
        await checkTables(server, leaves);
        checkWorkstations(world);
        await server.close();
      }),
      { numRuns: runs, seed },
    );
    expect(checked.failed ? fc.defaultReportMessage(checked) : "held").toBe("held");
    expect(checked.numRuns).toBe(runs);
  });
});
