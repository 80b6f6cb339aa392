import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { directTransport, MemoryUploads } from "./direct-transport.ts";
import { memoryOrigin, startMemoryServer } from "./memory-server.ts";
import type { MemoryServer } from "./memory-server.ts";
import { people, sampleDevice, sampleEntry, sampleId, sampleKeys } from "./sample-package.ts";
import type { SampleOptions } from "./sample-package.ts";
import { engineFor } from "./test-server.ts";
import { Workstation } from "./workstation.ts";

/** A draft goes to a reviewer on another machine and its answer comes back, both as packages (I1, I3). */
let server: MemoryServer;
const deviceA = sampleDevice("asking machine");
const deviceB = sampleDevice("reviewing machine");
let a: Workstation;
let b: Workstation;
let uploads: MemoryUploads;

beforeEach(async () => {
  server = await startMemoryServer([...sampleKeys(deviceA), deviceB.record]);
  uploads = new MemoryUploads();
  a = new Workstation(deviceA);
  b = new Workstation(deviceB);
});
afterEach(async () => {
  await server.close();
});

async function send(workstation: Workstation, options: SampleOptions & { label: string }): Promise<string> {
  const sealed = await workstation.seal({ content: sampleEntry(), ...options });
  await engineFor(
    workstation,
    {
      trust: { origin: memoryOrigin, logKeys: [server.logKey], witnesses: [], witnessThreshold: 0 },
      witnessKey: server.witnessKey,
      url: "http://127.0.0.1",
    },
    { transport: directTransport(server, uploads) },
  ).drain();
  return sealed.packageId;
}

const upTo = (count: number) =>
  (["selfCheck", "confidentialityCheck", "leaderApproval"] as const)
    .slice(0, count)
    .map((stage) => ({ stage }));

describe("a request to review and its answer", () => {
  it("move no head, publish nothing, use up no review, and are there for the whole unit", async () => {
    const asked = await send(a, {
      label: "1",
      reviews: upTo(1),
      request: { asks: "confidentialityCheck" },
    });
    const answered = await send(b, {
      label: "1",
      reviews: upTo(2),
      submitter: people.confidentialityReviewer,
      request: { answers: asked, reasons: [], checklist: [{ code: "A01", answer: "no", note: "" }] },
      input: { packageId: sampleId("package answer") },
    });
    expect([a.state(asked), b.state(answered)]).toEqual(["accepted", "accepted"]);
    const { db } = server.store;
    for (const table of ["object_head", "publication", "review_use"] as const)
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
    const items = await db.selectFrom("inbox").select(["kind", "ref", "device_id"]).execute();
    expect(items).toEqual([
      { kind: "review-request", ref: asked, device_id: null },
      { kind: "review-request", ref: answered, device_id: null },
    ]);
    // The decisions that went to and fro are the ones the release is accepted by.
    const released = await send(a, {
      label: "1",
      reviews: upTo(3),
      input: { packageId: sampleId("package release") },
    });
    expect(a.state(released)).toBe("accepted");
    expect((await db.selectFrom("review_use").selectAll().execute()).length).toBe(3);
  });
});
