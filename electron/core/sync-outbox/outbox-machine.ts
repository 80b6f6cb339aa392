import type { OutboxState } from "../../../shared/domain/publication/outbox-state.ts";
import { assertNever } from "../../../shared/kernel/result.ts";
import { problems } from "../../../shared/sync-protocol/problems.ts";
import type { ProblemSlug } from "../../../shared/sync-protocol/problems.ts";
import type { RemoteState } from "../../../shared/sync-protocol/wire.ts";
import { retryDelayMs } from "./retry.ts";

/**
 * The life of a sealed package on its way to the server. Pure: what happened goes in, the row to store comes out. Every
 * state is durable and says what to do next, so that a restart goes on from there (I11).
 */

export interface OutboxRow {
  readonly packageId: string;
  readonly objectId: string;
  readonly packageDigest: string;
  readonly incarnation: string;
  readonly deviceSeq: number;
  /** Size of the payload, to choose the lane: one large and one small package travel at a time. */
  readonly sizeBytes: number;
  readonly state: OutboxState;
  readonly attempts: number;
  /** Milliseconds since 1970 before which nothing is tried; absent: now. */
  readonly nextAt?: number;
  readonly uploadUrl?: string;
  readonly zipSha256?: string;
  /** Slug of what is wrong, or a cause of our own; "digest-mismatch#2" counts repeated damage on the line. */
  readonly problem?: string;
}

export type LocalCause = "line-damages-data" | "parts-missing" | "server-untrusted" | "disk-full";

export type OutboxEvent =
  | { readonly type: "announced" }
  /** The server knows the package and says how far it is. */
  | { readonly type: "known"; readonly state: RemoteState }
  | { readonly type: "upload-created"; readonly url: string; readonly zipSha256: string }
  | { readonly type: "upload-complete" }
  /** The server no longer has the upload (expired, restarted elsewhere): start another. */
  | { readonly type: "upload-gone" }
  /** Bytes arrived: the line works, attempts count anew. */
  | { readonly type: "progress" }
  | { readonly type: "still-deciding"; readonly problem?: ProblemSlug; readonly state: RemoteState }
  /** A verified receipt is stored in the same transaction as this row. */
  | {
      readonly type: "receipt";
      readonly outcome: "accepted" | "conflict" | "rejected";
      readonly reason?: string;
    }
  | { readonly type: "problem"; readonly slug: ProblemSlug; readonly retryAfterSeconds?: number }
  | { readonly type: "offline" }
  | { readonly type: "local-cause"; readonly cause: LocalCause }
  /** The person set right what was wrong. */
  | { readonly type: "try-again" };

export interface Moment {
  readonly nowMs: number;
  /** In [0, 1). */
  readonly random: number;
}

export type OutboxStep = "announce" | "create-upload" | "continue-upload" | "ask-status";

const nextSteps: Readonly<Partial<Record<OutboxState, OutboxStep>>> = {
  sealed: "announce",
  announced: "create-upload",
  uploading: "continue-upload",
  sent: "ask-status",
};

/** What to do next with a row; undefined when it is finished or a person must act. */
export function nextStep(row: OutboxRow): OutboxStep | undefined {
  return nextSteps[row.state];
}

export function isFinal(state: OutboxState): boolean {
  return state === "accepted" || state === "conflict" || state === "rejected";
}

type Change = Partial<Omit<OutboxRow, "uploadUrl" | "zipSha256" | "problem" | "nextAt">> & {
  readonly uploadUrl?: string | null;
  readonly zipSha256?: string | null;
  readonly problem?: string | null;
  readonly nextAt?: number | null;
};

function change(row: OutboxRow, fields: Change): OutboxRow {
  const merged: Record<string, unknown> = { ...row, ...fields };
  for (const [key, value] of Object.entries(merged)) if (value === null) delete merged[key];
  return merged as unknown as OutboxRow;
}

const fresh = { attempts: 0, nextAt: null } as const;

function later(row: OutboxRow, moment: Moment, retryAfterSeconds?: number): OutboxRow {
  const delay = retryDelayMs(row.attempts, moment.random, retryAfterSeconds);
  return change(row, { attempts: row.attempts + 1, nextAt: moment.nowMs + delay });
}

const noUpload = { uploadUrl: null, zipSha256: null } as const;

/** A bag that did not arrive as it was sent: rebuild and send anew; the third time a person must look at the line. */
function damaged(row: OutboxRow, moment: Moment): OutboxRow {
  const times = Number(/^digest-mismatch#(\d+)$/.exec(row.problem ?? "")?.[1] ?? "0") + 1;
  if (times >= 3)
    return change(row, { ...noUpload, ...fresh, state: "needs-user", problem: "line-damages-data" });
  // A damaged announcement was never registered; a damaged bag leaves the announcement standing.
  const state = row.state === "sealed" ? "sealed" : "announced";
  const again = change(row, { ...noUpload, state, problem: `digest-mismatch#${times}` });
  return later(again, moment);
}

function onProblem(
  row: OutboxRow,
  slug: ProblemSlug,
  moment: Moment,
  retryAfterSeconds: number | undefined,
): OutboxRow {
  switch (problems[slug].class) {
    case "retry":
      return later(row, moment, retryAfterSeconds);
    case "resume":
      return change(row, { ...noUpload, ...fresh, state: "announced" });
    case "rehash":
      return damaged(row, moment);
    case "rejected":
    case "refresh-rules":
    case "conflict":
      // The server may have decided with a receipt; it is asked for before the row becomes final.
      return change(row, { ...noUpload, ...fresh, state: "sent", problem: slug });
    default:
      if (slug === "unknown-package") return onUnknown(row);
      return change(row, { ...fresh, state: "needs-user", problem: slug });
  }
}

/** The server does not know the package: refused before it was registered, or the server lost it. */
function onUnknown(row: OutboxRow): OutboxRow {
  const slug = row.problem ?? "";
  const refused = Object.hasOwn(problems, slug) && problems[slug as ProblemSlug].class !== "retry";
  if (row.state === "sent" && refused) return change(row, { ...fresh, state: "rejected" });
  return change(row, { ...noUpload, ...fresh, state: "sealed", problem: null });
}

function onKnown(row: OutboxRow, state: RemoteState): OutboxRow {
  if (state === "announced") return change(row, { ...noUpload, ...fresh, state: "announced" });
  return change(row, { ...fresh, state: "sent", problem: null });
}

/** The row after an event. Finished rows never change. */
export function advance(row: OutboxRow, event: OutboxEvent, moment: Moment): OutboxRow {
  if (isFinal(row.state)) return row;
  switch (event.type) {
    case "announced":
      return change(row, { ...noUpload, ...fresh, state: "announced" });
    case "known":
      return onKnown(row, event.state);
    case "upload-created":
      return change(row, { ...fresh, state: "uploading", uploadUrl: event.url, zipSha256: event.zipSha256 });
    case "upload-complete":
      return change(row, { ...fresh, state: "sent" });
    case "upload-gone":
      return change(row, { ...noUpload, ...fresh, state: "announced" });
    case "progress":
      return change(row, fresh);
    case "still-deciding":
      if (event.state === "held") {
        return change(row, { ...fresh, state: "needs-user", problem: event.problem ?? "device-fork" });
      }
      // The bag was thrown away as damaged: the server waits for another.
      if (event.state === "announced") return damaged(row, moment);
      return later(row, moment);
    case "receipt":
      return change(row, {
        ...fresh,
        ...noUpload,
        state: event.outcome,
        problem: event.reason ?? null,
      });
    case "problem":
      return onProblem(row, event.slug, moment, event.retryAfterSeconds);
    case "offline":
      return later(row, moment);
    case "local-cause":
      return change(row, { ...fresh, state: "needs-user", problem: event.cause });
    case "try-again":
      return row.state === "needs-user"
        ? change(row, { ...noUpload, ...fresh, state: "sealed", problem: null })
        : change(row, fresh);
    default:
      return assertNever(event);
  }
}

/** Rows above this size use the large lane. */
export const largeBytes = 8 * 1024 * 1024;

/**
 * The rows that may be worked on now, in the order of their sequence: at most one of each object, its oldest
 * unfinished (I12), and none whose time has not come.
 */
export function workable(rows: readonly OutboxRow[], nowMs: number): readonly OutboxRow[] {
  const seen = new Set<string>();
  const open = rows.filter((row) => !isFinal(row.state)).toSorted((a, b) => a.deviceSeq - b.deviceSeq);
  return open.filter((row) => {
    if (seen.has(row.objectId)) return false;
    seen.add(row.objectId);
    return nextStep(row) !== undefined && (row.nextAt ?? 0) <= nowMs;
  });
}
