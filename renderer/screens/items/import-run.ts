import type { CallError } from "../../core-client/core-client.ts";

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
}

export const emptyRun: ImportRun = { total: 0, outcomes: [], state: "done" };

export type ImportEvent =
  | { readonly type: "started"; readonly total: number }
  | { readonly type: "outcome"; readonly outcome: ImportOutcome }
  | { readonly type: "stop" };

/** The import after one more event; it is done when every file has its outcome. */
export function afterImportEvent(run: ImportRun, event: ImportEvent): ImportRun {
  if (event.type === "started") return { total: event.total, outcomes: [], state: "running" };
  if (event.type === "stop") return run.state === "running" ? { ...run, state: "stopped" } : run;
  const outcomes = [...run.outcomes, event.outcome];
  const state = outcomes.length >= run.total ? "done" : run.state;
  return { ...run, outcomes, state };
}

export function countOutcomes(run: ImportRun): {
  readonly stored: number;
  readonly secret: number;
  readonly failed: number;
} {
  const count = (kind: ImportOutcome["kind"]) => run.outcomes.filter((one) => one.kind === kind).length;
  return { stored: count("stored"), secret: count("secret"), failed: count("failed") };
}
