import { err, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { PackageFiles } from "../../shared/sync-protocol/bag.ts";
import { toBase64, utf8Text } from "../../shared/sync-protocol/bytes.ts";
import { canonicalBytes, parseCanonical } from "../../shared/sync-protocol/canonical-json.ts";
import { judgeAnnouncement, judgePackage } from "../../shared/sync-protocol/judge-package.ts";
import type { JudgeOptions, PackageJudgement } from "../../shared/sync-protocol/judge-package.ts";
import { parseLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import { auditPath, reviewPathPattern, submissionPath } from "../../shared/sync-protocol/package-layout.ts";
import type { ProblemSlug } from "../../shared/sync-protocol/problems.ts";
import type { ReadProblem } from "../../shared/sync-protocol/read-package.ts";
import type { ReviewPolicy } from "../../shared/sync-protocol/review-gate.ts";
import { announceRequest } from "../../shared/sync-protocol/wire.ts";
import type { PackageStatus, RemoteState } from "../../shared/sync-protocol/wire.ts";
import type { CommitQueue } from "../store/commit-queue.ts";
import { insertRow, prepared } from "../store/prepared.ts";
import type { ServerDb, ServerTx } from "../store/schema.ts";
import type { Clock } from "./clock.ts";
import { instantOf } from "./clock.ts";
import { decide, isJudged, relistPublication, usedReviews } from "./decide.ts";
import type { Decision, Judged } from "./decide.ts";
import type { Failpoint } from "./failpoints.ts";
import { serverCrypto } from "./protocol-crypto.ts";
import { ReadStatements } from "./read-statements.ts";
import type { Registry } from "./registry.ts";
import { appendPending } from "./sequencer.ts";
import type { Sequencer } from "./sequencer.ts";
import { nameBag } from "./uploads.ts";
import type { Witness, WitnessReading } from "./witness.ts";

/** Announcement, acceptance and status of packages: the same code for the network and for media. */

export interface PackagesParts {
  readonly db: ServerDb;
  readonly commits: CommitQueue;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly sequencer: Sequencer;
  readonly witness: Witness;
  readonly policy: ReviewPolicy;
  readonly maxPackage: number;
  readonly failpoint: Failpoint;
}

export interface Refusal {
  readonly slug: ProblemSlug;
}

export type Announced =
  | { readonly type: "announced" }
  | { readonly type: "known"; readonly state: RemoteState };

export type Accepted = Decision | { readonly type: "send-again" };

/** A bag whose file is durable and whose row is written with the decision. */
export interface ReceivedBag {
  readonly zipSha256: string;
  readonly size: number;
  readonly salt: Uint8Array;
}

export interface PackageFacts {
  readonly deviceId: string;
  readonly orgCode: string;
  readonly decided: boolean;
  /** Its leaf is under a checkpoint. */
  readonly receipted: boolean;
  readonly awaitsBag: boolean;
  /** Name of the stored bag. */
  readonly bag: string | undefined;
}

interface Statements {
  readonly submission: Uint8Array;
  readonly reviews: readonly Uint8Array[];
}

const packageRow = prepared((db, packageId: string) =>
  db.selectFrom("package").selectAll().where("package_id", "=", packageId),
);
const packageFacts = prepared((db, packageId: string) =>
  db
    .selectFrom("package")
    .select(["device_id", "org_code", "state", "outcome", "zip_sha256", "checkpoint_size"])
    .where("package_id", "=", packageId),
);
const packageKnown = prepared((db, packageId: string) =>
  db.selectFrom("package").select(["digest", "state", "outcome"]).where("package_id", "=", packageId),
);
const packageOfSequence = prepared((db, deviceId: string, incarnation: string, deviceSeq: number) =>
  db
    .selectFrom("package")
    .select("package_id")
    .where("device_id", "=", deviceId)
    .where("incarnation", "=", incarnation)
    .where("device_seq", "=", deviceSeq),
);
const setBag = prepared((db, zipSha256: string, size: number, packageId: string) =>
  db
    .updateTable("package")
    .set({ zip_sha256: zipSha256, zip_size: size })
    .where("package_id", "=", packageId),
);
const leafAt = prepared((db, index: number) =>
  db.selectFrom("log_entry").select("leaf").where("idx", "=", index),
);

function packReviews(reviews: readonly Uint8Array[]): Uint8Array {
  return canonicalBytes(reviews.map(toBase64));
}

function unpackReviews(bytes: Uint8Array): readonly Uint8Array[] {
  const list = JSON.parse(utf8Text(bytes) ?? "[]") as readonly string[];
  return list.map((text) => new Uint8Array(Buffer.from(text, "base64")));
}

export class Packages {
  readonly #parts: PackagesParts;
  readonly #waiters = new Map<string, Set<() => void>>();
  readonly #read = new ReadStatements();
  #ending = false;

  constructor(parts: PackagesParts) {
    this.#parts = parts;
  }

  #judgeOptions(): JudgeOptions {
    const { registry, policy } = this.#parts;
    return {
      registry: (keyid) => registry.find(keyid),
      useCarriedKeys: false,
      policy,
      memo: this.#read,
      delegationOf: (delegationId) => registry.delegation(delegationId),
    };
  }

  /**
   * Judges the statements alone and registers the package. `deviceId` is the session's device; absent for media,
   * where the statement's own signature has to do.
   */
  async announce(packageId: string, body: Uint8Array, deviceId: string): Promise<Result<Announced, Refusal>> {
    const json = parseCanonical(body);
    if (!json.ok) return err({ slug: "fixpoint" });
    const request = announceRequest.safeParse(json.value);
    if (!request.success) return err({ slug: "schema" });
    const statements = {
      submission: canonicalBytes(request.data.submission),
      reviews: request.data.reviews.map((review) => canonicalBytes(review)),
    };
    return this.#announce(packageId, statements, "network", deviceId);
  }

  async #announce(
    packageId: string,
    statements: Statements,
    via: "network" | "media",
    sessionDevice?: string,
  ): Promise<Result<Announced, Refusal>> {
    const judged = judgeAnnouncement(
      serverCrypto,
      packageId,
      statements.submission,
      statements.reviews,
      this.#judgeOptions(),
    );
    if (!isJudged(judged)) return err({ slug: judged.slug ?? "schema" });
    const { predicate } = judged.submission;
    const signed = judged.checks.find((check) => check.id === "submission-signature");
    if (signed?.status !== "ok") return err({ slug: signed?.findings[0]?.slug ?? "signature" });
    if (sessionDevice !== undefined && predicate.deviceId !== sessionDevice)
      return err({ slug: "device-unknown" });

    const device = await this.#parts.registry.device(predicate.deviceId);
    if (!device) return err({ slug: "device-unknown" });
    const entered = await this.#parts.commits.run((tx) =>
      this.#enter(tx, judged, statements, via, device.frozen),
    );
    if (!entered.ok) {
      if (entered.error.slug === "package-id-reuse" || entered.error.slug === "device-fork") {
        await this.#parts.sequencer.run();
      }
      return entered;
    }
    if (entered.value.type === "known") return entered;
    this.#parts.failpoint("announce-stored");
    const refusals = await this.#earlyRefusals(judged);
    if (refusals.length === 0) return entered;
    await this.#decide(judged, via, { refusals });
    return err({ slug: refusals[0] as ProblemSlug });
  }

  /** Registers a package, or finds that it is known, or that its id or sequence number belongs to another. */
  async #enter(
    tx: ServerTx,
    judged: Judged,
    statements: Statements,
    via: "network" | "media",
    frozen: boolean,
  ): Promise<Result<Announced, Refusal>> {
    const { packageId } = judged;
    const { predicate } = judged.submission;
    const at = instantOf(this.#parts.clock);
    const [known] = await packageKnown(tx, packageId);
    if (known?.digest === judged.packageDigest) return ok({ type: "known", state: remoteState(known) });
    if (known) {
      const facts = { slug: "package-id-reuse", packageId };
      await appendPending(tx, { v: 1, type: "alarm", at, facts });
      return err({ slug: "package-id-reuse" });
    }
    if (frozen) return err({ slug: "device-fork" });
    if (predicate.bytes > this.#parts.maxPackage) return err({ slug: "too-large" });
    // Two packages under one sequence number: two copies of the device are alive.
    const { incarnation, deviceSeq } = predicate;
    const [other] = await packageOfSequence(tx, predicate.deviceId, incarnation, deviceSeq);
    if (other) {
      await tx.updateTable("device").set({ frozen: 1 }).where("device_id", "=", predicate.deviceId).execute();
      const facts = { slug: "device-fork", packageId, deviceId: predicate.deviceId };
      await appendPending(tx, { v: 1, type: "alarm", at, facts });
      return err({ slug: "device-fork" });
    }
    await this.#insert(tx, judged, statements, via);
    return ok({ type: "announced" });
  }

  async #row(packageId: string) {
    return (await packageRow(this.#parts.db, packageId))[0];
  }

  async #insert(
    tx: ServerTx,
    judged: Judged,
    statements: Statements,
    via: "network" | "media",
  ): Promise<void> {
    const { predicate } = judged.submission;
    await insertRow(tx, "package", {
      package_id: judged.packageId,
      digest: judged.packageDigest,
      device_id: predicate.deviceId,
      incarnation: predicate.incarnation,
      device_seq: predicate.deviceSeq,
      org_code: predicate.orgCode,
      kind: predicate.kind,
      object_type: predicate.objectType,
      object_id: predicate.objectId,
      rev_no: predicate.revNo,
      base: predicate.base ?? null,
      content_digest: judged.contentDigest,
      state: "announced",
      problem: null,
      via,
      announced_at: instantOf(this.#parts.clock),
      received_at: null,
      zip_sha256: null,
      zip_size: null,
      outcome: null,
      log_index: null,
      checkpoint_size: null,
    });
    await insertRow(tx, "package_statement", {
      package_id: judged.packageId,
      submission: statements.submission,
      reviews: packReviews(statements.reviews),
    });
  }

  async #earlyRefusals(judged: Judged): Promise<readonly ProblemSlug[]> {
    const failed = judged.checks.filter((check) => check.status === "failed");
    const slugs = [...new Set(failed.flatMap((check) => check.findings.map((finding) => finding.slug)))];
    if (slugs.length > 0) return slugs;
    return (await usedReviews(this.#parts.db, judged)) ? ["review-used"] : [];
  }

  /** One transaction: the bag's name, the audit head it carries, and the decision. */
  async #decide(
    judged: Judged,
    via: "network" | "media",
    more: {
      readonly refusals?: readonly ProblemSlug[];
      readonly bag?: ReceivedBag | undefined;
      readonly audit?: WitnessReading | undefined;
    },
  ): Promise<Decision> {
    const { commits, clock, sequencer, witness, failpoint } = this.#parts;
    const receivedAt = instantOf(clock);
    const decision = await commits.run(async (tx) => {
      const refusals = [...(more.refusals ?? [])];
      if (more.bag) await this.#nameBag(tx, judged.packageId, more.bag);
      if (more.audit?.type === "read") {
        // A package is a witness request too: the audit head it carries is stored, or the break is found.
        const broken = await witness.advance(tx, more.audit);
        if (broken?.type === "root-differs" || broken?.type === "proof-invalid")
          refusals.push("audit-inconsistent");
      }
      return decide(tx, judged, { receivedAt, via, refusals });
    });
    failpoint("decided");
    await sequencer.run();
    this.#wake(judged.packageId);
    return decision;
  }

  async #nameBag(tx: ServerTx, packageId: string, bag: ReceivedBag): Promise<void> {
    await nameBag(tx, bag.zipSha256, bag);
    await setBag(tx, bag.zipSha256, bag.size, packageId);
  }

  /** Judges the whole bag and decides. Whoever calls has made the bag's file durable. */
  async accept(
    packageId: string,
    read: Result<PackageFiles, ReadProblem>,
    via: "network" | "media",
    bag?: ReceivedBag,
  ): Promise<Accepted> {
    const row = await this.#row(packageId);
    if (!row) return { type: "unknown-package" };
    if (row.outcome !== null) {
      await this.#parts.sequencer.run();
      return { type: "decided", outcome: row.outcome };
    }
    const witnessed = await this.#parts.witness.witnessed(row.device_id, row.incarnation);
    const judged = read.ok
      ? judgePackage(serverCrypto, read.value, {
          ...this.#judgeOptions(),
          ...(witnessed ? { witnessed } : {}),
        })
      : undefined;
    if (!read.ok || !judged || !isJudged(judged) || judged.packageDigest !== row.digest) {
      const announced = await this.#announcedAs(packageId);
      return this.#decide(announced, via, { refusals: [bagProblem(read, judged)], bag });
    }
    if (judged.slug === "digest-mismatch" && via === "network") {
      await this.#sendAgain(packageId);
      return { type: "send-again" };
    }
    const text = judged.valid ? utf8Text(read.value.small.get(auditPath) ?? new Uint8Array(0)) : undefined;
    const audit = text === undefined ? undefined : this.#parts.witness.read(text);
    return this.#decide(judged, via, { bag, audit });
  }

  /** The statements as they were announced: the decision about a bag that does not belong to them. */
  async #announcedAs(packageId: string): Promise<Judged> {
    const { submission, reviews } = await this.#parts.db
      .selectFrom("package_statement")
      .select(["submission", "reviews"])
      .where("package_id", "=", packageId)
      .executeTakeFirstOrThrow();
    const announced = judgeAnnouncement(
      serverCrypto,
      packageId,
      new Uint8Array(submission),
      unpackReviews(new Uint8Array(reviews)),
      this.#judgeOptions(),
    );
    if (!isJudged(announced)) throw new Error("a registered package cannot be read any more");
    return announced;
  }

  async #sendAgain(packageId: string): Promise<void> {
    await this.#parts.commits.run((tx) =>
      tx
        .updateTable("package")
        .set({ state: "announced", problem: "digest-mismatch", zip_sha256: null, zip_size: null })
        .where("package_id", "=", packageId)
        .execute(),
    );
    this.#wake(packageId);
  }

  /** A bag that came by disc or USB and is durable: registered and decided in one go. Already known: its result. */
  async importBag(read: PackageFiles, bag: ReceivedBag): Promise<Result<Accepted, Refusal>> {
    const submission = read.small.get(submissionPath);
    if (!submission) return err({ slug: "bag-invalid" });
    const reviews = [...read.small]
      .filter(([path]) => reviewPathPattern.test(path))
      .map(([, bytes]) => bytes);
    const announced = await this.#announce(read.packageId, { submission, reviews }, "media");
    if (!announced.ok) {
      const row = await this.#row(read.packageId);
      const outcome = announced.error.slug === "package-id-reuse" ? undefined : row?.outcome;
      return outcome ? ok({ type: "decided", outcome }) : announced;
    }
    return ok(await this.accept(read.packageId, ok(read), "media", bag));
  }

  /**
   * Takes back the bag of a package that was decided before and whose bag was lost. The statements in it must be the
   * ones that were decided; the decision stays, and a publication that went missing with it is listed again.
   */
  async refill(packageId: string, read: PackageFiles, bag: ReceivedBag): Promise<boolean> {
    const row = await this.#row(packageId);
    const judged = judgePackage(serverCrypto, read, this.#judgeOptions());
    if (!row?.outcome || judged.packageDigest !== row.digest || !isJudged(judged)) return false;
    const intact = judged.checks.every(({ id, status }) => !["bag", "files"].includes(id) || status === "ok");
    if (!intact) return false;
    await this.#parts.commits.run(async (tx) => {
      await this.#nameBag(tx, packageId, bag);
      await relistPublication(tx, judged);
    });
    return true;
  }

  /** Whose a package is and how far it has come. */
  async facts(packageId: string): Promise<PackageFacts | undefined> {
    const [row] = await packageFacts(this.#parts.db, packageId);
    if (!row) return undefined;
    return {
      deviceId: row.device_id,
      orgCode: row.org_code,
      decided: row.outcome !== null,
      receipted: row.checkpoint_size !== null,
      awaitsBag: row.state === "announced",
      bag: row.zip_sha256 ?? undefined,
    };
  }

  async bagOf(packageId: string): Promise<string | undefined> {
    return (await this.facts(packageId))?.bag;
  }

  /** Status and, once it is under a checkpoint, the receipt. `knownSize` asks for the consistency proof from there. */
  async status(packageId: string, knownSize?: number): Promise<PackageStatus | undefined> {
    const row = await this.#row(packageId);
    if (!row) return undefined;
    const status: PackageStatus = {
      packageId,
      packageDigest: row.digest,
      state: remoteState(row),
      ...(row.problem === null ? {} : { problem: row.problem }),
    };
    if (row.log_index === null || row.checkpoint_size === null) return status;
    const [entry] = await leafAt(this.#parts.db, row.log_index);
    const leaf = entry && parseLeaf(new Uint8Array(entry.leaf));
    if (!leaf?.ok) throw new Error("stored leaf cannot be read");
    const proof = await this.#parts.sequencer.proof(row.log_index, row.checkpoint_size);
    const consistency =
      knownSize === undefined
        ? undefined
        : this.#consistency(
            Math.min(knownSize, row.checkpoint_size),
            Math.max(knownSize, row.checkpoint_size),
          );
    return { ...status, receipt: { leaf: leaf.value, proof }, ...(consistency ? { consistency } : {}) };
  }

  #consistency(from: number, to: number): string[] {
    return this.#parts.sequencer.consistency(from, to).map(toBase64);
  }

  /** The status as soon as a package has its receipt or is held; after `timeoutMs` as it is then. */
  async awaited(
    packageId: string,
    timeoutMs: number,
    knownSize?: number,
  ): Promise<PackageStatus | undefined> {
    // Listening first: what changes while it is read is not missed.
    const changed = timeoutMs > 0 && !this.#ending ? this.#listen(packageId, timeoutMs) : undefined;
    try {
      const status = await this.status(packageId, knownSize);
      if (!changed || !status || status.receipt || status.state === "held") return status;
      await changed.happened;
      return await this.status(packageId, knownSize);
    } finally {
      changed?.stop();
    }
  }

  #listen(packageId: string, timeoutMs: number): { readonly happened: Promise<void>; stop(): void } {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiters = this.#waiters.get(packageId) ?? new Set();
    const stop = (): void => {
      clearTimeout(timer);
      waiters.delete(stop);
      if (waiters.size === 0 && this.#waiters.get(packageId) === waiters) this.#waiters.delete(packageId);
      resolve();
    };
    const timer = setTimeout(stop, timeoutMs);
    waiters.add(stop);
    this.#waiters.set(packageId, waiters);
    return { happened: promise, stop };
  }

  #wake(packageId: string): void {
    for (const done of this.#waiters.get(packageId) ?? []) done();
  }

  /** Ends every wait and lets none begin, when the server stops. */
  endWaits(): void {
    this.#ending = true;
    for (const waiters of this.#waiters.values()) for (const done of waiters) done();
  }
}

/** What is wrong with a bag that is none, or that holds other statements than were announced. */
function bagProblem(
  read: Result<PackageFiles, ReadProblem>,
  judged: PackageJudgement | undefined,
): ProblemSlug {
  if (read.ok) return judged?.slug ?? "bag-invalid";
  const large =
    read.error.type === "too-large" || (read.error.type === "zip" && read.error.problem === "too-large");
  return large ? "too-large" : "bag-invalid";
}

function remoteState(row: {
  readonly state: string;
  readonly outcome: "accepted" | "conflict" | "rejected" | null;
}): RemoteState {
  return row.outcome ?? (row.state as RemoteState);
}
