import { canonicalBytes } from "../../shared/sync-protocol/canonical-json.ts";
import { keyRecord } from "../../shared/sync-protocol/key-record.ts";
import type { DecidedLeaf, EventLeaf, LogLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import type { NamedTreeHead } from "../../shared/sync-protocol/fields.ts";
import type { ServerTx } from "../store/schema.ts";
import { endPublications, listPublication, notePublished } from "./publication-rows.ts";
import type { Listed } from "./publication-rows.ts";

/**
 * Puts what the log says into the tables, leaf by leaf, as it was when it was decided. `repair` replays what a database
 * lacks, `rebuild` replays everything. Replaying a leaf twice changes nothing.
 */

/** What a stored bag adds to its leaf. */
export interface ReplayedBag {
  readonly zipSha256: string;
  readonly size: number;
  readonly submission: Uint8Array;
  readonly reviews: readonly Uint8Array[];
  readonly auditHead: NamedTreeHead;
  /** When it goes out, as its content says. */
  readonly timing: Pick<Listed, "group" | "notBefore">;
  /** Number of a case event. */
  readonly eventNo?: number;
}

export interface ReplayPlace {
  readonly index: number;
  /** Size of a checkpoint that covers the leaf. */
  readonly checkpointSize: number;
  readonly bag?: ReplayedBag;
}

export async function replayLeaf(tx: ServerTx, leaf: LogLeaf, place: ReplayPlace): Promise<void> {
  if (leaf.type === "decided") return replayDecision(tx, leaf, place);
  return replayEvent(tx, leaf);
}

function fact(leaf: EventLeaf, name: string): string {
  const value = leaf.facts[name];
  return typeof value === "string" ? value : "";
}

async function replayEvent(tx: ServerTx, leaf: EventLeaf): Promise<void> {
  switch (leaf.type) {
    case "key":
      return fact(leaf, "what") === "revoked" ? replayRevocation(tx, leaf) : replayRegistration(tx, leaf);
    case "role":
      return replayRole(tx, leaf);
    case "config":
      if (fact(leaf, "what") !== "unfrozen") return;
      await tx
        .updateTable("device")
        .set({ frozen: 0, incarnation: fact(leaf, "incarnation") })
        .where("device_id", "=", fact(leaf, "deviceId"))
        .execute();
      return;
    case "alarm":
      return replayAlarm(tx, leaf);
    case "published":
      return notePublished(tx, fact(leaf, "packageId"));
    case "unpublished":
      await tx
        .updateTable("publication")
        .set({ pushed: 0 })
        .where("package_id", "=", fact(leaf, "packageId"))
        .execute();
      return;
    default:
      return;
  }
}

async function replayRegistration(tx: ServerTx, leaf: EventLeaf): Promise<void> {
  const roles = fact(leaf, "roles");
  const optional = (name: string): Record<string, string> =>
    fact(leaf, name) === "" ? {} : { [name]: fact(leaf, name) };
  const record = keyRecord.safeParse({
    keyid: fact(leaf, "keyid"),
    suite: fact(leaf, "suite"),
    publicKey: fact(leaf, "publicKey"),
    owner: { type: fact(leaf, "ownerType"), id: fact(leaf, "ownerId") },
    ...optional("orgCode"),
    ...optional("registeredAt"),
    ...(roles === "" ? {} : { roles: roles.split(",") }),
  });
  // Leaves of older servers name the key only.
  if (!record.success) return;
  const { owner, orgCode, keyid } = record.data;
  await tx
    .insertInto("key_record")
    .values({
      keyid,
      owner_type: owner.type,
      owner_id: owner.id,
      org_code: orgCode ?? null,
      record: JSON.stringify(record.data),
      revoked_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (owner.type === "device") {
    await tx
      .insertInto("device")
      .values({ device_id: owner.id, incarnation: "", org_code: orgCode ?? null, frozen: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    if (fact(leaf, "tlsKey") !== "") {
      await tx
        .insertInto("device_certificate")
        .values({ device_id: owner.id, issued_at: leaf.at, certificate: "" })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}

async function replayRevocation(tx: ServerTx, leaf: EventLeaf): Promise<void> {
  await tx
    .updateTable("key_record")
    .set({ revoked_at: leaf.at })
    .where("keyid", "=", fact(leaf, "keyid"))
    .where("revoked_at", "is", null)
    .execute();
}

async function replayRole(tx: ServerTx, leaf: EventLeaf): Promise<void> {
  const what = fact(leaf, "what");
  if (what === "delegated") {
    await tx
      .insertInto("delegation")
      .values({
        delegation_id: fact(leaf, "delegationId"),
        kind: fact(leaf, "kind") === "emergency" ? "emergency" : "deputy",
        stage: fact(leaf, "stage"),
        // Leaves of before named the deputy so.
        person_id: fact(leaf, "toPersonId") || fact(leaf, "personId"),
        from_person_id: fact(leaf, "fromPersonId"),
        valid_from: fact(leaf, "validFrom"),
        valid_until: fact(leaf, "validUntil"),
        review_no: fact(leaf, "reviewNo") || null,
        org_code: fact(leaf, "orgCode") || null,
        ended_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return;
  }
  if (what === "delegation-ended") {
    await tx
      .updateTable("delegation")
      .set({ ended_at: fact(leaf, "endedAt") })
      .where("delegation_id", "=", fact(leaf, "delegationId"))
      .where("ended_at", "is", null)
      .execute();
    return;
  }
  if (what !== "roles") return;
  const keyid = fact(leaf, "keyid");
  const row = await tx
    .selectFrom("key_record")
    .select("record")
    .where("keyid", "=", keyid)
    .executeTakeFirst();
  if (!row) return;
  const { roles: _before, ...record } = JSON.parse(row.record) as Record<string, unknown>;
  const roles = fact(leaf, "roles");
  const next = roles === "" ? record : { ...record, roles: roles.split(",") };
  await tx
    .updateTable("key_record")
    .set({ record: JSON.stringify(next) })
    .where("keyid", "=", keyid)
    .execute();
}

/** A device that forked or whose audit log broke stays stopped; one that was restored goes on under another name. */
async function replayAlarm(tx: ServerTx, leaf: EventLeaf): Promise<void> {
  const slug = fact(leaf, "slug");
  const deviceId = fact(leaf, "deviceId");
  if (deviceId === "") return;
  if (slug === "device-fork" || slug === "audit-inconsistent") {
    await tx.updateTable("device").set({ frozen: 1 }).where("device_id", "=", deviceId).execute();
  } else if (slug === "device-rollback") {
    await takeIncarnation(tx, deviceId, fact(leaf, "incarnation"), leaf.at);
  }
}

async function takeIncarnation(
  tx: ServerTx,
  deviceId: string,
  incarnation: string,
  at: string,
  auditHead?: NamedTreeHead,
): Promise<void> {
  const audit = { audit_size: auditHead?.size ?? 0, audit_root: auditHead?.root ?? null };
  await tx
    .insertInto("incarnation")
    .values({ device_id: deviceId, incarnation, first_seen: at, ...audit })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (auditHead) {
    await tx
      .updateTable("incarnation")
      .set(audit)
      .where("device_id", "=", deviceId)
      .where("incarnation", "=", incarnation)
      .where("audit_size", "<", auditHead.size)
      .execute();
  }
}

/** Puts one decision of the log into the tables, as it was made. */
async function replayDecision(tx: ServerTx, leaf: DecidedLeaf, place: ReplayPlace): Promise<void> {
  const { index, checkpointSize, bag } = place;
  const result = {
    state: "decided" as const,
    outcome: leaf.outcome,
    problem: leaf.reasons[0] ?? null,
    received_at: leaf.receivedAt,
    log_index: index,
    checkpoint_size: checkpointSize,
  };
  await tx
    .insertInto("package")
    .values({
      package_id: leaf.packageId,
      digest: leaf.packageDigest,
      device_id: leaf.deviceId,
      incarnation: leaf.incarnation,
      device_seq: leaf.deviceSeq,
      org_code: leaf.orgCode,
      kind: leaf.kind,
      object_type: leaf.objectType,
      object_id: leaf.objectId,
      rev_no: leaf.revNo,
      base: leaf.base ?? null,
      content_digest: leaf.contentDigest,
      via: leaf.via,
      announced_at: leaf.receivedAt,
      zip_sha256: bag?.zipSha256 ?? null,
      zip_size: bag?.size ?? null,
      ...result,
    })
    .onConflict((conflict) =>
      conflict
        .column("package_id")
        .doUpdateSet({ ...result, ...(bag ? { zip_sha256: bag.zipSha256, zip_size: bag.size } : {}) }),
    )
    .execute();
  await tx
    .insertInto("package_statement")
    .values({
      package_id: leaf.packageId,
      submission: bag?.submission ?? new Uint8Array(0),
      reviews: canonicalBytes((bag?.reviews ?? []).map((bytes) => Buffer.from(bytes).toString("base64"))),
    })
    .onConflict((conflict) => conflict.column("package_id").doNothing())
    .execute();
  await tx
    .insertInto("device_seq")
    .values({
      device_id: leaf.deviceId,
      incarnation: leaf.incarnation,
      seq: leaf.deviceSeq,
      package_id: leaf.packageId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const accepted = leaf.outcome === "accepted";
  await takeIncarnation(
    tx,
    leaf.deviceId,
    leaf.incarnation,
    leaf.receivedAt,
    accepted ? bag?.auditHead : undefined,
  );
  await tx
    .updateTable("device")
    .set({ incarnation: leaf.incarnation })
    .where("device_id", "=", leaf.deviceId)
    .execute();
  await replayInbox(tx, leaf);
  if (accepted) await replayEffect(tx, leaf, bag);
}

/** One item a decision, in the order of the decisions: the cursors come out as they were. */
async function replayInbox(tx: ServerTx, leaf: DecidedLeaf): Promise<void> {
  const there = await tx
    .selectFrom("inbox")
    .select("cursor")
    .where("ref", "=", leaf.packageId)
    .executeTakeFirst();
  if (there) return;
  const request = leaf.kind === "review-request";
  await tx
    .insertInto("inbox")
    .values({
      org_code: leaf.orgCode,
      device_id: request ? null : leaf.deviceId,
      kind: request ? "review-request" : "receipt",
      ref: leaf.packageId,
      created_at: leaf.receivedAt,
    })
    .execute();
}

async function replayEffect(tx: ServerTx, leaf: DecidedLeaf, bag: ReplayedBag | undefined): Promise<void> {
  if (leaf.kind === "review-request") return;
  for (const reviewId of leaf.reviewIds) {
    await tx
      .insertInto("review_use")
      .values({ review_id: reviewId, package_id: leaf.packageId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  if (leaf.kind === "case-event") {
    if (bag?.eventNo === undefined) return;
    await tx
      .insertInto("case_event")
      .values({ case_id: leaf.objectId, event_no: bag.eventNo, package_id: leaf.packageId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return;
  }
  const head = {
    head: leaf.contentDigest,
    rev_no: leaf.revNo,
    package_id: leaf.packageId,
    withdrawn: leaf.kind === "withdraw" ? (1 as const) : (0 as const),
  };
  await tx
    .insertInto("object_head")
    .values({ object_id: leaf.objectId, object_type: leaf.objectType, ...head })
    .onConflict((conflict) => conflict.column("object_id").doUpdateSet(head))
    .execute();
  const { objectId, packageId, contentDigest } = leaf;
  if (leaf.kind === "withdraw") await endPublications(tx, objectId, "stopped");
  if (leaf.kind === "publish" || leaf.kind === "correct") {
    // Without its bag nobody can say that it waits: what it replaced is not shown any more.
    if (bag) await listPublication(tx, { packageId, objectId, contentDigest, ...bag.timing });
    else await endPublications(tx, objectId, "superseded", packageId);
  }
}
