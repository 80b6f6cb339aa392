import { describe, expect, it } from "vitest";

import { forgedCases, forgedCasesPolicy, forgedCasesRegistry } from "./forged-cases.ts";
import type { ForgedCase } from "./forged-cases.ts";
import { forgePackage } from "./forge-package.ts";
import { announceBody, readZip, startMemoryServer } from "./memory-server.ts";
import type { MemoryServer } from "./memory-server.ts";
import { people, sampleEntry, sampleId } from "./sample-package.ts";
import { printsEvidence } from "./evidence.ts";

/** T10 at the server: no forged package is ever accepted, published, or takes anything from an honest one (I3). */

async function newServer(): Promise<MemoryServer> {
  return startMemoryServer(forgedCasesRegistry(), { policy: forgedCasesPolicy });
}

interface Offer {
  readonly packageId: string;
  readonly zip: Uint8Array;
  readonly submissionEnvelope: Uint8Array;
  readonly reviews: readonly Uint8Array[];
}

/** Announces and, if that is let through, delivers; answers the slug that stopped it, or the outcome. */
async function offer(
  server: MemoryServer,
  forged: Offer,
): Promise<{ readonly stopped?: string; readonly early: boolean }> {
  const { packages } = server.core;
  const body = announceBody(forged.submissionEnvelope, forged.reviews);
  const session = deviceIn(forged.submissionEnvelope);
  const announced = await packages.announce(forged.packageId, body, session);
  if (!announced.ok) return { stopped: announced.error.slug, early: true };
  const accepted = await packages.accept(forged.packageId, readZip(forged.zip), "network");
  if (accepted.type === "send-again") return { stopped: "digest-mismatch", early: false };
  if (accepted.type === "held") return { stopped: accepted.slug, early: false };
  const status = await packages.status(forged.packageId);
  if (status?.state === "accepted") return { early: false };
  return { stopped: status?.problem ?? "", early: false };
}

/** The device that a submission names: sessions are opened for it, so that the gate itself has to refuse. */
function deviceIn(envelope: Uint8Array): string {
  const { payload } = JSON.parse(Buffer.from(envelope).toString("utf8")) as { payload: string };
  const text = Buffer.from(payload, "base64").toString("utf8");
  return /"deviceId":"([^"]+)"/.exec(text)?.[1] ?? "";
}

async function publications(server: MemoryServer): Promise<number> {
  const row = await server.store.db
    .selectFrom("publication")
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return row.count;
}

function expectedSlug(one: ForgedCase): string {
  return one.early ? (one.earlySlug ?? one.slug) : one.slug;
}

printsEvidence("T10 gate", {
  seed: "fixed",
  counts: () =>
    `${forgedCases.length} forged packages with ${new Set(forgedCases.map(expectedSlug)).size} slugs, 0 published`,
  invariants: "I1 I3",
});

describe("the server's gate", () => {
  it("lets the honest package through and publishes it", async () => {
    const server = await newServer();
    expect(await offer(server, await forgePackage())).toEqual({ early: false });
    expect(await publications(server)).toBe(1);
    await server.close();
  });

  it.each(forgedCases)("refuses: $name → $slug", async (one) => {
    const server = await newServer();
    const result = await offer(server, await one.build());
    expect(result).toEqual({ stopped: expectedSlug(one), early: one.early });
    expect(await publications(server)).toBe(0);
    const heads = await server.store.db.selectFrom("object_head").selectAll().execute();
    const uses = await server.store.db.selectFrom("review_use").selectAll().execute();
    expect({ heads, uses }).toEqual({ heads: [], uses: [] });
    await server.close();
  });

  it("keeps forged content for no statement: what fails before the signatures leaves no leaf", async () => {
    const server = await newServer();
    const before = (await server.core.sequencer.checkpoint())?.size;
    const spoilt = forgedCases.find((one) => one.name === "a spoilt submission signature");
    await offer(server, (await spoilt?.build()) as Offer);
    expect((await server.core.sequencer.checkpoint())?.size).toBe(before);
    const refused = forgedCases.find((one) => one.name === "no approval");
    await offer(server, (await refused?.build()) as Offer);
    expect((await server.core.sequencer.checkpoint())?.size).toBe((before ?? 0) + 1);
    await server.close();
  });
});

describe("between the announcement and the bag", () => {
  it("a key that is revoked signs nothing any more, though its signatures were verified before", async () => {
    const server = await newServer();
    const honest = await forgePackage();
    const body = announceBody(honest.submissionEnvelope, honest.reviews);
    const announced = await server.core.packages.announce(
      honest.packageId,
      body,
      deviceIn(honest.submissionEnvelope),
    );
    expect(announced.ok).toBe(true);
    await server.core.registry.revoke(people.leader.record.keyid);
    await server.core.packages.accept(honest.packageId, readZip(honest.zip), "network");
    const status = await server.core.packages.status(honest.packageId);
    expect({ state: status?.state, problem: status?.problem }).toEqual({
      state: "rejected",
      problem: "review-key-revoked",
    });
    expect(await publications(server)).toBe(0);
    await server.close();
  });
});

describe("what only the server's tables know", () => {
  it("a review is used once in ever: review-used (I1)", async () => {
    const server = await newServer();
    const first = await forgePackage();
    await offer(server, first);
    const again = await forgePackage({
      deviceSeq: 2,
      envelopes: () => first.reviews,
      input: { packageId: sampleId("package again") },
    });
    expect(await offer(server, again)).toEqual({ stopped: "review-used", early: true });
    await server.close();
  });

  it("a package id stands for one package: package-id-reuse", async () => {
    const server = await newServer();
    await offer(server, await forgePackage());
    const other = await forgePackage({
      deviceSeq: 2,
      content: sampleEntry({ objectId: sampleId("object elsewhere") }),
    });
    expect(await offer(server, other)).toEqual({ stopped: "package-id-reuse", early: true });
    const alarms = await server.store.db.selectFrom("log_entry").select("leaf").execute();
    expect(alarms.map((row) => Buffer.from(row.leaf).toString()).join()).toContain("package-id-reuse");
    await server.close();
  });

  it("a sequence number stands for one package: device-fork, and the device is frozen", async () => {
    const server = await newServer();
    await offer(server, await forgePackage());
    const clone = await forgePackage({
      label: "clone",
      content: sampleEntry({ objectId: sampleId("object of the clone") }),
    });
    expect(await offer(server, clone)).toEqual({ stopped: "device-fork", early: true });
    const next = await forgePackage({
      label: "next",
      deviceSeq: 2,
      content: sampleEntry({ objectId: sampleId("object after") }),
    });
    expect(await offer(server, next)).toEqual({ stopped: "device-fork", early: true });
    await server.close();
  });

  it("a stale base is a conflict with its own receipt, not a publication", async () => {
    const server = await newServer();
    await offer(server, await forgePackage());
    const stale = await forgePackage({
      label: "stale",
      deviceSeq: 2,
      content: sampleEntry({ revNo: 2, parents: ["ab".repeat(32)] }),
    });
    expect(await offer(server, stale)).toEqual({ stopped: "base-conflict", early: false });
    const status = await server.core.packages.status(stale.packageId);
    expect(status).toMatchObject({ state: "conflict", receipt: { leaf: { outcome: "conflict" } } });
    expect(await publications(server)).toBe(1);
    await server.close();
  });
});
