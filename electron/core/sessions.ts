import type { CoreEvent } from "../../shared/contract/bridge.ts";
import type { Instant } from "../../shared/kernel/calendar-day.ts";
import type { SigningKey } from "./security/signing-key.ts";
import type { WorkActor } from "./services/work.ts";

/** A signed-in person on one connection. */
export interface Session {
  actor: WorkActor;
  readonly signedInAt: Instant;
  mustChangePassphrase: boolean;
  locked: boolean;
  /** Unwrapped while unlocked; dropped at every lock. */
  signingKey: SigningKey | undefined;
  lastActiveAt: number;
}

export interface Connection {
  readonly id: string;
  readonly emit: (event: CoreEvent) => void;
  session: Session | undefined;
}

export interface Sessions {
  connect(emit: (event: CoreEvent) => void): Connection;
  disconnect(id: string): void;
  find(id: string): Connection | undefined;
  all(): Iterable<Connection>;
  /** Locks every session idle for longer than `minutes`; called by a timer. */
  lockIdle(nowMs: number, minutes: number): void;
}

export function lockSession(connection: Connection, reason: "idle" | "signed-out" | "closing"): void {
  const session = connection.session;
  if (!session || session.locked) return;
  session.locked = true;
  session.signingKey = undefined;
  connection.emit({ type: "locked", reason });
}

export function createSessions(newId: () => string): Sessions {
  const connections = new Map<string, Connection>();
  return {
    connect: (emit) => {
      const connection: Connection = { id: newId(), emit, session: undefined };
      connections.set(connection.id, connection);
      return connection;
    },
    disconnect: (id) => {
      connections.delete(id);
    },
    find: (id) => connections.get(id),
    all: () => connections.values(),
    lockIdle: (nowMs, minutes) => {
      for (const connection of connections.values()) {
        const session = connection.session;
        if (session && !session.locked && nowMs - session.lastActiveAt >= minutes * 60_000)
          lockSession(connection, "idle");
      }
    },
  };
}
