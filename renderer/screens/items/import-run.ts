import type { CallError } from "../../core-client/core-client.ts";
import { cellText } from "./selection-table.ts";

/** What became of one file of an import. */
export type ImportOutcome =
  | {
      readonly kind: "stored";
      readonly fileName: string;
      readonly itemId: string;
      readonly notes: readonly string[];
    }
  /** The name of a refused file is not kept either: it may carry what the file is about (V7). */
  | { readonly kind: "secret"; readonly mark: string | undefined }
  | { readonly kind: "failed"; readonly fileName: string; readonly error: CallError };

export interface ImportRun {
  readonly total: number;
  readonly outcomes: readonly ImportOutcome[];
  readonly state: "running" | "stopped" | "done";
  /** Milliseconds of this machine's clock, for saying how long it will still take; for nothing else. */
  readonly startedAt: number;
  readonly lastAt: number;
}

export const emptyRun: ImportRun = { total: 0, outcomes: [], state: "done", startedAt: 0, lastAt: 0 };

export type ImportEvent =
  | { readonly type: "started"; readonly total: number; readonly at: number }
  | { readonly type: "outcome"; readonly outcome: ImportOutcome; readonly at: number }
  | { readonly type: "stop" };

/** The import after one more event; it is done when every file has its outcome. */
export function afterImportEvent(run: ImportRun, event: ImportEvent): ImportRun {
  if (event.type === "started")
    return { total: event.total, outcomes: [], state: "running", startedAt: event.at, lastAt: event.at };
  if (event.type === "stop") return run.state === "running" ? { ...run, state: "stopped" } : run;
  const outcomes = [...run.outcomes, event.outcome];
  const state = outcomes.length >= run.total ? "done" : run.state;
  return { ...run, outcomes, state, lastAt: event.at };
}

/** Fewer files than these tell nothing about the rest. */
const enoughToJudge = 5;

/** 「约还要 2 分钟」 by how long each file took so far; nothing while that would be a guess. */
export function remainingWords(run: ImportRun): string | undefined {
  const done = run.outcomes.length;
  if (run.state !== "running" || done < enoughToJudge) return undefined;
  const seconds = (((run.lastAt - run.startedAt) / done) * (run.total - done)) / 1000;
  return seconds < 60 ? "约还要不到 1 分钟" : `约还要 ${Math.ceil(seconds / 60)} 分钟`;
}

/** The files that did not get in, as a table for whoever brings them again: name, cause, what to do. */
export function failedTable(
  run: ImportRun,
  words: (error: CallError) => { what: string; next: string },
): string {
  const rows = run.outcomes.flatMap((outcome) => {
    if (outcome.kind !== "failed") return [];
    const { what, next } = words(outcome.error);
    return [[outcome.fileName, what, next]];
  });
  return [["文件", "原因", "怎么办"], ...rows].map((cells) => cells.map(cellText).join("\t")).join("\r\n");
}

export function countOutcomes(run: ImportRun): {
  readonly stored: number;
  readonly secret: number;
  readonly failed: number;
} {
  const count = (kind: ImportOutcome["kind"]) => run.outcomes.filter((one) => one.kind === kind).length;
  return { stored: count("stored"), secret: count("secret"), failed: count("failed") };
}
