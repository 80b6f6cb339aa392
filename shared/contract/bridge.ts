import type { Envelope } from "./operation.ts";

/**
 * What a host offers the screen: one call, one event stream. Binary values are Uint8Array on both sides; a host
 * whose transport is JSON encodes them as `{ "$bytes": "<base64>" }`.
 */
export interface Bridge {
  invoke(operation: string, input: unknown): Promise<Envelope<unknown>>;
  /** Events from the core ("work-progress", "queue-changed", "locked" …). Returns the function that unsubscribes. */
  subscribe(listener: (event: CoreEvent) => void): () => void;
  /** Which host this is; the screen adapts its menus and file dialogs, never its rules. */
  readonly host: "desktop" | "loopback";
}

export type CoreEvent =
  | { readonly type: "locked"; readonly reason: "idle" | "signed-out" | "closing" }
  | { readonly type: "changed"; readonly areas: readonly string[] }
  | {
      readonly type: "work-progress";
      readonly workId: string;
      readonly label: string;
      readonly done: number;
      readonly total: number;
      readonly state: "running" | "done" | "failed" | "cancelled";
    };
