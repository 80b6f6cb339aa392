import { randomBytes } from "node:crypto";

import type { Clock } from "./clock.ts";

/** Nonces for `hello` and the short sessions that follow it. In memory: a restart asks every device for a new hello. */
export class Sessions {
  readonly #clock: Clock;
  readonly #nonces = new Map<string, number>();
  readonly #sessions = new Map<string, { readonly deviceId: string; readonly endsAt: number }>();

  static readonly nonceMs = 10 * 60_000;
  static readonly sessionMs = 60 * 60_000;
  static readonly most = 100_000;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  newNonce(): string {
    this.#sweep();
    const nonce = randomBytes(32).toString("base64url");
    this.#nonces.set(nonce, this.#clock.now().getTime() + Sessions.nonceMs);
    return nonce;
  }

  /** Takes a nonce out; false when it was never given, was used, or is old. */
  useNonce(nonce: string): boolean {
    const endsAt = this.#nonces.get(nonce);
    this.#nonces.delete(nonce);
    return endsAt !== undefined && endsAt >= this.#clock.now().getTime();
  }

  open(deviceId: string): string {
    const token = randomBytes(32).toString("base64url");
    this.#sessions.set(token, { deviceId, endsAt: this.#clock.now().getTime() + Sessions.sessionMs });
    return token;
  }

  /** The device behind an `Authorization: Bearer` header. */
  deviceOf(authorization: string | undefined): string | undefined {
    const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(authorization ?? "")?.[1];
    const session = token === undefined ? undefined : this.#sessions.get(token);
    return session && session.endsAt >= this.#clock.now().getTime() ? session.deviceId : undefined;
  }

  /** Ends every session of a device: its key was revoked or it was frozen. */
  close(deviceId: string): void {
    for (const [token, session] of this.#sessions)
      if (session.deviceId === deviceId) this.#sessions.delete(token);
  }

  #sweep(): void {
    const now = this.#clock.now().getTime();
    for (const [nonce, endsAt] of this.#nonces) if (endsAt < now) this.#nonces.delete(nonce);
    for (const [token, { endsAt }] of this.#sessions) if (endsAt < now) this.#sessions.delete(token);
    // Unauthenticated callers can ask for nonces without end; the oldest make room.
    for (const nonce of this.#nonces.keys()) {
      if (this.#nonces.size < Sessions.most) break;
      this.#nonces.delete(nonce);
    }
  }
}
