import { statfs } from "node:fs/promises";

import type { Result } from "../../shared/kernel/result.ts";
import type { PackageFiles } from "../../shared/sync-protocol/bag.ts";
import { toBase64 } from "../../shared/sync-protocol/bytes.ts";
import { contentPath } from "../../shared/sync-protocol/content.ts";
import { formatNoteKey } from "../../shared/sync-protocol/notes.ts";
import type { NoteSigner } from "../../shared/sync-protocol/notes.ts";
import { packageLimits } from "../../shared/sync-protocol/package-layout.ts";
import type { ReadProblem } from "../../shared/sync-protocol/read-package.ts";
import { builtInReviewPolicy } from "../../shared/sync-protocol/review-gate.ts";
import type { ReviewPolicy } from "../../shared/sync-protocol/review-gate.ts";
import { protocolVersion } from "../../shared/sync-protocol/wire.ts";
import type { MetaAnswer } from "../../shared/sync-protocol/wire.ts";
import type { ServerStore } from "../store/open-store.ts";
import type { Authority } from "./authority.ts";
import type { Clock } from "./clock.ts";
import { Enrolments } from "./enrolments.ts";
import { Operators } from "./operators.ts";
import type { Failpoint } from "./failpoints.ts";
import { Hello } from "./hello.ts";
import { Inbox } from "./inbox.ts";
import { inspectBytes } from "./inspect-bag.ts";
import { InspectPool } from "./inspect-pool.ts";
import type { LogFiles } from "./log-files.ts";
import { restoreOperators, writeOperatorsFile } from "./operators-file.ts";
import type { RestoredOperators } from "./operators-file.ts";
import { Packages } from "./packages.ts";
import type { Accepted, ReceivedBag } from "./packages.ts";
import { digestHex, serverCrypto } from "./protocol-crypto.ts";
import { Registry } from "./registry.ts";
import { Sequencer } from "./sequencer.ts";
import type { LogHealth } from "./sequencer.ts";
import { Sessions } from "./sessions.ts";
import { damagedPiece, TusError, uploadGone } from "./tus-error.ts";
import { UploadRows } from "./upload-rows.ts";
import type { UploadRow } from "./upload-rows.ts";
import { BagStore, openedAtOnce } from "./uploads.ts";
import type { OpenBag } from "./uploads.ts";
import { Witness } from "./witness.ts";

export interface ServerCoreParts {
  readonly store: ServerStore;
  readonly folder: string;
  readonly logFiles: LogFiles;
  /** 32 bytes: bags are encrypted under it. */
  readonly master: Uint8Array;
  /** Signs checkpoints; its name is the log's origin. */
  readonly logSigner: NoteSigner;
  readonly witnessSigner: NoteSigner;
  /** The private CA; absent in tests without TLS. */
  readonly authority?: Authority;
  readonly clock: Clock;
  readonly failpoint: Failpoint;
  readonly policy?: ReviewPolicy;
  readonly maxPackage?: number;
  readonly pollAfterSeconds?: number;
  /** Free bytes below which new packages are put off. */
  readonly reserveBytes?: number;
}

/** A complete upload on its way: when its bag is durable, and what was decided. */
interface Finishing {
  readonly durable: Promise<void>;
  readonly decided: Promise<Accepted>;
}

/** What the client sends in one request. */
const chunkBytes = 4 * 1024 * 1024;

/** Everything the server does, without HTTP: endpoints, the command line and the tests stand around it. */
export class ServerCore {
  readonly registry: Registry;
  readonly sessions: Sessions;
  readonly sequencer: Sequencer;
  readonly witness: Witness;
  readonly packages: Packages;
  readonly hello: Hello;
  readonly inbox: Inbox;
  readonly operators: Operators;
  readonly enrolments: Enrolments;
  readonly bags: BagStore;
  readonly uploads: UploadRows;
  readonly #parts: ServerCoreParts;
  #freeBytes = 0;
  #spaceAsked = Number.NEGATIVE_INFINITY;
  #stopped = false;
  readonly #inspectPool = new InspectPool();
  readonly #finishing = new Map<string, Finishing>();
  readonly #deviceKeys = new Map<string, readonly string[]>();

  constructor(parts: ServerCoreParts) {
    this.#parts = parts;
    const { clock, failpoint } = parts;
    const { db, commits } = parts.store;
    this.registry = new Registry(db, commits, clock);
    this.sessions = new Sessions(clock);
    this.sequencer = new Sequencer({
      db,
      commits,
      files: parts.logFiles,
      signer: parts.logSigner,
      failpoint,
    });
    this.witness = new Witness({
      db,
      commits,
      clock,
      signer: parts.witnessSigner,
      deviceKeys: (deviceId) => this.#deviceKeys.get(deviceId) ?? [],
    });
    this.packages = new Packages({
      db,
      commits,
      clock,
      registry: this.registry,
      sequencer: this.sequencer,
      witness: this.witness,
      policy: parts.policy ?? builtInReviewPolicy,
      maxPackage: this.maxPackage,
      failpoint,
    });
    this.uploads = new UploadRows(parts.store.uploads);
    this.bags = new BagStore({
      db,
      commits,
      uploads: this.uploads,
      folder: parts.folder,
      master: parts.master,
      clock,
      failpoint,
    });
    this.hello = new Hello({
      db,
      commits,
      clock,
      registry: this.registry,
      sessions: this.sessions,
      sequencer: this.sequencer,
      witness: this.witness,
      bags: this.bags,
      pollAfterSeconds: () => parts.pollAfterSeconds ?? 300,
    });
    this.inbox = new Inbox(db);
    this.operators = new Operators({ db, commits, clock, changed: () => this.#keepOperators() });
    this.enrolments = new Enrolments({
      db,
      commits,
      clock,
      registry: this.registry,
      ...(parts.authority ? { authority: parts.authority } : {}),
    });
  }

  get maxPackage(): number {
    return this.#parts.maxPackage ?? packageLimits.maxPackage;
  }

  get store(): ServerStore {
    return this.#parts.store;
  }

  get logFiles(): LogFiles {
    return this.#parts.logFiles;
  }

  /** The key that signs the log. */
  get logKey(): NoteSigner {
    return this.#parts.logSigner;
  }

  get authority(): Authority | undefined {
    return this.#parts.authority;
  }

  get clock(): Clock {
    return this.#parts.clock;
  }

  async #keepOperators(): Promise<void> {
    const { store, folder, master } = this.#parts;
    await writeOperatorsFile(store.db, folder, master);
  }

  /** Puts the operators that stand beside a rebuilt database back into it. */
  async restoreOperators(): Promise<RestoredOperators> {
    const { store, folder, master } = this.#parts;
    return restoreOperators(store.db, folder, master);
  }

  /** Reads the registry, looks at the log, finishes what a crash left. Without a good log nothing is accepted. */
  async start(): Promise<LogHealth> {
    await this.reloadKeys();
    const health = await this.sequencer.examine();
    if (health.state !== "good") return health;
    await this.sequencer.run();
    await this.#keepOperators();
    await this.bags.prepare();
    await this.#resume();
    return health;
  }

  async reloadKeys(): Promise<void> {
    await this.registry.load();
    const rows = await this.#parts.store.db
      .selectFrom("key_record")
      .select(["owner_id", "record"])
      .where("owner_type", "=", "device")
      .where("revoked_at", "is", null)
      .execute();
    this.#deviceKeys.clear();
    for (const row of rows) {
      const { publicKey } = JSON.parse(row.record) as { publicKey: string };
      this.#deviceKeys.set(row.owner_id, [...(this.#deviceKeys.get(row.owner_id) ?? []), publicKey]);
    }
  }

  /** Uploads that were complete when the process ended are decided now. */
  async #resume(): Promise<void> {
    for (const upload of await this.uploads.all()) {
      if (upload.flushed !== upload.size) continue;
      if (await this.#isDecided(upload)) {
        await this.bags.discard(upload.upload_id);
        continue;
      }
      try {
        await this.finishUpload(upload.upload_id);
      } catch (error) {
        // A damaged upload was refused and removed; its client is told when it asks.
        const lost = (error as NodeJS.ErrnoException).code === "ENOENT";
        if (!(error instanceof TusError) && !lost) throw error;
        // A power cut may keep the row and lose the file: the client begins anew.
        if (lost) await this.bags.discard(upload.upload_id);
      }
    }
  }

  /** Whether an upload did all it was for: its package is decided, and its bag is named and there. */
  async #isDecided({ package_id, zip_sha256 }: UploadRow): Promise<boolean> {
    const known = await this.packages.facts(package_id);
    if (known?.decided !== true || known.bag !== zip_sha256) return false;
    return (await this.bags.find(zip_sha256)) !== undefined;
  }

  meta(): MetaAnswer {
    const { logSigner, witnessSigner, clock } = this.#parts;
    return {
      protocol: { min: protocolVersion, max: protocolVersion },
      limits: { maxPackage: this.maxPackage, chunk: chunkBytes },
      log: { origin: logSigner.name, key: formatNoteKey(serverCrypto.sha256, logSigner) },
      witness: { key: formatNoteKey(serverCrypto.sha256, witnessSigner) },
      nonce: this.sessions.newNonce(),
      time: clock.now().toISOString(),
    };
  }

  /** Free bytes on the disk of the store; asked of the system once a second. */
  async freeBytes(): Promise<number> {
    if (performance.now() - this.#spaceAsked > 1000) {
      const space = await statfs(this.#parts.folder);
      this.#freeBytes = space.bavail * space.bsize;
      this.#spaceAsked = performance.now();
    }
    return this.#freeBytes;
  }

  /** Whether the disk has room for a package of this size beside the reserve. */
  async hasRoom(bytes: number): Promise<boolean> {
    const reserve = this.#parts.reserveBytes ?? 256 * 1024 * 1024;
    return (await this.freeBytes()) - bytes > reserve;
  }

  /** Whether packages are taken, and if not, why: for whoever watches the server. */
  async healthReport(): Promise<{
    readonly ok: boolean;
    readonly log: LogHealth["state"];
    readonly database: boolean;
    readonly room: boolean;
  }> {
    const log = this.sequencer.health.state;
    const room = await this.hasRoom(0);
    let database: boolean;
    try {
      await this.store.db.selectFrom("log_head").select("size").executeTakeFirst();
      database = true;
    } catch {
      // Closed or damaged: that is what is reported.
      database = false;
    }
    return { ok: log === "good" && room && database, log, database, room };
  }

  /**
   * Every byte of an upload is here: hash, keep, decide. Throws a tus error when the bytes are not the announced ones.
   * May be repeated after a crash at any point.
   */
  finishUpload(uploadId: string): Promise<Accepted> {
    return this.#finish(uploadId).decided;
  }

  /**
   * The same, done when the bag is whole and durable; it is decided meanwhile, and whoever asks for the package waits
   * for that or, after a full disk, sets it going again (`settle`).
   */
  receiveUpload(uploadId: string): Promise<void> {
    return this.#finish(uploadId).durable;
  }

  #finish(uploadId: string): Finishing {
    const running = this.#finishing.get(uploadId);
    if (running) return running;
    const durable = Promise.withResolvers<void>();
    const decided = this.#finishUpload(uploadId, durable.resolve).finally(() =>
      this.#finishing.delete(uploadId),
    );
    // Who waits for either is told; a failure that nobody waits for is met again by whoever asks next.
    decided.catch(durable.reject);
    durable.promise.catch(() => undefined);
    const finishing = { durable: durable.promise, decided };
    this.#finishing.set(uploadId, finishing);
    return finishing;
  }

  /**
   * Goes on where a full disk stopped: every byte of a package is here and it was not decided, or it was decided and
   * its leaf is under no checkpoint yet. Whoever asks for the package sets it going again.
   */
  async settle(packageId: string): Promise<void> {
    const known = await this.packages.facts(packageId);
    if (!known || known.receipted) return;
    try {
      if (known.decided) await this.sequencer.run();
      else await this.#finishComplete(packageId);
    } catch (error) {
      // Still no space, or the bytes were refused and the sender is told when it asks: nothing is lost by waiting.
      if (this.#stopped) throw error;
    }
  }

  async #finishComplete(packageId: string): Promise<void> {
    const rows = await this.uploads.ofPackage(packageId);
    for (const row of rows) if (row.flushed === row.size) await this.finishUpload(row.upload_id);
  }

  async #finishUpload(uploadId: string, durable: () => void): Promise<Accepted> {
    const upload = await this.uploads.find(uploadId);
    if (!upload) throw uploadGone();
    const place = await this.bags.locate(upload);
    const small = place.bag.size <= openedAtOnce ? this.#openSmall(place.bag) : undefined;
    if (place.at === "incoming") {
      const digest =
        small?.digest ??
        this.bags.arrivedDigest(uploadId, upload.size) ??
        (await this.bags.digestOf(place.bag));
      if (digest !== upload.zip_sha256) {
        await this.bags.discard(uploadId);
        throw damagedPiece();
      }
    }
    this.#parts.failpoint("upload-complete");
    const bag = await this.bags.keep(upload, place);
    this.#parts.failpoint("bag-durable");
    durable();
    const received = { zipSha256: upload.zip_sha256, size: bag.size, salt: bag.salt };
    const read = small?.read ?? (await this.inspect(bag));
    const facts = await this.packages.facts(upload.package_id);
    const accepted = facts?.decided
      ? await this.#takeBack(upload.package_id, read, received)
      : await this.packages.accept(upload.package_id, read, "network", received);
    if (accepted.type === "decided") await this.bags.done(uploadId);
    else await this.bags.forget(uploadId);
    if (accepted.type === "send-again") throw damagedPiece();
    return accepted;
  }

  /** A small bag is read from the disk once: for its digest and for what is in it. */
  #openSmall(bag: OpenBag): { readonly digest: string; readonly read: Result<PackageFiles, ReadProblem> } {
    const plain = this.bags.load(bag);
    return { digest: digestHex(plain), read: inspectBytes(plain, this.maxPackage) };
  }

  /** A bag the server had lost comes back; the decision stays as it is. */
  async #takeBack(
    packageId: string,
    read: Result<PackageFiles, ReadProblem>,
    bag: ReceivedBag,
  ): Promise<Accepted> {
    const taken = read.ok && (await this.packages.refill(packageId, read.value, bag));
    if (!taken) await this.bags.drop(bag.zipSha256);
    const status = await this.packages.status(packageId);
    return taken && status
      ? { type: "decided", outcome: status.state as "accepted" }
      : { type: "send-again" };
  }

  /** Opens a stored bag; large ones in a worker, so that others are answered meanwhile. */
  async inspect(bag: OpenBag): Promise<Result<PackageFiles, ReadProblem>> {
    if (bag.size <= openedAtOnce) return inspectBytes(this.bags.load(bag), this.maxPackage);
    const { path, size, salt } = bag;
    const { master } = this.#parts;
    return this.#inspectPool.inspect({ path, size, salt, master, maxPackage: this.maxPackage });
  }

  /** content.json of a stored package: what was reviewed, to be laid beside another version. */
  async contentOf(packageId: string): Promise<Uint8Array | undefined> {
    const zipSha256 = await this.packages.bagOf(packageId);
    const bag = zipSha256 === undefined ? undefined : await this.bags.find(zipSha256);
    const read = bag && (await this.inspect(bag));
    return read?.ok === true ? read.value.small.get(contentPath) : undefined;
  }

  /** Payload files of a stored bag, for the publishing connector. */
  async readPayload(packageId: string): Promise<ReadonlyMap<string, Uint8Array>> {
    const zipSha256 = await this.packages.bagOf(packageId);
    const bag = zipSha256 === undefined ? undefined : await this.bags.find(zipSha256);
    if (!bag) throw new Error("the bag is not there");
    const { readPayloadFiles } = await import("../../shared/sync-protocol/payload-files.ts");
    const pieces: Uint8Array[] = [];
    for await (const piece of this.bags.read(bag)) pieces.push(piece);
    return readPayloadFiles(new Uint8Array(Buffer.concat(pieces)));
  }

  /** The log's proof from one size to another, base64 lines. */
  consistency(from: number, to: number): readonly string[] {
    return this.sequencer.consistency(from, to).map(toBase64);
  }

  /** Whether the server is ending: nobody may wait for what is to come any more. */
  get ending(): boolean {
    return this.#stopped;
  }

  /** Answers whoever waits, and lets nobody else wait; what is under way goes on. */
  endWaits(): void {
    this.#stopped = true;
    this.packages.endWaits();
  }

  async stop(): Promise<void> {
    this.endWaits();
    await Promise.allSettled([...this.#finishing.values()].map(({ decided }) => decided));
    try {
      if (this.sequencer.health.state === "good") await this.sequencer.run();
    } finally {
      // A full disk leaves leaves without a checkpoint; the next start goes on with them.
      await this.#inspectPool.stop();
      // Without it, uploads that sent nothing yet are begun anew and what is decided answers again.
      await this.uploads.settle().catch(() => undefined);
      await this.#parts.store.close();
    }
  }
}
