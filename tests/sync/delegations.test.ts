import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { keyRecordOf, signerOf } from "../../electron/core/services/packages/keys.ts";
import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import { calendarDay } from "../../shared/kernel/calendar-day.ts";
import type { Instant } from "../../shared/kernel/calendar-day.ts";
import { signDelegation } from "../../shared/sync-protocol/delegations.ts";
import type { KeyRecord } from "../../shared/sync-protocol/key-record.ts";
import type { DelegationPredicate, ReviewPredicate } from "../../shared/sync-protocol/statements.ts";
import { forgePackage } from "./forge-package.ts";
import { announceBody, startMemoryServer, type MemoryServer } from "./memory-server.ts";
import {
  people,
  sampleDevice,
  sampleEntry,
  sampleId,
  samplePerson,
  standardStages,
} from "./sample-package.ts";

/**
 * Decisions under a delegation at the server's gate (I3, SD-05 to SD-07): whose right, whose use, which stage and which
 * days the register says, whatever the decision claims; and who may put a delegation into the register.
 */
const unit = sampleEntry().orgCode;
const ofUnit = (person: ReturnType<typeof samplePerson>, orgCode = unit): KeyRecord => ({
  ...person.record,
  orgCode: orgCode,
});
const admin = samplePerson("security administrator", ["securityAdmin"]);
const formerAdmin = samplePerson("former security administrator", ["securityAdmin"]);
const strangeAdmin = samplePerson("administrator of another unit", ["securityAdmin"]);
const deputy = samplePerson("deputy", ["drafter"]);
const other = samplePerson("somebody else", ["drafter"]);
const both = samplePerson("leader and reviewer", ["leader", "confidentialityReviewer"]);

const lent: DelegationPredicate = {
  delegationId: sampleId("lent"),
  kind: "deputy",
  stage: "leaderApproval",
  fromPersonId: people.leader.personId,
  toPersonId: deputy.personId,
  validFrom: calendarDay("2026-03-01"),
  validUntil: calendarDay("2026-03-31"),
  orgCode: unit,
  claimedAt: "2026-02-28T01:00:00Z" as Instant,
};
const claimed = (predicate: DelegationPredicate): NonNullable<ReviewPredicate["delegation"]> => ({
  delegationId: predicate.delegationId,
  fromPersonId: predicate.fromPersonId,
  validFrom: predicate.validFrom,
  validUntil: predicate.validUntil,
});
const signed = (predicate: DelegationPredicate, by = admin) =>
  signDelegation(nodeCrypto, predicate, signerOf(by.key.privateKey));

async function newServer(): Promise<MemoryServer> {
  const device = sampleDevice();
  const owner = { type: "device", id: device.deviceId } as const;
  return startMemoryServer([
    ...Object.values(people).map((person) => ofUnit(person)),
    ofUnit(admin),
    { ...ofUnit(formerAdmin), revoked: { at: "2026-02-01T00:00:00Z" as Instant } },
    ofUnit(strangeAdmin, "11370400000000001X"),
    ofUnit(deputy),
    ofUnit(other),
    ofUnit(both),
    keyRecordOf(device.key, owner, { orgCode: unit }),
  ]);
}

let made = 0;
/** A package of its own each time: its number, its reviews and its object are used by no other. */
function fresh() {
  made += 1;
  const label = `delegated ${made}`;
  return { label, deviceSeq: made, content: sampleEntry({ objectId: sampleId(label) }) };
}

/** What the announcement of a package says whose approval was signed under `delegation` by `by`. */
async function announce(
  server: MemoryServer,
  predicate: Partial<ReviewPredicate>,
  by = deputy,
  stage: "leaderApproval" | "confidentialityCheck" = "leaderApproval",
): Promise<string> {
  const forged = await forgePackage({
    ...fresh(),
    reviews: standardStages.map((each) =>
      each === stage ? { stage, person: by, predicate } : { stage: each },
    ),
  });
  const body = announceBody(forged.submissionEnvelope, forged.reviews);
  const { deviceId } = sampleDevice();
  const announced = await server.core.packages.announce(forged.packageId, body, deviceId);
  return announced.ok ? announced.value.type : announced.error.slug;
}

describe("a decision under a delegation", () => {
  let server: MemoryServer;
  beforeAll(async () => {
    server = await newServer();
    const registered = await server.core.registry.delegate(await signed(lent), unit);
    if (!registered.ok || registered.value !== "registered") throw new Error("the delegation was not taken");
  });
  afterAll(async () => {
    await server.close();
  });

  const day = (text: string) => calendarDay(text);
  it.each<[string, Partial<ReviewPredicate>, (typeof people)["leader"]?]>([
    ["that nobody registered", { delegation: { ...claimed(lent), delegationId: sampleId("invented") } }],
    ["with a later last day", { delegation: { ...claimed(lent), validUntil: day("2026-12-31") } }],
    ["with an earlier first day", { delegation: { ...claimed(lent), validFrom: day("2026-01-01") } }],
    [
      "of another lender",
      { delegation: { ...claimed(lent), fromPersonId: people.disclosureOffice.personId } },
    ],
    ["lent to somebody else", { delegation: claimed(lent) }, other],
    [
      "signed after its last day",
      { delegation: claimed(lent), claimedAt: "2026-04-01T01:00:00Z" as Instant },
    ],
    [
      "signed before its first day",
      { delegation: claimed(lent), claimedAt: "2026-02-28T15:00:00Z" as Instant },
    ],
  ])("is refused: %s → review-role", async (_name, predicate, by) => {
    expect(await announce(server, predicate, by)).toBe("review-role");
  });

  it("is refused for another stage than the one that was lent", async () => {
    expect(await announce(server, { delegation: claimed(lent) }, deputy, "confidentialityCheck")).toBe(
      "review-role",
    );
  });

  it("is refused where who lent the right decided another stage → review-separation", async () => {
    const check: DelegationPredicate = {
      ...lent,
      delegationId: sampleId("lent by the reviewer"),
      stage: "confidentialityCheck",
      fromPersonId: both.personId,
    };
    await server.core.registry.delegate(await signed(check), unit);
    const forged = await forgePackage({
      ...fresh(),
      reviews: [
        { stage: "selfCheck" },
        { stage: "confidentialityCheck", person: deputy, predicate: { delegation: claimed(check) } },
        { stage: "leaderApproval", person: both },
      ],
    });
    const body = announceBody(forged.submissionEnvelope, forged.reviews);
    const announced = await server.core.packages.announce(forged.packageId, body, sampleDevice().deviceId);
    expect(announced.ok ? "announced" : announced.error.slug).toBe("review-separation");
  });

  it("is accepted as registered on its last day in China, and not once it was ended before", async () => {
    const last = "2026-03-31T15:59:59Z" as Instant;
    expect(await announce(server, { delegation: claimed(lent), claimedAt: last })).toBe("announced");
    const ended = { ...lent, endedAt: "2026-03-02T02:00:00Z" as Instant };
    expect(await server.core.registry.delegate(await signed(ended), unit)).toEqual({
      ok: true,
      value: "ended",
    });
    // The sample's decisions are signed at 02:11:09.
    const after = await announce(server, { delegation: claimed(lent) });
    expect(after).toBe("review-role");
    // What was given before the end stands: the release of a returned reviewer's papers goes on.
    const before = { delegation: claimed(lent), claimedAt: "2026-03-02T01:59:59Z" as Instant };
    expect(await announce(server, before)).toBe("announced");
  });
});

describe("the register of delegations", () => {
  let server: MemoryServer;
  beforeAll(async () => {
    server = await newServer();
  });
  afterAll(async () => {
    await server.close();
  });

  it.each<[string, Partial<DelegationPredicate>, string, (typeof people)["leader"]?]>([
    ["signed by the deputy", {}, "review-role", deputy],
    ["signed by who lends it", {}, "review-role", people.leader],
    ["signed by another unit's administrator", {}, "review-role", strangeAdmin],
    ["signed by an administrator whose key was revoked", {}, "review-key-revoked", formerAdmin],
    ["signed by a key nobody knows", {}, "signature", samplePerson("nobody", ["securityAdmin"])],
    ["of a right the lender does not hold", { fromPersonId: people.unitHead.personId }, "review-role"],
    ["to an administrator", { toPersonId: people.auditor.personId }, "review-role"],
    ["to a person nobody knows", { toPersonId: sampleId("nobody") }, "review-role"],
    ["to oneself", { toPersonId: people.leader.personId }, "review-role"],
    ["for longer than a delegation lasts", { validUntil: calendarDay("2026-12-31") }, "review-role"],
    ["with its days reversed", { validUntil: calendarDay("2026-02-01") }, "review-role"],
    ["an emergency of more than a day", { kind: "emergency", reviewNo: "密审〔2026〕17号" }, "review-role"],
    ["an emergency for no review", { kind: "emergency", validUntil: lent.validFrom }, "review-role"],
    ["of another unit's session", { orgCode: "11370400000000001X" }, "review-role"],
  ])("refuses one %s", async (_name, change, slug, by) => {
    const answer = await server.core.registry.delegate(await signed({ ...lent, ...change }, by), unit);
    expect(answer).toEqual({ ok: false, error: slug });
    expect(await server.store.db.selectFrom("delegation").selectAll().execute()).toEqual([]);
  });

  it("refuses a changed envelope, takes the same one twice, and never other days under a known id", async () => {
    const good = await signed(lent);
    const text = Buffer.from(good).toString("utf8");
    const { payload } = JSON.parse(text) as { payload: string };
    const longer = Buffer.from(payload, "base64").toString("utf8").replace("2026-03-31", "2026-04-30");
    const forged = text.replace(payload, Buffer.from(longer).toString("base64"));
    const refused = await server.core.registry.delegate(new Uint8Array(Buffer.from(forged)), unit);
    expect(refused).toEqual({ ok: false, error: "signature" });
    const taken = await server.core.registry.delegate(good, unit);
    expect([taken, await server.core.registry.delegate(good, unit)]).toEqual([
      taken,
      { ok: true, value: "registered" },
    ]);
    const other30 = await signed({ ...lent, validUntil: calendarDay("2026-04-30") });
    expect(await server.core.registry.delegate(other30, unit)).toEqual({
      ok: false,
      error: "review-mismatch",
    });
    expect((await server.store.db.selectFrom("delegation").selectAll().execute()).length).toBe(1);
  });
});
