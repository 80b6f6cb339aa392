import { create } from "zustand";

import type { AccessRole } from "../../shared/domain/access/roles.ts";
import type { SessionView, StartView } from "../../shared/contract/session.ts";
import type { CalendarDay } from "../../shared/kernel/calendar-day.ts";
import { call, type CallError } from "../core-client/core-client.ts";
import { flushAll } from "./flush-before-lock.ts";

interface SessionState {
  /** The last answer of the core; undefined before the first. */
  readonly start: StartView | undefined;
  readonly startError: CallError | undefined;
  /** When the lock closed and why, for the lock screen. */
  readonly lockedAt: number | undefined;
  readonly readStart: () => Promise<void>;
  readonly signIn: (accountName: string, passphrase: string) => Promise<CallError | undefined>;
  readonly unlock: (passphrase: string) => Promise<CallError | undefined>;
  readonly changePassphrase: (current: string, next: string) => Promise<CallError | undefined>;
  readonly lock: () => Promise<void>;
  readonly signOut: () => Promise<void>;
  /** The core locked by itself (idle): show it at once. */
  readonly noteLocked: () => void;
}

export const useSessionStore = create<SessionState>((set, get) => ({
  start: undefined,
  startError: undefined,
  lockedAt: undefined,
  readStart: async () => {
    const answer = await call("session.start", {});
    if (answer.ok) {
      const locked = answer.value.session?.locked === true;
      set({
        start: answer.value,
        startError: undefined,
        lockedAt: locked ? (get().lockedAt ?? Date.now()) : undefined,
      });
    } else set({ startError: answer.error });
  },
  signIn: async (accountName, passphrase) => {
    const answer = await call("session.signIn", { accountName, passphrase });
    if (!answer.ok) return answer.error;
    await get().readStart();
    return undefined;
  },
  unlock: async (passphrase) => {
    const answer = await call("session.unlock", { passphrase });
    if (!answer.ok) return answer.error;
    await get().readStart();
    return undefined;
  },
  changePassphrase: async (current, next) => {
    const answer = await call("session.changePassphrase", { current, next });
    if (!answer.ok) return answer.error;
    await get().readStart();
    return undefined;
  },
  lock: async () => {
    await flushAll();
    get().noteLocked();
    await call("session.lock", {});
    await get().readStart();
  },
  signOut: async () => {
    await flushAll();
    await call("session.signOut", {});
    await get().readStart();
  },
  noteLocked: () => {
    const { start } = get();
    if (!start?.session || start.session.locked) return;
    set({ start: { ...start, session: { ...start.session, locked: true } }, lockedAt: Date.now() });
  },
}));

/** The signed-in session; screens are mounted only while there is one. */
export function useSession(): SessionView {
  const session = useSessionStore((state) => state.start?.session);
  if (!session) throw new Error("no session");
  return session;
}

/** Today by the core's clock, Asia/Shanghai. */
export function useToday(): CalendarDay {
  return useSessionStore((state) => state.start?.today ?? "") as CalendarDay;
}

export function useOrganisationName(): string {
  return useSessionStore((state) => state.start?.organisationName ?? "");
}

export function hasRole(session: SessionView, roles: readonly AccessRole[]): boolean {
  return session.roles.some((role) => roles.includes(role));
}
