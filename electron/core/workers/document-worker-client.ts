import { Worker } from "node:worker_threads";

import type { DepartmentRuleSet } from "../../../shared/domain/screening/department-rule-set.ts";
import type { Finding } from "../../../shared/domain/screening/finding-types.ts";
import type { ReadProgress } from "../documents/reading/read-budget.ts";
import { defaultReadLimits, type ReadLimits } from "../documents/reading/read-limits.ts";
import { refusedFile, type RefusedFileType } from "../documents/reading/refusal.ts";
import type { PictureTreatment } from "../../../shared/domain/item/picture-treatment.ts";
import type { Withheld } from "../documents/release/withheld.ts";
import type { LeavingPicture, OwnHit } from "../services/work.ts";
import type { ColumnTreatment, ListPresetId } from "../../../shared/domain/desensitise/list-presets.ts";
import type {
  DesensitiseOutcome,
  ExtractOutcome,
  OutlineOutcome,
  TextOfFileOutcome,
  DocumentAnswer,
  DocumentRequest,
  FileOutcome,
  PictureOutcome,
  PicturesOutcome,
  ProofOutcome,
  ReleaseOutcome,
  SignedOutcome,
} from "./document-worker.ts";

export interface DocumentWorkerOptions {
  /** The worker's file: document-worker.ts from the sources, document-worker.mjs from a build. */
  readonly worker: URL;
  readonly limits?: Partial<ReadLimits>;
  /** Megabytes of heap a reader may take before it dies alone. */
  readonly heapMegabytes?: number;
}

export interface ReadFileOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReadProgress) => void;
  /** A department's own rules, beside those of the edition. */
  readonly rules?: DepartmentRuleSet;
}

export interface ReadUnlessKnownOptions extends ReadFileOptions {
  /** Digests of files that need not be read again; absent: the digest is not counted either. */
  readonly known?: readonly string[] | undefined;
}

/** A reading, or of a known file its digest alone. */
export type ReadOrKnown = { readonly outcome: FileOutcome } | { readonly known: string };

type Ending =
  | { readonly kind: "answer"; readonly answer: DocumentAnswer }
  | { readonly kind: "died"; readonly reason: RefusedFileType };

interface Job {
  readonly request: DocumentRequest;
  readonly transfer: readonly ArrayBuffer[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: ReadProgress) => void) | undefined;
  readonly end: (ending: Ending) => void;
}

/** A reader notices its own time limit; this much later it is taken for stuck and ended from outside. */
const graceMs = 5_000;
const textTimeoutMs = 120_000;
/** For each picture somebody decided about: unpacking it, drawing it anew and looking at it again. */
const pictureMs = 10_000;

/**
 * One worker thread and the jobs that wait for it, one at a time. The thread is started when first needed; when it
 * dies, runs over its time or a job is cancelled, only that job is lost and the next gets a new thread.
 */
class Lane {
  readonly #options: DocumentWorkerOptions;
  readonly #waiting: Job[] = [];
  #worker: Worker | undefined;
  #current: { readonly job: Job; readonly timer: NodeJS.Timeout } | undefined;
  #closed = false;

  constructor(options: DocumentWorkerOptions) {
    this.#options = options;
  }

  add(job: Job): void {
    if (this.#closed || job.signal?.aborted) {
      job.end({ kind: "died", reason: "cancelled" });
      return;
    }
    job.signal?.addEventListener("abort", () => this.#cancel(job), { once: true });
    this.#waiting.push(job);
    this.#startNext();
  }

  #cancel(job: Job): void {
    if (this.#current?.job === job) {
      this.#abandon("cancelled");
      return;
    }
    const index = this.#waiting.indexOf(job);
    if (index >= 0) {
      this.#waiting.splice(index, 1);
      job.end({ kind: "died", reason: "cancelled" });
    }
  }

  #startNext(): void {
    if (this.#current || this.#closed) return;
    const job = this.#waiting.shift();
    if (!job) {
      // An idle thread does not keep the process alive.
      this.#worker?.unref();
      return;
    }
    const worker = this.#thread();
    worker.ref();
    const timer = setTimeout(() => this.#abandon("took-too-long"), job.timeoutMs);
    this.#current = { job, timer };
    worker.postMessage(job.request, [...job.transfer]);
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(this.#options.worker, {
      resourceLimits: {
        maxOldGenerationSizeMb: this.#options.heapMegabytes ?? 1_024,
        maxYoungGenerationSizeMb: 64,
        stackSizeMb: 4,
      },
      // Text of a file must not reach the terminal through a stray warning (V12).
      stdout: true,
      stderr: true,
    });
    worker.on("message", (answer: DocumentAnswer) => {
      const current = this.#current;
      if (worker !== this.#worker || !current || answer.id !== current.job.request.id) return;
      if (answer.kind === "progress") current.job.onProgress?.(answer.progress);
      else this.#finish({ kind: "answer", answer });
    });
    worker.on("error", (error) => {
      if (worker !== this.#worker) return;
      const isMemory = (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY";
      this.#worker = undefined;
      this.#finish({ kind: "died", reason: isMemory ? "too-large" : "reader-died" });
    });
    worker.on("exit", () => {
      if (worker !== this.#worker) return;
      this.#worker = undefined;
      this.#finish({ kind: "died", reason: "reader-died" });
    });
    this.#worker = worker;
    return worker;
  }

  #finish(ending: Ending): void {
    const current = this.#current;
    if (!current) return;
    clearTimeout(current.timer);
    this.#current = undefined;
    current.job.end(ending);
    this.#startNext();
  }

  /** Ends the thread together with the job it is busy with. */
  #abandon(reason: RefusedFileType): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    this.#finish({ kind: "died", reason });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
    this.#finish({ kind: "died", reason: "cancelled" });
    for (const job of this.#waiting.splice(0)) job.end({ kind: "died", reason: "cancelled" });
  }
}

export interface DocumentWorkerClient {
  /** Never rejects for anything a file can contain or do; the refusal is in the outcome. */
  readonly screenFile: (bytes: Uint8Array, name: string, options?: ReadFileOptions) => Promise<FileOutcome>;
  /** As `screenFile`, but the worker counts the digest first and does not read what is known. */
  readonly screenUnlessKnown: (
    bytes: Uint8Array,
    name: string,
    options: ReadUnlessKnownOptions,
  ) => Promise<ReadOrKnown>;
  /** Rejects only when the worker fails: that is a bug of ours, not of the text. */
  readonly screenText: (text: string, rules?: DepartmentRuleSet) => Promise<readonly Finding[]>;
  /** What a department's own rules alone find in each text; rejects as `screenText` does. */
  readonly findOwn: (
    texts: readonly string[],
    rules: DepartmentRuleSet,
  ) => Promise<readonly (readonly OwnHit[])[]>;
  /** What may leave of a file; a worker that died over it is a refusal too. */
  readonly releaseFile: (
    bytes: Uint8Array,
    name: string,
    withheld: readonly Withheld[],
    pictures: readonly PictureTreatment[],
    rules?: DepartmentRuleSet,
  ) => Promise<ReleaseOutcome>;
  /** What would become of the signature of a file; undefined where it has none. */
  readonly foretellSigned: (
    bytes: Uint8Array,
    name: string,
    withheld: readonly Withheld[],
    pictures: readonly PictureTreatment[],
  ) => Promise<SignedOutcome>;
  /** The checks of a file that is to leave; a worker that died over it is a check that failed. */
  readonly proveFile: (
    bytes: Uint8Array,
    name: string,
    withheld: readonly Withheld[],
    leaving: readonly LeavingPicture[],
    rules?: DepartmentRuleSet,
  ) => Promise<ProofOutcome>;
  /** The pictures of a file; a worker that died over it is a refusal too. */
  readonly listPictures: (
    bytes: Uint8Array,
    name: string,
    withheld: readonly Withheld[],
  ) => Promise<PicturesOutcome>;
  /** One picture of a file as it would leave; a worker that died over it cannot treat it. */
  readonly treatPicture: (
    bytes: Uint8Array,
    name: string,
    treatment: PictureTreatment,
  ) => Promise<PictureOutcome>;
  /** The publishable copy of a list; a worker that died over it is a refusal too. */
  readonly desensitiseFile: (
    bytes: Uint8Array,
    name: string,
    preset: ListPresetId,
    choices: Readonly<Record<string, ColumnTreatment>>,
    rules?: DepartmentRuleSet,
  ) => Promise<DesensitiseOutcome>;
  /** What a file says; a worker that died over it is a refusal too. */
  readonly readText: (bytes: Uint8Array, name: string) => Promise<TextOfFileOutcome>;
  /** How a file can be divided. */
  readonly outlineFile: (bytes: Uint8Array, name: string) => Promise<OutlineOutcome>;
  /** A file of the chosen parts alone, with its proof; a worker that died over it is a refusal too. */
  readonly extractFile: (
    bytes: Uint8Array,
    name: string,
    chosen: readonly number[],
    withheld: readonly Withheld[],
    rules?: DepartmentRuleSet,
  ) => Promise<ExtractOutcome>;
  readonly close: () => Promise<void>;
}

function refusedOutcome(name: string, reason: RefusedFileType): FileOutcome {
  const { type, message } = refusedFile(reason, "worker");
  return { screened: { file: name, accepted: false, refusal: type, message, findings: [] } };
}

/** Starts the client of the document workers: one lane for files, one for texts, so that typing never waits for a file. */
export function createDocumentWorkerClient(options: DocumentWorkerOptions): DocumentWorkerClient {
  const files = new Lane(options);
  const texts = new Lane(options);
  let lastId = 0;
  const nextId = (): number => {
    lastId += 1;
    return lastId;
  };
  /** A clean copy reads the file, builds it and reads the copy: three times the limit of one reading. */
  const fileJob = (
    job:
      | {
          readonly kind: "release-file" | "foretell-signed";
          readonly withheld: readonly Withheld[];
          readonly pictures: readonly PictureTreatment[];
        }
      | {
          readonly kind: "prove-file";
          readonly withheld: readonly Withheld[];
          readonly leaving: readonly LeavingPicture[];
        }
      | { readonly kind: "read-text" }
      | { readonly kind: "list-pictures"; readonly withheld: readonly Withheld[] }
      | { readonly kind: "treat-picture"; readonly treatment: PictureTreatment }
      | {
          readonly kind: "outline-file" | "extract-file";
          readonly chosen: readonly number[];
          readonly withheld: readonly Withheld[];
        }
      | {
          readonly kind: "desensitise-file";
          readonly preset: ListPresetId;
          readonly choices: Readonly<Record<string, ColumnTreatment>>;
        },
    bytes: Uint8Array,
    name: string,
    rules: DepartmentRuleSet | undefined,
  ): Promise<Ending> =>
    new Promise((end) => {
      const copy = Uint8Array.from(bytes);
      const limits = options.limits;
      const decided =
        job.kind === "release-file" || job.kind === "foretell-signed"
          ? job.pictures.length
          : job.kind === "prove-file"
            ? job.leaving.filter(({ treatment }) => treatment !== undefined).length
            : 0;
      files.add({
        request: {
          id: nextId(),
          bytes: copy,
          name,
          ...job,
          ...(rules ? { rules } : {}),
          ...(limits ? { limits } : {}),
        },
        transfer: [copy.buffer],
        timeoutMs:
          3 * (limits?.milliseconds ?? defaultReadLimits.milliseconds) + graceMs + pictureMs * decided,
        signal: undefined,
        onProgress: undefined,
        end,
      });
    });
  const textJob = (
    job:
      | { readonly kind: "screen-text"; readonly text: string; readonly rules?: DepartmentRuleSet }
      | { readonly kind: "find-own"; readonly texts: readonly string[]; readonly rules: DepartmentRuleSet },
  ): Promise<Ending> =>
    new Promise((end) => {
      texts.add({
        request: { id: nextId(), ...job },
        transfer: [],
        timeoutMs: textTimeoutMs,
        signal: undefined,
        onProgress: undefined,
        end,
      });
    });
  const screenUnlessKnown: DocumentWorkerClient["screenUnlessKnown"] = (
    bytes,
    name,
    { signal, onProgress, rules, known },
  ) =>
    new Promise((resolve) => {
      // The caller keeps its bytes: a copy is handed over.
      const copy = Uint8Array.from(bytes);
      const limits = options.limits;
      files.add({
        request: {
          id: nextId(),
          kind: "screen-file",
          bytes: copy,
          name,
          ...(known ? { known } : {}),
          ...(limits ? { limits } : {}),
          ...(rules ? { rules } : {}),
        },
        transfer: [copy.buffer],
        timeoutMs: (limits?.milliseconds ?? defaultReadLimits.milliseconds) + graceMs,
        signal,
        onProgress,
        end(ending) {
          if (ending.kind === "died") resolve({ outcome: refusedOutcome(name, ending.reason) });
          else if (ending.answer.kind === "file") resolve({ outcome: ending.answer.outcome });
          else if (ending.answer.kind === "known") resolve({ known: ending.answer.digest });
          else resolve({ outcome: refusedOutcome(name, "reader-died") });
        },
      });
    });
  const died = (ending: Ending) => ({
    ok: false as const,
    message: refusedFile(ending.kind === "died" ? ending.reason : "reader-died", "worker").message,
  });
  const endOf = (ending: Ending) => (ending.kind === "died" ? ending.reason : ending.answer.kind);
  return {
    async releaseFile(bytes, name, withheld, pictures, rules) {
      const ending = await fileJob({ kind: "release-file", withheld, pictures }, bytes, name, rules);
      if (ending.kind === "answer" && ending.answer.kind === "release") return ending.answer.outcome;
      const reason = ending.kind === "died" ? ending.reason : "reader-died";
      return { ok: false, message: refusedFile(reason, "worker").message };
    },
    async foretellSigned(bytes, name, withheld, pictures) {
      const ending = await fileJob({ kind: "foretell-signed", withheld, pictures }, bytes, name, undefined);
      if (ending.kind === "answer" && ending.answer.kind === "signed") return ending.answer.outcome;
      return died(ending);
    },
    async listPictures(bytes, name, withheld) {
      const ending = await fileJob({ kind: "list-pictures", withheld }, bytes, name, undefined);
      if (ending.kind === "answer" && ending.answer.kind === "pictures") return ending.answer.outcome;
      return died(ending);
    },
    async treatPicture(bytes, name, treatment) {
      const ending = await fileJob({ kind: "treat-picture", treatment }, bytes, name, undefined);
      if (ending.kind === "answer" && ending.answer.kind === "picture") return ending.answer.outcome;
      return { ok: false, reason: "unusable" };
    },
    async proveFile(bytes, name, withheld, leaving, rules) {
      const ending = await fileJob({ kind: "prove-file", withheld, leaving }, bytes, name, rules);
      if (ending.kind === "answer" && ending.answer.kind === "proof") return ending.answer.outcome;
      const reason = ending.kind === "died" ? ending.reason : "reader-died";
      return {
        checks: [{ id: "readable", ok: false, detail: refusedFile(reason, "worker").message }],
        mustFix: [],
      };
    },
    async readText(bytes, name) {
      const ending = await fileJob({ kind: "read-text" }, bytes, name, undefined);
      if (ending.kind === "answer" && ending.answer.kind === "text-of-file") return ending.answer.outcome;
      const reason = ending.kind === "died" ? ending.reason : "reader-died";
      return { ok: false, error: refusedFile(reason, "worker").message };
    },
    async outlineFile(bytes, name) {
      const job = { kind: "outline-file", chosen: [], withheld: [] } as const;
      const ending = await fileJob(job, bytes, name, undefined);
      if (ending.kind === "answer" && ending.answer.kind === "outline") return ending.answer.outcome;
      return died(ending);
    },
    async extractFile(bytes, name, chosen, withheld, rules) {
      const ending = await fileJob({ kind: "extract-file", chosen, withheld }, bytes, name, rules);
      if (ending.kind === "answer" && ending.answer.kind === "extract") return ending.answer.outcome;
      return died(ending);
    },
    async desensitiseFile(bytes, name, preset, choices, rules) {
      const ending = await fileJob({ kind: "desensitise-file", preset, choices }, bytes, name, rules);
      if (ending.kind === "answer" && ending.answer.kind === "list") return ending.answer.outcome;
      const reason = ending.kind === "died" ? ending.reason : "reader-died";
      return { ok: false, error: { type: "unreadable", message: refusedFile(reason, "worker").message } };
    },
    async screenFile(bytes, name, options = {}) {
      const read = await screenUnlessKnown(bytes, name, options);
      return "outcome" in read ? read.outcome : refusedOutcome(name, "reader-died");
    },
    screenUnlessKnown,
    async screenText(text, rules) {
      const ending = await textJob({ kind: "screen-text", text, ...(rules ? { rules } : {}) });
      if (ending.kind === "answer" && ending.answer.kind === "text") return ending.answer.findings;
      throw new Error(`text screening ended: ${endOf(ending)}`);
    },
    async findOwn(texts, rules) {
      const ending = await textJob({ kind: "find-own", texts, rules });
      if (ending.kind === "answer" && ending.answer.kind === "own") return ending.answer.found;
      throw new Error(`trial of rules ended: ${endOf(ending)}`);
    },
    async close() {
      await Promise.all([files.close(), texts.close()]);
    },
  };
}
