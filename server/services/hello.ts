import { err, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { fromBase64Url, toBase64, toHex } from "../../shared/sync-protocol/bytes.ts";
import { canonicalBytes, parseCanonical } from "../../shared/sync-protocol/canonical-json.ts";
import { checkSignatures, parseEnvelope } from "../../shared/sync-protocol/dsse.ts";
import type { ProblemSlug } from "../../shared/sync-protocol/problems.ts";
import { parseStatement } from "../../shared/sync-protocol/statements.ts";
import type { HelloPredicate } from "../../shared/sync-protocol/statements.ts";
import { helloRequest } from "../../shared/sync-protocol/wire.ts";
import type { HelloAnswer, RemoteState } from "../../shared/sync-protocol/wire.ts";
import type { CommitQueue } from "../store/commit-queue.ts";
import type { ServerDb } from "../store/schema.ts";
import type { Clock } from "./clock.ts";
import { instantOf } from "./clock.ts";
import type { BagStore } from "./uploads.ts";
import { serverCrypto } from "./protocol-crypto.ts";
import type { Registry } from "./registry.ts";
import { appendPending } from "./sequencer.ts";
import type { Sequencer } from "./sequencer.ts";
import type { Sessions } from "./sessions.ts";
import { auditOrigin } from "./witness.ts";
import type { Witness } from "./witness.ts";

/**
 * `hello` comes before anything else: it names the device's incarnation, its last sequence number and its audit head,
 * so that a restored or cloned machine is noticed before it can do harm.
 */

export interface HelloParts {
  readonly db: ServerDb;
  readonly commits: CommitQueue;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly sessions: Sessions;
  readonly sequencer: Sequencer;
  readonly witness: Witness;
  readonly bags: Pick<BagStore, "find">;
  readonly pollAfterSeconds: () => number;
}

export interface HelloRefusal {
  readonly slug: ProblemSlug;
  readonly facts?: Readonly<Record<string, string | number>>;
}

function openHello(
  registry: Registry,
  nonce: string,
  body: Uint8Array,
): Result<{ readonly predicate: HelloPredicate; readonly audit: string }, HelloRefusal> {
  const json = parseCanonical(body);
  if (!json.ok) return err({ slug: "fixpoint" });
  const request = helloRequest.safeParse(json.value);
  if (!request.success) return err({ slug: "schema" });
  const envelope = parseEnvelope(canonicalBytes(request.data.hello));
  const statement = envelope.ok ? parseStatement("hello", envelope.value.payload) : undefined;
  if (!envelope.ok || !statement?.ok) return err({ slug: "schema" });
  const nonceBytes = fromBase64Url(nonce);
  const digest = statement.value.subject[0]?.digest.sha256;
  if (!nonceBytes || digest !== toHex(serverCrypto.sha256(nonceBytes))) return err({ slug: "nonce-stale" });
  const { predicate } = statement.value;
  const signatures = checkSignatures(serverCrypto, envelope.value, (keyid) => registry.find(keyid));
  const own = signatures.find(
    ({ key }) => key?.owner.type === "device" && key.owner.id === predicate.deviceId,
  );
  if (!own?.key) return err({ slug: "device-unknown" });
  if (signatures.some(({ valid }) => !valid)) return err({ slug: "signature" });
  if (own.key.revoked) return err({ slug: "device-revoked" });
  if (predicate.auditHead.origin !== auditOrigin(predicate.deviceId, predicate.incarnation)) {
    return err({ slug: "schema" });
  }
  return ok({ predicate, audit: request.data.audit });
}

/** Greetings in a row without a proof from the witnessed size before a device is stopped. */
const mostUnproven = 10;

export class Hello {
  readonly #parts: HelloParts;
  readonly #unproven = new Map<string, number>();

  constructor(parts: HelloParts) {
    this.#parts = parts;
  }

  async receive(nonce: string, body: Uint8Array): Promise<Result<HelloAnswer, HelloRefusal>> {
    const { registry, sessions, witness } = this.#parts;
    if (!sessions.useNonce(nonce)) return err({ slug: "nonce-stale" });
    const opened = openHello(registry, nonce, body);
    if (!opened.ok) return opened;
    const { predicate, audit } = opened.value;
    const refused = await this.#checkIncarnation(predicate);
    if (refused) return err(refused);
    const witnessed = await witness.add(audit);
    if (witnessed.type === "root-differs" || witnessed.type === "proof-invalid") {
      await this.#alarm({ slug: "audit-inconsistent", deviceId: predicate.deviceId });
      await registry.freeze(predicate.deviceId);
      return err({ slug: "audit-inconsistent" });
    }
    if (witnessed.type === "size-differs" && witnessed.size > predicate.auditHead.size) {
      // The server witnessed more than the device has: its database was put back.
      return err({ slug: "device-rollback", facts: { auditSize: witnessed.size } });
    }
    if (await this.#staysUnproven(predicate.deviceId, witnessed.type))
      return err({ slug: "audit-inconsistent" });
    const answer = await this.#answer(predicate);
    return ok({
      ...answer,
      session: sessions.open(predicate.deviceId),
      ...(witnessed.type === "cosigned" ? { cosignature: witnessed.line } : {}),
      ...(witnessed.type === "size-differs" ? { witnessedSize: witnessed.size } : {}),
    });
  }

  /**
   * A cosignature whose answer was lost makes a device prove from an older size once. One that never proves from the
   * size it is told hides something: it is stopped.
   */
  async #staysUnproven(deviceId: string, witnessed: string): Promise<boolean> {
    const times = witnessed === "size-differs" ? (this.#unproven.get(deviceId) ?? 0) + 1 : 0;
    this.#unproven.set(deviceId, times);
    if (times < mostUnproven) return false;
    await this.#alarm({ slug: "audit-inconsistent", deviceId });
    await this.#parts.registry.freeze(deviceId);
    return true;
  }

  async #checkIncarnation(predicate: HelloPredicate): Promise<HelloRefusal | undefined> {
    const { db, registry, clock } = this.#parts;
    const device = await registry.device(predicate.deviceId);
    if (!device) return { slug: "device-unknown" };
    if (device.frozen) return { slug: "device-fork" };
    const { deviceId, incarnation } = predicate;
    if (device.incarnation === incarnation) {
      const last = await this.#lastSeq(deviceId, incarnation);
      // The server knows more of this incarnation than the device itself: its database is a restored one.
      if (last > predicate.lastSeq) return { slug: "device-rollback", facts: { lastSeq: last } };
      return undefined;
    }
    const seen = await db
      .selectFrom("incarnation")
      .select("incarnation")
      .where("device_id", "=", deviceId)
      .where("incarnation", "=", incarnation)
      .executeTakeFirst();
    if (seen && device.incarnation !== "") {
      // An incarnation that was replaced speaks again: two copies of the machine are alive.
      await registry.freeze(deviceId);
      await this.#alarm({ slug: "device-fork", deviceId, incarnation });
      return { slug: "device-fork" };
    }
    await this.#parts.commits.run(async (tx) => {
      await tx
        .insertInto("incarnation")
        .values({
          device_id: deviceId,
          incarnation,
          first_seen: instantOf(clock),
          audit_size: 0,
          audit_root: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await tx.updateTable("device").set({ incarnation }).where("device_id", "=", deviceId).execute();
      if (device.incarnation !== "") {
        const facts = { slug: "device-rollback", deviceId, incarnation };
        await appendPending(tx, { v: 1, type: "alarm", at: instantOf(clock), facts });
      }
    });
    await this.#parts.sequencer.run();
    return undefined;
  }

  async #alarm(facts: Readonly<Record<string, string>>): Promise<void> {
    const at = instantOf(this.#parts.clock);
    await this.#parts.commits.run((tx) =>
      appendPending(tx, { v: 1, type: "alarm", at, facts: { ...facts } }),
    );
    await this.#parts.sequencer.run();
  }

  async #lastSeq(deviceId: string, incarnation: string): Promise<number> {
    const row = await this.#parts.db
      .selectFrom("package")
      .select((select) => select.fn.max("device_seq").as("last"))
      .where("device_id", "=", deviceId)
      .where("incarnation", "=", incarnation)
      .executeTakeFirst();
    return row?.last ?? 0;
  }

  async #answer(predicate: HelloPredicate): Promise<Omit<HelloAnswer, "session" | "cosignature">> {
    const { db, sequencer, bags } = this.#parts;
    const states: { packageId: string; state: RemoteState }[] = [];
    const wanted: string[] = [];
    if (predicate.open.length > 0) {
      const rows = await db
        .selectFrom("package")
        .select(["package_id", "state", "outcome", "zip_sha256"])
        .where("package_id", "in", predicate.open)
        .where("device_id", "=", predicate.deviceId)
        .execute();
      for (const row of rows) {
        states.push({ packageId: row.package_id, state: row.outcome ?? (row.state as RemoteState) });
      }
    }
    // Bags of this device that were accepted and are gone (a lost disk): the workstation keeps its own for 400 days.
    const kept = await db
      .selectFrom("package")
      .select(["package_id", "zip_sha256"])
      .where("device_id", "=", predicate.deviceId)
      .where("outcome", "in", ["accepted", "conflict"])
      .orderBy("log_index", "desc")
      .limit(100)
      .execute();
    for (const row of kept) {
      if (row.zip_sha256 === null || !(await bags.find(row.zip_sha256))) wanted.push(row.package_id);
    }
    const checkpoint = await sequencer.checkpoint();
    const known = predicate.logView?.size ?? 0;
    const proof =
      checkpoint && known > 0 && known <= checkpoint.size
        ? sequencer.consistency(known, checkpoint.size).map(toBase64)
        : [];
    return {
      lastSeq: await this.#lastSeq(predicate.deviceId, predicate.incarnation),
      states,
      wanted,
      ...(checkpoint ? { checkpoint: checkpoint.note } : {}),
      proof,
      pollAfter: this.#parts.pollAfterSeconds(),
    };
  }
}
