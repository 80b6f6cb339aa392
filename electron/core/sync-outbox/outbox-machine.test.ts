import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { OutboxState } from "../../../shared/domain/publication/outbox-state.ts";
import { problems } from "../../../shared/sync-protocol/problems.ts";
import type { ProblemSlug } from "../../../shared/sync-protocol/problems.ts";
import { compareWithSidecar, readSidecar, writeSidecar } from "./device-sidecar.ts";
import { advance, isFinal, nextStep, workable } from "./outbox-machine.ts";
import type { OutboxEvent, OutboxRow } from "./outbox-machine.ts";
import { retryDelayMs } from "./retry.ts";

const states: readonly OutboxState[] = [
  "sealed",
  "announced",
  "uploading",
  "sent",
  "accepted",
  "conflict",
  "rejected",
  "needs-user",
];
const slugs = Object.keys(problems) as ProblemSlug[];
const moment = { nowMs: 1_000_000, random: 0.5 };

const row = (state: OutboxState, more: Partial<OutboxRow> = {}): OutboxRow => ({
  packageId: "p",
  objectId: "o",
  packageDigest: "d",
  incarnation: "i",
  deviceSeq: 1,
  sizeBytes: 10,
  state,
  attempts: 0,
  ...more,
});

const events: readonly OutboxEvent[] = [
  { type: "announced" },
  { type: "known", state: "announced" },
  { type: "known", state: "accepted" },
  { type: "known", state: "held" },
  { type: "upload-created", url: "/u", zipSha256: "z" },
  { type: "upload-complete" },
  { type: "upload-gone" },
  { type: "progress" },
  { type: "still-deciding", state: "received" },
  { type: "still-deciding", state: "held", problem: "device-fork" },
  { type: "still-deciding", state: "announced" },
  { type: "receipt", outcome: "accepted" },
  { type: "receipt", outcome: "rejected", reason: "review-used" },
  { type: "offline" },
  { type: "local-cause", cause: "parts-missing" },
  { type: "try-again" },
  ...slugs.map((slug): OutboxEvent => ({ type: "problem", slug })),
];

describe("the outbox machine", () => {
  it("never changes what is finished and never loses a package (every state with every event)", () => {
    for (const state of states) {
      for (const event of events) {
        const before = row(state);
        const after = advance(before, event, moment);
        expect(isFinal(state) ? after : state).toEqual(isFinal(state) ? before : state);
        expect([after.packageId, after.deviceSeq]).toEqual(["p", 1]);
        const goesOn = nextStep(after) !== undefined || isFinal(after.state) || after.state === "needs-user";
        expect(goesOn).toBe(true);
        // What a person must settle says what it is (I11).
        expect(after.state !== "needs-user" || state === "needs-user" || after.problem !== undefined).toBe(
          true,
        );
      }
    }
  });

  it("becomes final only by a receipt, or by a refusal the server does not know any more", () => {
    for (const state of states.filter((one) => !isFinal(one))) {
      for (const event of events) {
        const after = advance(row(state), event, moment);
        expect(isFinal(after.state) && event.type !== "receipt").toBe(false);
      }
    }
    const refused = advance(row("sealed"), { type: "problem", slug: "schema" }, moment);
    expect(refused).toMatchObject({ state: "sent", problem: "schema" });
    expect(advance(refused, { type: "problem", slug: "unknown-package" }, moment).state).toBe("rejected");
    // Without a refusal on record the server has lost it: everything starts anew.
    expect(advance(row("sent"), { type: "problem", slug: "unknown-package" }, moment).state).toBe("sealed");
  });

  it("counts damage on the line and hands it to a person the third time (§5.1)", () => {
    let one = row("uploading", { uploadUrl: "/u" });
    const damaged: OutboxEvent = { type: "problem", slug: "digest-mismatch" };
    one = advance(one, damaged, moment);
    expect(one).toMatchObject({ state: "announced", problem: "digest-mismatch#1" });
    expect(one.uploadUrl).toBeUndefined();
    one = advance({ ...one, state: "uploading" }, damaged, moment);
    one = advance({ ...one, state: "uploading" }, damaged, moment);
    expect(one).toMatchObject({ state: "needs-user", problem: "line-damages-data" });
    expect(advance(one, { type: "try-again" }, moment)).toMatchObject({ state: "sealed" });
  });

  it("obeys Retry-After exactly and otherwise waits with full jitter up to 15 minutes", () => {
    const busy: OutboxEvent = { type: "problem", slug: "busy", retryAfterSeconds: 37 };
    expect(advance(row("sealed", { attempts: 9 }), busy, moment)).toMatchObject({
      state: "sealed",
      attempts: 10,
      nextAt: moment.nowMs + 37_000,
    });
    fc.assert(
      fc.property(fc.nat(200), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempts, random) => {
        const delay = retryDelayMs(attempts, random);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(Math.min(15 * 60_000, 2000 * 2 ** Math.min(attempts, 20)));
      }),
    );
    expect(retryDelayMs(0, 0.999)).toBeLessThan(2000);
    expect(retryDelayMs(30, 0.999)).toBeGreaterThan(14 * 60_000);
  });

  it("sends the packages of one object in order, and lets no other object wait for them (I12)", () => {
    const rows = [
      row("needs-user", { packageId: "a1", objectId: "a", deviceSeq: 1, problem: "signature" }),
      row("sealed", { packageId: "a2", objectId: "a", deviceSeq: 2 }),
      row("sealed", { packageId: "b1", objectId: "b", deviceSeq: 3, nextAt: 2000 }),
      row("sent", { packageId: "c1", objectId: "c", deviceSeq: 4 }),
      row("sealed", { packageId: "c2", objectId: "c", deviceSeq: 5 }),
      row("accepted", { packageId: "d1", objectId: "d", deviceSeq: 6 }),
      row("sealed", { packageId: "d2", objectId: "d", deviceSeq: 7 }),
    ];
    expect(workable(rows, 1000).map((one) => one.packageId)).toEqual(["c1", "d2"]);
    expect(workable(rows.toReversed(), 3000).map((one) => one.packageId)).toEqual(["b1", "c1", "d2"]);
  });
});

describe("the sidecar", () => {
  const state = {
    incarnation: "01920000-0000-7000-8000-000000000001",
    nextSeq: 5,
    auditSize: 10,
    auditRoot: Buffer.alloc(32, 1).toString("base64"),
  };
  const key = new Uint8Array(32).fill(3);

  it("tells a restored database from one that crashed", () => {
    expect(compareWithSidecar(state, undefined)).toBe("no-sidecar");
    expect(compareWithSidecar(state, state)).toBe("same");
    expect(compareWithSidecar({ ...state, auditSize: 12 }, state)).toBe("database-newer");
    expect(compareWithSidecar({ ...state, auditSize: 9 }, state)).toBe("database-older");
    expect(compareWithSidecar({ ...state, nextSeq: 4 }, state)).toBe("database-older");
    const otherRoot = Buffer.alloc(32, 2).toString("base64");
    expect(compareWithSidecar({ ...state, auditRoot: otherRoot }, state)).toBe("database-older");
    const incarnation = "01920000-0000-7000-8000-000000000002";
    expect(compareWithSidecar({ ...state, incarnation }, state)).toBe("other-incarnation");
  });

  it("is read back only as it was written, under its own key", () => {
    const folder = mkdtempSync(join(tmpdir(), "sidecar-"));
    const path = join(folder, "device.json");
    expect(readSidecar(path, key)).toEqual({ type: "absent" });
    writeSidecar(path, key, state);
    writeSidecar(path, key, state);
    expect(readSidecar(path, key)).toEqual({ type: "state", state, moved: false });
    expect(readSidecar(path, new Uint8Array(32))).toEqual({ type: "not-ours" });
    // A write that was cut off leaves the one before.
    writeFileSync(`${path}.part`, "{");
    expect(readSidecar(path, key)).toEqual({ type: "state", state, moved: false });
    // A copy stands in another place; put back where it was by its name, it is still a copy.
    copyFileSync(path, join(folder, "copy.json"));
    expect(readSidecar(join(folder, "copy.json"), key)).toEqual({ type: "state", state, moved: true });
    writeFileSync(path, readFileSync(path, "utf8").replace('"nextSeq":5', '"nextSeq":4'));
    expect(readSidecar(path, key)).toEqual({ type: "not-ours" });
    rmSync(folder, { recursive: true, force: true });
  });
});
