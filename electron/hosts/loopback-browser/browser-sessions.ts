import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

import type { Core } from "../../core/core.ts";
import type { CoreEvent } from "../../../shared/contract/bridge.ts";

/** One browser that was let in: its cookie, its connection to the core, and the event streams of its tabs. */
export interface BrowserSession {
  readonly connectionId: string;
  readonly listeners: Set<(event: CoreEvent) => void>;
}

export interface BrowserSessions {
  /** Makes a one-time token; an older one that was not used dies with it. */
  issueToken(): string;
  /** Trades the token for a cookie value, once. */
  redeem(token: string): string | undefined;
  find(cookieHeader: string | undefined): BrowserSession | undefined;
  readonly cookieName: string;
  closeAll(): void;
}

function digest(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** Of equal length by hashing, so that the comparison tells nothing by its time. */
function sameSecret(a: Buffer, secret: string): boolean {
  return timingSafeEqual(a, digest(secret));
}

/** The cookie's name carries the port: cookies of 127.0.0.1 are shared by all ports, and two hosts may run at once. */
export function createBrowserSessions(core: Core, port: number): BrowserSessions {
  const cookieName = `disclosure-${port}`;
  const sessions = new Map<string, BrowserSession>();
  let token: Buffer | undefined;

  return {
    cookieName,
    issueToken: () => {
      const secret = randomBytes(32).toString("base64url");
      token = digest(secret);
      return secret;
    },
    redeem: (secret) => {
      if (!token || !sameSecret(token, secret)) return undefined;
      token = undefined;
      const cookie = randomBytes(32).toString("base64url");
      const listeners = new Set<(event: CoreEvent) => void>();
      const connectionId = core.connect((event) => {
        for (const listener of listeners) listener(event);
      });
      sessions.set(digest(cookie).toString("hex"), { connectionId, listeners });
      return cookie;
    },
    find: (header) => {
      for (const part of header?.split(";") ?? []) {
        const [name, value] = part.trim().split("=");
        if (name !== cookieName || !value) continue;
        const session = sessions.get(digest(value).toString("hex"));
        if (session) return session;
      }
      return undefined;
    },
    closeAll: () => {
      for (const session of sessions.values()) core.disconnect(session.connectionId);
      sessions.clear();
      token = undefined;
    },
  };
}
