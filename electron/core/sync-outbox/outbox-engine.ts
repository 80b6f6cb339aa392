import { assertNever } from "../../../shared/kernel/result.ts";
import { fromBase64, fromBase64Url, toBase64, toHex } from "../../../shared/sync-protocol/bytes.ts";
import { canonicalBytes } from "../../../shared/sync-protocol/canonical-json.ts";
import { envelopeBytes, signEnvelope } from "../../../shared/sync-protocol/dsse.ts";
import { headGrew } from "../../../shared/sync-protocol/merkle-proofs.ts";
import { openCheckpoint, parseNote, verifyNote } from "../../../shared/sync-protocol/notes.ts";
import type { CheckpointTrust, NoteKey } from "../../../shared/sync-protocol/notes.ts";
import { parseLogProof } from "../../../shared/sync-protocol/log-proof.ts";
import type { ProblemSlug } from "../../../shared/sync-protocol/problems.ts";
import { slugOf } from "../../../shared/sync-protocol/problems.ts";
import { parseReceipt, receiptBytes, verifyReceipt } from "../../../shared/sync-protocol/receipt.ts";
import type { Receipt, VerifiedReceipt } from "../../../shared/sync-protocol/receipt.ts";
import { statementBytes } from "../../../shared/sync-protocol/statements.ts";
import type { ProtocolCrypto } from "../../../shared/sync-protocol/suites.ts";
import type { HelloAnswer, PackageStatus } from "../../../shared/sync-protocol/wire.ts";
import { advance, isFinal, largeBytes, nextStep, workable } from "./outbox-machine.ts";
import type { OutboxEvent, OutboxRow } from "./outbox-machine.ts";
import type { DevicePort, LogView, OutboxStore, PackageSource } from "./outbox-store.ts";
import { retryDelayMs } from "./retry.ts";
import type { OfflineCause, Reply, SyncTransport } from "./transport.ts";

/**
 * Carries sealed packages to the server and receipts back. It owns no truth: the rows say what happened, the server
 * says what it decided, and both may be asked again at any time.
 */

/** What became of a receipt that came by hand. */
export type ReceiptFileResult = "taken" | "known" | "unknown-package" | "not-valid";

export interface OutboxEngineParts {
  readonly store: OutboxStore;
  readonly device: DevicePort;
  readonly packages: PackageSource;
  readonly transport: SyncTransport;
  readonly crypto: ProtocolCrypto;
  /** Pinned keys of the server's log and of the witnesses it needs. */
  readonly trust: CheckpointTrust;
  /** The server's key as witness of our audit log. */
  readonly witnessKey: NoteKey;
  readonly now: () => Date;
  /** In [0, 1). */
  readonly random: () => number;
  readonly chunkBytes?: number;
  /** How long a status request may wait at the server. */
  readonly waitSeconds?: number;
}

export type EngineState =
  | { readonly type: "not-connected"; readonly cause?: OfflineCause; readonly attempts: number }
  | { readonly type: "connected" }
  /** Nothing is sent until a person has acted. */
  | { readonly type: "blocked"; readonly problem: ProblemSlug | "server-untrusted" };

type Work = "worked" | "idle";

const defaultChunk = 4 * 1024 * 1024;

export class OutboxEngine {
  readonly #parts: OutboxEngineParts;
  #session: string | undefined;
  #lane: "small" | "large" = "small";
  /** Size the next hello proves the audit log from; absent: what was witnessed last. */
  #proveFrom: number | undefined;
  /** Packages whose bag the server lost and asked for again. */
  #wanted: readonly string[] = [];
  #state: EngineState = { type: "not-connected", attempts: 0 };
  #helloNotBefore = 0;

  constructor(parts: OutboxEngineParts) {
    this.#parts = parts;
  }

  get state(): EngineState {
    return this.#state;
  }

  /** The bearer of the session with the server, while there is one. */
  get session(): string | undefined {
    return this.#session;
  }

  /** Forgets the session and a block, and tries at once: the person pressed 重试. */
  reconnect(): void {
    this.#session = undefined;
    this.#helloNotBefore = 0;
    this.#state = { type: "not-connected", attempts: 0 };
  }

  /** The person set right what stood in the way of one package: it starts again. False when there is none to start. */
  async retry(packageId: string): Promise<boolean> {
    const row = await this.#parts.store.find(packageId);
    if (!row || isFinal(row.state)) return false;
    await this.#save(row, { type: "try-again" });
    return true;
  }

  /** Milliseconds since 1970 at which there is something to do; undefined: nothing until the rows change. */
  async nextAt(): Promise<number | undefined> {
    if (this.#state.type === "blocked") return undefined;
    if (this.#session === undefined) return this.#helloNotBefore;
    const rows = await this.#parts.store.unfinished();
    const times = workable(rows, Number.MAX_SAFE_INTEGER).map((row) => row.nextAt ?? 0);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Does one thing: says hello, or one step of one package. */
  async step(): Promise<Work> {
    if (this.#state.type === "blocked") return "idle";
    const nowMs = this.#parts.now().getTime();
    if (this.#session === undefined) {
      if (nowMs < this.#helloNotBefore) return "idle";
      await this.#hello();
      return "worked";
    }
    const rows = workable(await this.#parts.store.unfinished(), nowMs);
    const row = this.#pick(rows);
    if (row) {
      await this.#work(row, this.#session, rows.length === 1);
      return "worked";
    }
    return this.#refill(this.#session);
  }

  /** The oldest row of the lane whose turn it is: a large package sends one piece, then a small one may pass. */
  #pick(rows: readonly OutboxRow[]): OutboxRow | undefined {
    const isLarge = (row: OutboxRow): boolean => row.sizeBytes > largeBytes;
    this.#lane = this.#lane === "small" ? "large" : "small";
    return rows.find((row) => isLarge(row) === (this.#lane === "large")) ?? rows[0];
  }

  /** Sends one bag again that the server lost; sealed packages are kept for that. */
  async #refill(session: string): Promise<Work> {
    const [packageId, ...rest] = this.#wanted;
    if (packageId === undefined) return "idle";
    this.#wanted = rest;
    const archive = await this.#parts.packages.archive(packageId);
    if (!archive) return "worked";
    try {
      const { transport } = this.#parts;
      const created = await transport.createUpload(session, {
        packageId,
        sha256: archive.sha256,
        size: archive.size,
      });
      if (created.type !== "ok") return "worked";
      for (let offset = 0; offset < archive.size;) {
        const length = Math.min(this.#parts.chunkBytes ?? defaultChunk, archive.size - offset);
        const bytes = await archive.read(offset, length);
        const sent = await transport.sendChunk(session, created.value.url, offset, bytes);
        if (sent.type !== "ok") break;
        offset = sent.value.offset;
      }
      return "worked";
    } finally {
      await archive.close();
    }
  }

  /** Steps until nothing is due; for tests and for "send now". */
  async drain(most = 1000): Promise<number> {
    let steps = 0;
    while (steps < most && (await this.step()) === "worked") steps += 1;
    return steps;
  }

  async #save(row: OutboxRow, event: OutboxEvent): Promise<OutboxRow> {
    const moment = { nowMs: this.#parts.now().getTime(), random: this.#parts.random() };
    const next = advance(row, event, moment);
    await this.#parts.store.save(next);
    return next;
  }

  async #work(row: OutboxRow, session: string, alone: boolean): Promise<void> {
    const step = nextStep(row);
    switch (step) {
      case "announce":
        return this.#announce(row, session);
      case "create-upload":
        return this.#createUpload(row, session);
      case "continue-upload":
        return this.#continueUpload(row, session);
      case "ask-status":
        return this.#askStatus(row, session, alone);
      case undefined:
        return;
      default:
        return assertNever(step);
    }
  }

  /** Turns what is no answer into an event; a lost session is taken up anew instead of being held against the row. */
  async #failed(row: OutboxRow, reply: Exclude<Reply<unknown>, { type: "ok" }>): Promise<void> {
    if (reply.type === "offline") {
      this.#session = undefined;
      this.#disconnect(reply.cause);
      await this.#save(row, { type: "offline" });
      return;
    }
    if (reply.slug === "device-unknown" && this.#session !== undefined) {
      this.#session = undefined;
      return;
    }
    await this.#save(row, {
      type: "problem",
      slug: reply.slug,
      ...(reply.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: reply.retryAfterSeconds }),
    });
  }

  #disconnect(cause: OfflineCause, retryAfterSeconds?: number): void {
    const attempts = this.#state.type === "not-connected" ? this.#state.attempts : 0;
    const delay = retryDelayMs(attempts, this.#parts.random(), retryAfterSeconds);
    this.#helloNotBefore = this.#parts.now().getTime() + delay;
    this.#state = { type: "not-connected", cause, attempts: attempts + 1 };
  }

  async #announce(row: OutboxRow, session: string): Promise<void> {
    const statements = await this.#parts.packages.statements(row.packageId);
    if (!statements) {
      await this.#save(row, { type: "local-cause", cause: "parts-missing" });
      return;
    }
    const parse = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString("utf8"));
    const body = canonicalBytes({
      submission: parse(statements.submission),
      reviews: statements.reviews.map(parse),
    });
    const reply = await this.#parts.transport.announce(session, row.packageId, body);
    if (reply.type !== "ok") return this.#failed(row, reply);
    const { state } = reply.value;
    await this.#save(row, state === "announced" ? { type: "announced" } : { type: "known", state });
  }

  async #createUpload(row: OutboxRow, session: string): Promise<void> {
    const archive = await this.#parts.packages.archive(row.packageId);
    if (!archive) {
      await this.#save(row, { type: "local-cause", cause: "parts-missing" });
      return;
    }
    await archive.close();
    const { size, sha256 } = archive;
    const reply = await this.#parts.transport.createUpload(session, {
      packageId: row.packageId,
      sha256,
      size,
    });
    if (reply.type !== "ok") {
      // The server has its bag already: a request whose answer was lost did its work.
      if (reply.type === "problem" && reply.slug === "package-id-reuse") {
        await this.#save(row, { type: "upload-complete" });
        return;
      }
      return this.#failed(row, reply);
    }
    await this.#save(row, { type: "upload-created", url: reply.value.url, zipSha256: sha256 });
  }

  async #continueUpload(row: OutboxRow, session: string): Promise<void> {
    const { transport, packages } = this.#parts;
    const url = row.uploadUrl ?? "";
    const there = await transport.uploadOffset(session, url);
    if (there.type !== "ok") return this.#uploadFailed(row, there);
    const archive = await packages.archive(row.packageId);
    if (!archive) {
      await this.#save(row, { type: "local-cause", cause: "parts-missing" });
      return;
    }
    try {
      if (archive.sha256 !== row.zipSha256) {
        // The spool was rebuilt into another archive; the bytes at the server belong to the old one.
        await this.#save(row, { type: "upload-gone" });
        return;
      }
      let { offset } = there.value;
      if (offset === archive.size) {
        await this.#save(row, { type: "upload-complete" });
        return;
      }
      const length = Math.min(this.#parts.chunkBytes ?? defaultChunk, archive.size - offset);
      const sent = await transport.sendChunk(session, url, offset, await archive.read(offset, length));
      if (sent.type !== "ok") return await this.#uploadFailed(row, sent);
      offset = sent.value.offset;
      await this.#save(row, { type: offset === archive.size ? "upload-complete" : "progress" });
    } finally {
      await archive.close();
    }
  }

  async #uploadFailed(row: OutboxRow, reply: Exclude<Reply<unknown>, { type: "ok" }>): Promise<void> {
    if (reply.type === "problem" && (reply.slug === "unknown-upload" || reply.slug === "not-found")) {
      // Expired, or finished in a request whose answer was lost: the announcement tells which.
      await this.#save(row, { type: "try-again" });
      const current = await this.#parts.store.find(row.packageId);
      if (current?.state === "uploading" && this.#session !== undefined)
        await this.#announce(current, this.#session);
      return;
    }
    return this.#failed(row, reply);
  }

  async #askStatus(row: OutboxRow, session: string, alone: boolean): Promise<void> {
    const view = await this.#parts.store.logView();
    const reply = await this.#parts.transport.status(session, row.packageId, {
      // Waiting at the server must not keep other packages from moving.
      waitSeconds: alone ? (this.#parts.waitSeconds ?? 20) : 0,
      knownSize: view?.size ?? 0,
    });
    if (reply.type !== "ok") return this.#failed(row, reply);
    const status = reply.value;
    if (!status.receipt) {
      const problem = slugOf(`urn:zwgk:problem:${status.problem ?? ""}`);
      await this.#save(row, {
        type: "still-deciding",
        state: status.state,
        ...(problem ? { problem } : {}),
      });
      return;
    }
    await this.#takeReceipt(row, status, view);
  }

  /** Verifies a receipt against pinned keys and the known head; only then is it stored and the row final (I6). */
  async #takeReceipt(row: OutboxRow, status: PackageStatus, view: LogView | undefined): Promise<void> {
    const bytes = canonicalBytes({ leaf: status.receipt?.leaf, proof: status.receipt?.proof });
    const between = (status.consistency ?? []).map((line) => fromBase64(line) ?? new Uint8Array(0));
    const verified = verifyReceipt(this.#parts.crypto, bytes, {
      trust: this.#parts.trust,
      packageId: row.packageId,
      packageDigest: row.packageDigest,
      ...(view ? { logView: { head: view, proof: between } } : {}),
    });
    const receipt = parseReceipt(bytes);
    if (!verified.ok || !receipt.ok) {
      await this.#distrust(
        verified.ok ? "malformed" : verified.error.type,
        view,
        status.receipt?.proof ?? "",
      );
      return;
    }
    const grown = verified.value.checkpoint.size > (view?.size ?? 0);
    await this.#keepReceipt(row, receipt.value, verified.value, grown);
  }

  /** Stores a verified receipt and what it makes of the row; with `advanceView` its head is the newest known. */
  async #keepReceipt(
    row: OutboxRow,
    receipt: Receipt,
    { leaf, index, checkpoint }: VerifiedReceipt,
    advanceView: boolean,
  ): Promise<void> {
    const proof = parseLogProof(receipt.proof);
    const note = proof.ok ? proof.value.checkpoint : "";
    const newer = advanceView ? { ...checkpoint, checkpoint: note } : undefined;
    const moment = { nowMs: this.#parts.now().getTime(), random: this.#parts.random() };
    const reason = leaf.reasons[0];
    const final = advance(
      row,
      { type: "receipt", outcome: leaf.outcome, ...(reason === undefined ? {} : { reason }) },
      moment,
    );
    await this.#parts.store.saveReceipt(
      final,
      { packageId: row.packageId, bytes: receiptBytes(receipt), leaf, logIndex: index },
      newer,
    );
  }

  /**
   * A receipt that came by hand is verified like any other, by the pinned keys alone (I6). Without the network nobody
   * proves that its head continues the one known here: that head stays, and one of the same size has to be the same.
   */
  async takeReceiptFile(bytes: Uint8Array): Promise<ReceiptFileResult> {
    const receipt = parseReceipt(bytes);
    if (!receipt.ok) return "not-valid";
    const row = await this.#parts.store.find(receipt.value.leaf.packageId);
    if (!row) return "unknown-package";
    if (row.state === "accepted" || row.state === "conflict" || row.state === "rejected") return "known";
    const view = await this.#parts.store.logView();
    const question = {
      trust: this.#parts.trust,
      packageId: row.packageId,
      packageDigest: row.packageDigest,
    };
    const alone = verifyReceipt(this.#parts.crypto, bytes, question);
    if (!alone.ok) return "not-valid";
    const sameSize = view?.size === alone.value.checkpoint.size;
    const verified = sameSize
      ? verifyReceipt(this.#parts.crypto, bytes, { ...question, logView: { head: view, proof: [] } })
      : alone;
    if (!verified.ok) {
      await this.#distrust(verified.error.type, view, receipt.value.proof);
      return "not-valid";
    }
    await this.#keepReceipt(row, receipt.value, verified.value, view === undefined);
    return "taken";
  }

  /** Keeps what was shown and stops: a server that shows two histories, or another's key, is not talked to. */
  async #distrust(what: string, view: LogView | undefined, shown: string): Promise<void> {
    await this.#parts.store.saveEvidence({ what, ...(view ? { known: view.checkpoint } : {}), shown });
    this.#session = undefined;
    this.#state = { type: "blocked", problem: "server-untrusted" };
  }

  async #hello(): Promise<void> {
    const { transport } = this.#parts;
    const meta = await transport.meta();
    if (meta.type === "offline") {
      this.#disconnect(meta.cause);
      return;
    }
    if (meta.type === "problem") {
      this.#disconnect("unreachable", meta.retryAfterSeconds);
      return;
    }
    if (meta.value.log.origin !== this.#parts.trust.origin) {
      await this.#distrust("other-origin", await this.#parts.store.logView(), meta.value.log.origin);
      return;
    }
    const body = await this.#helloBody(meta.value.nonce, this.#proveFrom);
    const reply = await transport.hello(meta.value.nonce, body.bytes);
    if (reply.type === "offline") {
      this.#disconnect(reply.cause);
      return;
    }
    if (reply.type === "problem") {
      this.#proveFrom = undefined;
      if (reply.slug === "device-rollback") {
        await this.#parts.device.startNewIncarnation("device-rollback");
        return;
      }
      if (["nonce-stale", "busy", "maintenance"].includes(reply.slug)) {
        this.#disconnect("unreachable", reply.retryAfterSeconds);
        return;
      }
      this.#state = { type: "blocked", problem: reply.slug };
      return;
    }
    await this.#welcome(reply.value, body.head);
  }

  async #helloBody(nonce: string, proveFrom: number | undefined) {
    const { device, store, crypto } = this.#parts;
    const identity = await device.identity();
    const audit = await device.audit(proveFrom);
    const view = await store.logView();
    const open = (await store.unfinished()).map((row) => row.packageId).slice(0, 500);
    const origin = `ws/${identity.deviceId}/${identity.incarnation}`;
    const payload = statementBytes("hello", {
      subject: [
        {
          name: "nonce",
          digest: { sha256: toHex(crypto.sha256(fromBase64Url(nonce) ?? new Uint8Array(0))) },
        },
      ],
      predicate: {
        deviceId: identity.deviceId,
        incarnation: identity.incarnation,
        lastSeq: identity.lastSeq,
        auditHead: { origin, size: audit.head.size, root: toBase64(audit.head.root) },
        ...(view ? { logView: { origin: view.origin, size: view.size, root: toBase64(view.root) } } : {}),
        rulesVersion: await device.rulesVersion(),
        open,
      },
    });
    const envelope = envelopeBytes(await signEnvelope(payload, [identity.signer]));
    const hello: unknown = JSON.parse(Buffer.from(envelope).toString("utf8"));
    return { bytes: canonicalBytes({ hello, audit: audit.text }), head: { ...audit.head, text: audit.text } };
  }

  /** Takes over a hello answer: the log must continue what is known, the cosignature must be the pinned witness's. */
  async #welcome(
    answer: HelloAnswer,
    audit: { readonly size: number; readonly root: Uint8Array; readonly text: string },
  ): Promise<void> {
    const { store } = this.#parts;
    if (answer.checkpoint !== undefined && !(await this.#takeCheckpoint(answer.checkpoint, answer.proof)))
      return;
    if (answer.witnessedSize !== undefined && this.#proveFrom === undefined) {
      // An earlier cosignature was lost on the way: prove from the size the server names, in a second greeting.
      this.#proveFrom = answer.witnessedSize;
      return;
    }
    this.#proveFrom = undefined;
    if (answer.cosignature !== undefined && this.#isCosigned(audit.text, answer.cosignature)) {
      await store.saveWitnessed({ size: audit.size, root: audit.root }, answer.cosignature);
    }
    for (const row of await store.unfinished()) {
      if (row.state === "sealed" || row.state === "needs-user") continue;
      const remote = answer.states.find((entry) => entry.packageId === row.packageId);
      // What the server does not know any more starts from the announcement, which it can always be told again.
      if (!remote && row.state !== "sent") await store.save({ ...row, state: "sealed" });
    }
    this.#wanted = answer.wanted;
    this.#session = answer.session;
    this.#state = { type: "connected" };
  }

  #isCosigned(audit: string, line: string): boolean {
    const checkpoint = parseNote(audit.slice(audit.indexOf("\n\n") + 2));
    const cosigned = checkpoint.ok ? parseNote(`${checkpoint.value.text}\n${line}`) : undefined;
    const keys = cosigned?.ok
      ? verifyNote(this.#parts.crypto, cosigned.value, [this.#parts.witnessKey])
      : undefined;
    return keys?.length === 1;
  }

  /** False when the server's log does not continue what was verified before. */
  async #takeCheckpoint(note: string, proof: readonly string[]): Promise<boolean> {
    const { store, crypto, trust } = this.#parts;
    const view = await store.logView();
    const opened = openCheckpoint(crypto, note, trust);
    if (!opened.ok) {
      await this.#distrust(opened.error.type, view, note);
      return false;
    }
    const hashes = proof.map((line) => fromBase64(line) ?? new Uint8Array(0));
    if (view && !headGrew(crypto.sha256, view, opened.value, hashes)) {
      await this.#distrust("log-rewritten", view, note);
      return false;
    }
    if (!view || opened.value.size > view.size)
      await store.saveLogView({ ...opened.value, checkpoint: note });
    return true;
  }

  /** Fetches what waits at the server and takes it over item by item. */
  async pollInbox(waitSeconds = 0): Promise<number> {
    if (this.#session === undefined) return 0;
    const { store, transport } = this.#parts;
    const after = await store.inboxCursor();
    const reply = await transport.inbox(this.#session, after, waitSeconds);
    if (reply.type !== "ok") {
      if (reply.type === "offline") this.#disconnect(reply.cause);
      if (reply.type === "offline" || reply.slug === "device-unknown") this.#session = undefined;
      return 0;
    }
    for (const item of reply.value.items) await store.takeInboxItem(item);
    if (reply.value.items.length > 0) await transport.acknowledge(this.#session, reply.value.cursor);
    return reply.value.items.length;
  }
}
