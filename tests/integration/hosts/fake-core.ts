import type { CoreEvent } from "../../../shared/contract/bridge.ts";
import type { Envelope } from "../../../shared/contract/operation.ts";
import type { Core } from "../../../electron/core/core.ts";

export interface FakeCore extends Core {
  readonly calls: { connectionId: string; operation: string; input: unknown }[];
  readonly connections: Map<string, (event: CoreEvent) => void>;
  emit(event: CoreEvent): void;
}

/** A core that answers what the test says and records who called; everything around it (HTTP, browser) is real. */
export function fakeCore(
  answer: (operation: string, input: unknown) => Envelope<unknown> = () => ({ ok: true, value: null }),
): FakeCore {
  const connections = new Map<string, (event: CoreEvent) => void>();
  const calls: FakeCore["calls"] = [];
  let next = 0;
  return {
    calls,
    connections,
    emit: (event) => {
      for (const listener of connections.values()) listener(event);
    },
    connect: (listener) => {
      next += 1;
      const id = `connection-${next}`;
      connections.set(id, listener);
      return id;
    },
    disconnect: (id) => {
      connections.delete(id);
    },
    invoke: async (connectionId, operation, input) => {
      calls.push({ connectionId, operation, input });
      return await Promise.resolve(answer(operation, input));
    },
    close: async () => {
      await Promise.resolve();
    },
  };
}
