import type { CoreEvent } from "../../shared/contract/bridge.ts";
import type { Envelope } from "../../shared/contract/operation.ts";

/**
 * The application as its hosts see it. One core serves one data folder; a connection is one window, one browser
 * cookie or one command line, and carries its own signed-in person.
 */
export interface Core {
  /** Opens a connection; its id is a secret of the host and never leaves the process. */
  connect(listener: (event: CoreEvent) => void): string;
  disconnect(connectionId: string): void;
  /** Parses the input, checks the caller, runs the handler. Never throws: a bug answers code "internal". */
  invoke(connectionId: string, operation: string, input: unknown): Promise<Envelope<unknown>>;
  /** Ends workers, writes the audit checkpoint, closes the store. Safe to call twice. */
  close(): Promise<void>;
}
