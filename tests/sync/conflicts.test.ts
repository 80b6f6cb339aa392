import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Instant } from "../../shared/kernel/calendar-day.ts";
import type { EntryContent } from "../../shared/sync-protocol/content.ts";
import { Publisher } from "../../server/services/publisher.ts";
import type { PublishTarget } from "../../server/services/publisher.ts";
import { readPayloadFiles } from "../../shared/sync-protocol/payload-files.ts";
import type { OutboxEngine } from "../../electron/core/sync-outbox/outbox-engine.ts";
import { directTransport, MemoryUploads } from "./direct-transport.ts";
import { memoryOrigin, startMemoryServer } from "./memory-server.ts";
import type { MemoryServer } from "./memory-server.ts";
import { sampleCase, sampleDevice, sampleEntry, sampleId, sampleKeys } from "./sample-package.ts";
import { engineFor } from "./test-server.ts";
import { copyDisk, Workstation } from "./workstation.ts";
import { printsEvidence } from "./evidence.ts";

/** Two offices, one server: what happens when both change the same thing (I4, I5), in every order. */

let server: MemoryServer;
const deviceA = sampleDevice("office A");
const deviceB = sampleDevice("office B");
let a: Workstation;
let b: Workstation;
let uploads: MemoryUploads;
let zips: Map<string, Uint8Array>;

beforeEach(async () => {
  server = await startMemoryServer([...sampleKeys(deviceA), deviceB.record]);
  uploads = new MemoryUploads();
  a = new Workstation(deviceA);
  b = new Workstation(deviceB);
  zips = new Map();
});
afterEach(async () => {
  await server.close();
});

function engine(workstation: Workstation): OutboxEngine {
  return engineFor(
    workstation,
    {
      trust: { origin: memoryOrigin, logKeys: [server.logKey], witnesses: [], witnessThreshold: 0 },
      witnessKey: server.witnessKey,
      url: "http://127.0.0.1",
    },
    { transport: directTransport(server, uploads) },
  );
}

async function seal(
  workstation: Workstation,
  label: string,
  content: Partial<EntryContent>,
): Promise<string> {
  const full = sampleEntry(content);
  const stages = full.kind === "withdraw" ? { reviews: [{ stage: "leaderApproval" as const }] } : {};
  const sealed = await workstation.seal({ label, content: full, ...stages });
  zips.set(sealed.packageId, workstation.disk.sealed.get(sealed.packageId)?.zip ?? new Uint8Array(0));
  return sealed.packageId;
}

async function send(workstation: Workstation): Promise<void> {
  await engine(workstation).drain();
}

const digestOfSealed = (workstation: Workstation, packageId: string): string => {
  const envelope = workstation.disk.sealed.get(packageId)?.statements.submission ?? new Uint8Array(0);
  const { payload } = JSON.parse(Buffer.from(envelope).toString()) as { payload: string };
  const statement = JSON.parse(Buffer.from(payload, "base64").toString()) as {
    subject: { name: string; digest: { sha256: string } }[];
  };
  return statement.subject.find((entry) => entry.name === "data/content.json")?.digest.sha256 ?? "";
};

const withdrawal: Partial<EntryContent> = {
  kind: "withdraw",
  takedown: { reason: "secrecyRisk" },
  files: [],
};

class MemoryTarget implements PublishTarget {
  readonly live = new Map<string, ReadonlyMap<string, Uint8Array>>();

  async put(objectId: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    this.live.set(objectId, files);
  }

  async remove(objectId: string): Promise<void> {
    this.live.delete(objectId);
  }
}

function publisher(target: PublishTarget, now?: string): Publisher {
  return new Publisher({
    db: server.store.db,
    commits: server.store.commits,
    clock: now === undefined ? server.core.clock : { now: () => new Date(now) },
    sequencer: server.core.sequencer,
    target,
    readPayload: async (packageId) => readPayloadFiles(zips.get(packageId) ?? new Uint8Array(0)),
  });
}

printsEvidence("T8 T9 conflicts, restored and cloned machines", {
  seed: "fixed",
  counts: () => "every order of two arrivals",
  invariants: "I1 I3 I4 I5 I7 I9",
});

describe("two offices change the same item", () => {
  it("the second is a visible conflict; a merge with a new review settles it (I4)", async () => {
    const first = await seal(a, "first", {});
    await send(a);
    const base = digestOfSealed(a, first);
    const fromA = await seal(a, "from A", { revNo: 2, parents: [base], summary: "甲" });
    const fromB = await seal(b, "from B", { revNo: 2, parents: [base], summary: "乙" });
    await send(a);
    await send(b);
    expect([a.state(fromA), b.state(fromB)]).toEqual(["accepted", "conflict"]);
    expect(b.disk.receipts.get(fromB)?.leaf.newHead).toBe(digestOfSealed(a, fromA));
    const merged = await seal(b, "merged", {
      revNo: 3,
      parents: [digestOfSealed(a, fromA), digestOfSealed(b, fromB)],
      summary: "甲乙",
    });
    await send(b);
    expect(b.state(merged)).toBe("accepted");
  });

  it("has one winner whatever the order of arrival", async () => {
    for (const order of [
      [a, b],
      [b, a],
    ]) {
      const objectId = sampleId(`race ${order[0] === a ? 1 : 2}`);
      const label = order[0] === a ? "ab" : "ba";
      const packages = [await seal(a, `${label} a`, { objectId }), await seal(b, `${label} b`, { objectId })];
      for (const one of order) await send(one);
      const states = [a.state(packages[0] ?? ""), b.state(packages[1] ?? "")];
      expect(new Set(states)).toEqual(new Set(["accepted", "conflict"]));
      expect(states[order[0] === a ? 0 : 1]).toBe("accepted");
    }
  });
});

describe("撤下 always wins (I5)", () => {
  it("over a change that was under way, whichever arrives first", async () => {
    for (const withdrawFirst of [true, false]) {
      const objectId = sampleId(`withdrawn ${withdrawFirst}`);
      const first = await seal(a, `w ${withdrawFirst}`, { objectId });
      await send(a);
      const base = digestOfSealed(a, first);
      const change = await seal(a, `c ${withdrawFirst}`, { objectId, revNo: 2, parents: [base] });
      const stop = await seal(b, `s ${withdrawFirst}`, {
        objectId,
        revNo: 2,
        parents: [base],
        ...withdrawal,
      });
      for (const one of withdrawFirst ? [b, a] : [a, b]) await send(one);
      expect(b.state(stop)).toBe("accepted");
      const expected = withdrawFirst ? ["conflict", ["withdrawn"]] : ["accepted", []];
      expect([a.state(change), a.disk.receipts.get(change)?.leaf.reasons]).toEqual(expected);
      const rows = await server.store.db
        .selectFrom("publication")
        .select("state")
        .where("object_id", "=", objectId)
        .execute();
      expect(rows.map((row) => row.state)).not.toContain("live");
    }
  });

  it("even over a first publication that never arrived, and lets a later one that knows of it through", async () => {
    const objectId = sampleId("early withdrawal");
    const publish = await seal(a, "late publish", { objectId });
    const base = digestOfSealed(a, publish);
    const stop = await seal(b, "early stop", { objectId, revNo: 2, parents: [base], ...withdrawal });
    await send(b);
    await send(a);
    expect([b.state(stop), a.state(publish)]).toEqual(["accepted", "conflict"]);
    const again = await seal(b, "again", { objectId, revNo: 3, parents: [digestOfSealed(b, stop)] });
    await send(b);
    expect(b.state(again)).toBe("accepted");
  });
});

describe("the publishing connector", () => {
  it("pushes what is accepted, replaces it, takes it down, and hashes anew", async () => {
    const target = new MemoryTarget();
    const objectId = sampleId("connected");
    const first = await seal(a, "p1", { objectId });
    await send(a);
    expect(await publisher(target).run()).toEqual({ pushed: 1, removed: 0 });
    expect(await publisher(target).run()).toEqual({ pushed: 0, removed: 0 });
    const second = await seal(a, "p2", {
      kind: "correct",
      objectId,
      revNo: 2,
      parents: [digestOfSealed(a, first)],
      summary: "更正",
    });
    await send(a);
    await publisher(target).run();
    const shown = target.live.get(objectId)?.get("data/content.json");
    expect(Buffer.from(shown ?? "").toString()).toContain("更正");
    await seal(b, "p3", { objectId, revNo: 3, parents: [digestOfSealed(a, second)], ...withdrawal });
    await send(b);
    expect(await publisher(target).run()).toEqual({ pushed: 0, removed: 1 });
    expect(target.live.has(objectId)).toBe(false);
  });

  it("refuses stored bytes that are not the accepted ones", async () => {
    const packageId = await seal(a, "swapped", { objectId: sampleId("swapped") });
    await send(a);
    const other = await seal(a, "other", { objectId: sampleId("other"), title: "另一份" });
    zips.set(packageId, zips.get(other) ?? new Uint8Array(0));
    await expect(publisher(new MemoryTarget()).run()).rejects.toThrow("differs from what was accepted");
  });

  it("shows members of a group together or not at all (三同步)", async () => {
    const target = new MemoryTarget();
    const group = { id: sampleId("group"), size: 2 };
    await seal(a, "policy", { objectId: sampleId("policy"), group });
    await send(a);
    expect(await publisher(target).run()).toEqual({ pushed: 0, removed: 0 });
    await seal(b, "interpretation", {
      objectId: sampleId("interpretation"),
      itemKind: "policyInterpretation",
      group,
    });
    await send(b);
    expect(await publisher(target).run()).toEqual({ pushed: 2, removed: 0 });
  });
});

describe("a planned time (时度效)", () => {
  const at = (moment: string) => ({ ...sampleEntry().scope, notBefore: moment as Instant });
  const states = async (): Promise<readonly string[]> => {
    const rows = await server.store.db
      .selectFrom("publication")
      .select("state")
      .orderBy("package_id")
      .execute();
    return rows.map((row) => row.state).toSorted();
  };
  const textShown = (target: MemoryTarget, objectId: string): string =>
    Buffer.from(target.live.get(objectId)?.get("data/content.json") ?? "").toString();

  it("holds back what was accepted, by the clock of whoever publishes and by no other (I9)", async () => {
    const target = new MemoryTarget();
    const objectId = sampleId("planned");
    await seal(a, "planned", { objectId, scope: at("2027-01-04T01:00:00Z") });
    await send(a);
    expect(await states()).toEqual(["scheduled"]);
    expect(await publisher(target, "2027-01-04T00:59:59Z").run()).toEqual({ pushed: 0, removed: 0 });
    expect(await publisher(target, "2027-01-04T01:00:00Z").run()).toEqual({ pushed: 1, removed: 0 });
    expect(await states()).toEqual(["live"]);
    expect(await publisher(target, "2026-01-01T00:00:00Z").run()).toEqual({ pushed: 0, removed: 0 });
    expect(target.live.has(objectId)).toBe(true);
  });

  it("leaves the version shown in its place until the new one has its time", async () => {
    const target = new MemoryTarget();
    const objectId = sampleId("replaced later");
    const first = await seal(a, "shown", { objectId, summary: "先前" });
    await send(a);
    await publisher(target, "2026-12-01T00:00:00Z").run();
    const later: Partial<EntryContent> = {
      kind: "correct",
      objectId,
      revNo: 2,
      parents: [digestOfSealed(a, first)],
    };
    await seal(a, "later", { ...later, summary: "以后", scope: at("2027-01-04T01:00:00.500Z") });
    await send(a);
    expect(await states()).toEqual(["live", "scheduled"]);
    await publisher(target, "2026-12-31T00:00:00Z").run();
    expect(textShown(target, objectId)).toContain("先前");
    await publisher(target, "2027-01-05T00:00:00Z").run();
    await publisher(target, "2027-01-05T00:00:00Z").run();
    expect(textShown(target, objectId)).toContain("以后");
    expect(await states()).toEqual(["live", "superseded"]);
  });

  it("is overtaken by a withdrawal, also while it is being pushed (I5)", async () => {
    const objectId = sampleId("stopped in time");
    const first = await seal(a, "to be stopped", { objectId, scope: at("2027-01-04T01:00:00Z") });
    await send(a);
    await seal(b, "stop", { objectId, revNo: 2, parents: [digestOfSealed(a, first)], ...withdrawal });
    const target = new MemoryTarget();
    const racing: PublishTarget = {
      put: async (id, files) => {
        await target.put(id, files);
        await send(b);
      },
      remove: (id) => target.remove(id),
    };
    await publisher(racing, "2027-01-05T00:00:00Z").run();
    expect(await states()).toEqual(["stopped"]);
    expect(await publisher(racing, "2027-01-05T00:00:01Z").run()).toEqual({ pushed: 0, removed: 1 });
    expect(target.live.size).toBe(0);
    const early = await seal(a, "again", {
      objectId: sampleId("never out"),
      scope: at("2027-01-04T01:00:00Z"),
    });
    await send(a);
    await seal(b, "stop again", {
      objectId: sampleId("never out"),
      revNo: 2,
      parents: [digestOfSealed(a, early)],
      ...withdrawal,
    });
    await send(b);
    expect(await publisher(target, "2028-01-01T00:00:00Z").run()).toEqual({ pushed: 0, removed: 0 });
  });

  it("of one member is the time of the whole group (三同步)", async () => {
    const target = new MemoryTarget();
    const group = { id: sampleId("planned group"), size: 2 };
    await seal(a, "policy", { objectId: sampleId("policy"), group, scope: at("2027-01-04T01:00:00Z") });
    await send(a);
    expect(await states()).toEqual(["waiting-group"]);
    await seal(b, "interpretation", { objectId: sampleId("interpretation"), group });
    await send(b);
    expect(await states()).toEqual(["scheduled", "scheduled"]);
    expect(await publisher(target, "2026-12-31T00:00:00Z").run()).toEqual({ pushed: 0, removed: 0 });
    expect(await publisher(target, "2027-01-04T01:00:00Z").run()).toEqual({ pushed: 2, removed: 0 });
  });

  it("is read from the reviewed bytes too: a row that was brought forward pushes nothing (I3)", async () => {
    await seal(a, "brought forward", { objectId: sampleId("forward"), scope: at("2027-01-04T01:00:00Z") });
    await send(a);
    const { raw } = server.store;
    raw.exec("UPDATE publication SET not_before = '2026-01-01T00:00:00.000Z'");
    await expect(publisher(new MemoryTarget(), "2026-06-01T00:00:00Z").run()).rejects.toThrow("planned time");
    expect(() => raw.exec("UPDATE publication SET pushed = 1")).toThrow(/I3/);
    expect(() => raw.exec("UPDATE publication SET state = 'scheduled', not_before = NULL")).toThrow(/CHECK/);
  });

  it("goes with a mark: 废止 is a correction whose review covers it", async () => {
    const target = new MemoryTarget();
    const objectId = sampleId("repealed");
    const first = await seal(a, "in force", { objectId });
    await send(a);
    await seal(a, "repealed", {
      kind: "correct",
      objectId,
      revNo: 2,
      parents: [digestOfSealed(a, first)],
      scope: {
        ...sampleEntry().scope,
        validity: { mark: "repealed", from: "2026-04-01" as never, basis: "样数〔2026〕9号" },
      },
    });
    await send(a);
    await publisher(target).run();
    expect(textShown(target, objectId)).toContain('"mark":"repealed"');
    expect(await states()).toEqual(["live", "superseded"]);
  });
});

describe("cases", () => {
  it("an event number stands for one event; answers are no publications", async () => {
    const event = { eventNo: 1, type: "received", on: "2026-03-02" as never };
    const content = sampleCase({
      kind: "case-event",
      objectId: sampleId("case 9"),
      event,
      outcome: "open_provide",
    });
    const first = await a.seal({ label: "event a", content, reviews: [] });
    const second = await b.seal({ label: "event b", content, reviews: [] });
    await send(a);
    await send(b);
    expect([a.state(first.packageId), b.state(second.packageId)]).toEqual(["accepted", "conflict"]);
    await a.seal({ label: "answer", content: sampleCase() });
    await send(a);
    expect(await server.store.db.selectFrom("publication").selectAll().execute()).toEqual([]);
  });
});

describe("restored and cloned workstations", () => {
  it("a restored database is noticed by hello and goes on under a new incarnation", async () => {
    await seal(a, "before backup", { objectId: sampleId("r1") });
    await send(a);
    const backup = copyDisk(a.disk);
    const after = await seal(a, "after backup", { objectId: sampleId("r2") });
    await send(a);
    const restored = new Workstation(deviceA, backup);
    const running = engine(restored);
    await running.drain();
    expect(restored.disk.incarnations).toBe(2);
    expect(running.state).toEqual({ type: "connected" });
    const next = await seal(restored, "after restore", { objectId: sampleId("r3") });
    await running.drain();
    expect([a.state(after), restored.state(next)]).toEqual(["accepted", "accepted"]);
  });

  it("one that sealed before it asked is stopped before it announces anything", async () => {
    await seal(a, "before", { objectId: sampleId("s1") });
    await send(a);
    const backup = copyDisk(a.disk);
    await seal(a, "after", { objectId: sampleId("s2") });
    await send(a);
    const restored = new Workstation(deviceA, backup);
    const next = await seal(restored, "hasty", { objectId: sampleId("s3") });
    const running = engine(restored);
    await running.drain();
    expect(running.state).toEqual({ type: "blocked", problem: "audit-inconsistent" });
    expect(restored.state(next)).toBe("sealed");
  });

  it("a lost cosignature costs one more greeting, nothing else", async () => {
    await seal(a, "one", { objectId: sampleId("l1") });
    await send(a);
    a.disk.witnessed = { size: 0, root: new Uint8Array(0) };
    a.audited("more");
    const running = engine(a);
    await running.drain();
    expect(running.state).toEqual({ type: "connected" });
    expect(a.disk.witnessed.size).toBe(a.disk.audit.size);
  });

  it("a clone that sends under the same sequence freezes the device", async () => {
    await seal(a, "origin", { objectId: sampleId("c0") });
    await send(a);
    const clone = new Workstation(deviceA, copyDisk(a.disk));
    const running = engine(clone);
    await running.drain();
    const own = await seal(a, "own", { objectId: sampleId("c1") });
    const cloned = await seal(clone, "cloned", { objectId: sampleId("c2") });
    await send(a);
    await running.drain();
    expect(a.state(own)).toBe("accepted");
    expect(clone.state(cloned)).toBe("needs-user");
    const device = await server.core.registry.device(deviceA.deviceId);
    expect(device?.frozen).toBe(true);
    await server.core.registry.unfreeze(deviceA.deviceId, a.disk.incarnation);
    const later = await seal(a, "later", { objectId: sampleId("c3") });
    await send(a);
    expect(a.state(later)).toBe("accepted");
  });
});

describe("the audit log under witness (I7)", () => {
  it("a workstation that rewrote its audit log is refused and frozen", async () => {
    await seal(a, "honest", { objectId: sampleId("audit 1") });
    await send(a);
    const forged = new Workstation(deviceA, copyDisk(a.disk));
    forged.disk.auditNodes.set("0/0", new Uint8Array(32).fill(7));
    forged.disk.audit = { size: 2, hashes: [new Uint8Array(32).fill(9)] };
    forged.audited("after the rewrite");
    const running = engine(forged);
    await running.drain();
    expect(running.state).toEqual({ type: "blocked", problem: "audit-inconsistent" });
    expect((await server.core.registry.device(deviceA.deviceId))?.frozen).toBe(true);
  });
});
