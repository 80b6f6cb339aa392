import { readMeta } from "../../../../db/readers/meta.ts";
import type { SyncStatus } from "../../../../shared/contract/sync.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { httpTransport } from "../../sync-outbox/http-transport.ts";
import { OutboxEngine } from "../../sync-outbox/outbox-engine.ts";
import { nodeCrypto } from "../packages/node-crypto.ts";
import type { Work } from "../work.ts";
import { serverSettings, serverTrust } from "./server-settings.ts";
import { storeOutbox } from "./store-outbox.ts";

export const serverKey = "sync.server";

/** How often the server is asked for what waits there, and looked for while nothing is due. */
const pollMs = 60_000;
const longestPauseMs = 30_000;

type Parts = Pick<Work, "db" | "blobs" | "ports" | "changed">;

/** What a person may ask of the sending; it goes on by itself. */
export interface SyncControl {
  readonly status: () => SyncStatus;
  /** Takes up the settings as they are stored now. */
  readonly reload: () => Promise<void>;
  /** Tries at once and works until nothing is due; answers the steps taken. */
  readonly sendNow: () => Promise<number>;
  readonly retry: (packageId: string) => Promise<boolean>;
  readonly stop: () => Promise<void>;
}

/**
 * Carries packages while the program runs: one small step at a time between waits for the network, so that the person
 * never waits for it. Without settings, or without a network, it costs nothing.
 */
export function createSyncLoop(parts: Parts): SyncControl {
  let running: { readonly engine: OutboxEngine; readonly url: string; close(): void } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let lastPoll = 0;
  /** One step at a time, whoever asks. */
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = async <T>(act: () => Promise<T>): Promise<T> => {
    const mine = turn.then(act);
    turn = mine.catch(() => undefined);
    return await mine;
  };
  const schedule = (delayMs: number): void => {
    clearTimeout(timer);
    if (stopped || !running) return;
    timer = setTimeout(() => void tick(), Math.max(0, Math.min(longestPauseMs, delayMs)));
    timer.unref();
  };
  const tick = async (): Promise<void> => {
    const current = running;
    if (!current || stopped) return;
    try {
      const worked = await inTurn(async () => {
        const before = current.engine.state.type;
        const done = await current.engine.step();
        const now = parts.ports.now().getTime();
        if (current.engine.state.type === "connected" && now - lastPoll > pollMs) {
          lastPoll = now;
          if ((await current.engine.pollInbox()) > 0) parts.changed("packages");
        }
        if (done === "worked" && (before !== current.engine.state.type || before === "connected"))
          parts.changed("packages");
        return done;
      });
      if (worked === "worked" && current.engine.state.type === "connected") {
        schedule(0);
        return;
      }
      const next = await current.engine.nextAt();
      schedule(next === undefined ? longestPauseMs : next - parts.ports.now().getTime());
    } catch (error) {
      // A bug of ours: logged once by its kind, tried again later; the packages stay as they are.
      parts.ports.log({
        level: "error",
        event: "sync-step-failed",
        name: error instanceof Error ? error.name : "unknown",
      });
      schedule(longestPauseMs);
    }
  };

  const reload = async (): Promise<void> => {
    await inTurn(async () => {
      running?.close();
      running = undefined;
      clearTimeout(timer);
      const stored = await readMeta(parts.db, serverKey);
      const settings = stored ? serverSettings.parse(JSON.parse(stored)) : undefined;
      const trust = settings ? serverTrust(settings) : undefined;
      if (!settings || !trust || stopped) return;
      const ports = storeOutbox(parts);
      const transport = httpTransport({
        baseUrl: settings.url,
        ...(settings.ca === undefined ? {} : { ca: settings.ca }),
      });
      const engine = new OutboxEngine({
        store: ports,
        device: ports,
        packages: ports,
        transport,
        crypto: nodeCrypto,
        ...trust,
        now: parts.ports.now,
        // Only spreads retries over time; nothing secret depends on it.
        random: () => (parts.ports.randomBytes(1)[0] ?? 0) / 256,
        waitSeconds: 0,
      });
      running = { engine, url: settings.url, close: () => transport.close() };
    });
    schedule(0);
  };

  return {
    status: () => {
      if (!running) return { state: "off" };
      const { state } = running.engine;
      const { url } = running;
      if (state.type === "connected") return { state: "connected", url };
      if (state.type === "blocked") return { state: "blocked", url, problem: state.problem };
      return {
        state: "not-connected",
        url,
        ...(state.cause ? { problem: state.cause } : {}),
        checkedAt: parts.ports.now().toISOString() as Instant,
      };
    },
    reload,
    sendNow: async () => {
      const current = running;
      if (!current) return 0;
      const steps = await inTurn(async () => {
        if (current.engine.state.type !== "connected") current.engine.reconnect();
        const done = await current.engine.drain(200);
        await current.engine.pollInbox();
        return done;
      });
      parts.changed("packages");
      schedule(1000);
      return steps;
    },
    retry: async (packageId) => {
      const current = running;
      if (!current) return false;
      const again = await inTurn(async () => await current.engine.retry(packageId));
      schedule(0);
      return again;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      running?.close();
      await turn;
      running = undefined;
    },
  };
}
