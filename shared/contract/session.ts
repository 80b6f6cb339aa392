import { z } from "zod";

import type { AccessRole } from "../domain/access/roles.ts";
import type { Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

export interface SessionView {
  readonly accountId: string;
  readonly accountName: string;
  readonly personId: string;
  readonly personName: string;
  readonly unitName: string;
  readonly roles: readonly AccessRole[];
  readonly locked: boolean;
  /** The initial passphrase must be replaced before anything else (review.md §9). */
  readonly mustChangePassphrase: boolean;
  readonly idleLockMinutes: number;
  readonly signedInAt: Instant;
}

export interface StartView {
  /** "empty": no organisation yet, the first-start assistant runs. "rescue": readable but damaged, read-only. */
  readonly store: "empty" | "closed" | "open" | "rescue";
  readonly organisationName?: string;
  readonly session?: SessionView;
  /** Only in a demo store: accounts with their published passphrases, for the sign-in screen. */
  readonly demoAccounts?: readonly {
    readonly name: string;
    readonly personName: string;
    readonly roles: readonly AccessRole[];
    readonly passphrase: string;
  }[];
  readonly version: string;
  readonly today: string;
}

export const readStart = operation("session.start", {
  input: z.object({}),
  output: returns<StartView>(),
  callers: "anyone",
});

export const signIn = operation("session.signIn", {
  input: z.object({ accountName: p.requiredLine, passphrase: p.passphrase }),
  output: returns<SessionView>(),
  errors: ["wrong-passphrase", "account-locked", "account-disabled", "store-damaged"],
  callers: "anyone",
});

export const signOut = operation("session.signOut", {
  input: z.object({}),
  output: returns<null>(),
  callers: "anyone",
});

export const lock = operation("session.lock", {
  input: z.object({}),
  output: returns<null>(),
  callers: "anyone",
});

export const unlock = operation("session.unlock", {
  input: z.object({ passphrase: p.passphrase }),
  output: returns<SessionView>(),
  errors: ["wrong-passphrase", "account-locked"],
  callers: "anyone",
});

export const changePassphrase = operation("session.changePassphrase", {
  input: z.object({ current: p.passphrase, next: p.passphrase }),
  output: returns<null>(),
  errors: ["wrong-passphrase", "passphrase-too-weak", "passphrase-reused", "account-locked"],
  callers: "signedIn",
});

export const sessionOperations = { readStart, signIn, signOut, lock, unlock, changePassphrase };
