import { readPackagesToFetch } from "../../../../db/readers/review-requests.ts";
import { packageLimits } from "../../../../shared/sync-protocol/package-layout.ts";
import { readMeta } from "../../../../db/readers/meta.ts";
import { X509Certificate } from "node:crypto";

import { readUnsentDelegations } from "../../../../db/readers/acting-for-others.ts";
import { putDelegationSent } from "../../../../db/writers/acting-for-others.ts";
import { utf8Text } from "../../../../shared/sync-protocol/bytes.ts";
import { canonicalBytes } from "../../../../shared/sync-protocol/canonical-json.ts";
import { writeMeta } from "../../../../db/writers/meta.ts";
import { httpTransport } from "../../sync-outbox/http-transport.ts";
import { OutboxEngine } from "../../sync-outbox/outbox-engine.ts";
import { nodeCrypto } from "../packages/node-crypto.ts";
import type { Work } from "../work.ts";
import { certificateIsDue, readTlsIdentity, renewalRequest, tlsIdentityText, tlsKeyKey } from "./enrol.ts";
import { LastContact } from "./last-contact.ts";
import { keepRegistered } from "./registered-keys.ts";
import { serverSettings, serverTrust } from "./server-settings.ts";
import type { CentralAnswer, SyncControl } from "./sync-control.ts";
import { storeOutbox } from "./store-outbox.ts";

export const serverKey = "sync.server";

/** How often the server is asked for what waits there, and looked for while nothing is due. */
const pollMs = 60_000;
const longestPauseMs = 30_000;

type Parts = Pick<Work, "db" | "blobs" | "ports" | "changed"> & {
  /** Takes in a request to review, or the answer to one. */
  readonly takeIn: (packageId: string, bytes: Uint8Array) => Promise<void>;
};

/** Packages fetched at one look into the inbox. */
const fetchedAtOnce = 20;

/**
 * Carries packages while the program runs: one small step at a time between waits for the network, so that the person
 * never waits for it. Without settings, or without a network, it costs nothing.
 */
export function createSyncLoop(parts: Parts): SyncControl {
  let running:
    | {
        readonly engine: OutboxEngine;
        readonly url: string;
        readonly caFingerprint?: string;
        readonly transport: ReturnType<typeof httpTransport>;
        readonly contact: LastContact;
      }
    | undefined;
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
        if (before === "connected") await sendDelegations(current);
        const done = await current.engine.step();
        const now = parts.ports.now().getTime();
        if (current.engine.state.type === "connected" && now - lastPoll > pollMs) {
          lastPoll = now;
          await renewCertificate(current);
          if ((await current.engine.pollInbox()) > 0) parts.changed("packages");
          await fetchRequests(current);
          await askKeys(current);
          await noteContact(current);
        } else if (before !== "connected") await noteContact(current);
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
      // A bug of ours: tried again later; the packages stay as they are.
      logFailure(error);
      schedule(longestPauseMs);
    }
  };
  const noteContact = async (current: NonNullable<typeof running>): Promise<void> => {
    if (current.engine.state.type === "connected") await current.contact.note();
  };
  /** Logged once by its kind. */
  const logFailure = (error: unknown): void =>
    parts.ports.log({
      level: "error",
      event: "sync-step-failed",
      name: error instanceof Error ? error.name : "unknown",
    });

  /** The session, greeting the server first where there is none. */
  const sessionOf = async (current: NonNullable<typeof running>): Promise<string | undefined> => {
    if (current.engine.session === undefined) {
      current.engine.reconnect();
      await current.engine.step();
    }
    return current.engine.session;
  };

  /** Fetches the requests and answers that the inbox named; one that cannot be fetched now is tried again later. */
  const fetchRequests = async (current: NonNullable<typeof running>): Promise<void> => {
    for (const packageId of await readPackagesToFetch(parts.db, fetchedAtOnce)) {
      const { session } = current.engine;
      if (session === undefined) return;
      const bag = await current.transport.bag(session, packageId, packageLimits.maxPackage);
      if (bag.type === "offline") return;
      if (bag.type === "ok") await parts.takeIn(packageId, bag.value);
    }
  };

  /** Learns which keys of the unit are registered; a center that cannot say so changes nothing. */
  const askKeys = async (current: NonNullable<typeof running>): Promise<void> => {
    const { session } = current.engine;
    const keys = session === undefined ? undefined : await current.transport.keys(session);
    if (keys?.type === "ok" && (await keepRegistered(parts.db, current.url, keys.value.registered)))
      parts.changed("packages");
  };

  /** Hands over rights that were lent or ended, before packages whose decisions are held against them. */
  const sendDelegations = async (current: NonNullable<typeof running>): Promise<void> => {
    const unsent = await readUnsentDelegations(parts.db, current.url);
    if (unsent.length === 0) return;
    const session = await sessionOf(current);
    if (session === undefined) return;
    for (const { seq, delegationId, envelope } of unsent) {
      const body = canonicalBytes({ delegation: JSON.parse(utf8Text(envelope) ?? "null") as unknown });
      const reply = await current.transport.delegation(session, delegationId, body);
      if (reply.type === "offline") return;
      const said = reply.type === "ok" ? reply.value.state : reply.slug;
      const at = parts.ports.now().toISOString();
      await parts.db
        .transaction()
        .execute(async (tx) => await putDelegationSent(tx, { seq, url: current.url, answer: said, at }));
    }
  };

  /** Asks for the next TLS certificate in time; the running connections keep the old one until they are made anew. */
  const renewCertificate = async (current: NonNullable<typeof running>): Promise<void> => {
    const held = await readTlsIdentity(parts.db);
    const { session } = current.engine;
    if (!held || session === undefined || !certificateIsDue(held.certificate, parts.ports.now())) return;
    const request = await renewalRequest(parts.db, parts.ports);
    const reply = request && (await current.transport.renewCertificate(session, request.body));
    const text =
      reply?.type === "ok" ? tlsIdentityText(request?.key ?? "", reply.value.certificate) : undefined;
    if (text === undefined) return;
    await parts.db.transaction().execute(async (tx) => await writeMeta(tx, tlsKeyKey, text));
    // After the turn that runs now; `stop` waits for what was put in line before it.
    void reload().catch(logFailure);
  };

  const reload = async (): Promise<void> => {
    await inTurn(async () => {
      running?.transport.close();
      running = undefined;
      clearTimeout(timer);
      // The store may be closed by now.
      if (stopped) return;
      const stored = await readMeta(parts.db, serverKey);
      const settings = stored ? serverSettings.parse(JSON.parse(stored)) : undefined;
      const trust = settings ? serverTrust(settings) : undefined;
      if (!settings || !trust) return;
      const ports = storeOutbox(parts);
      const identity = await readTlsIdentity(parts.db);
      const contact = await LastContact.of(parts, settings.url);
      // A stop that came meanwhile found nothing to close.
      if (stopped) return;
      const transport = httpTransport({
        baseUrl: settings.url,
        ...(identity ? { cert: identity.certificate, key: identity.key } : {}),
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
      running = {
        engine,
        url: settings.url,
        transport,
        contact,
        ...(settings.ca === undefined
          ? {}
          : { caFingerprint: new X509Certificate(settings.ca).fingerprint256 }),
      };
    });
    schedule(0);
  };

  return {
    status: () => {
      if (!running) return { state: "off" };
      const { state } = running.engine;
      const { url, caFingerprint, contact } = running;
      const server = {
        url,
        ...(caFingerprint === undefined ? {} : { caFingerprint }),
        ...contact.told(state.type === "connected"),
      };
      if (state.type === "connected") return { state: "connected", ...server };
      if (state.type === "blocked") return { state: "blocked", ...server, problem: state.problem };
      return {
        state: "not-connected",
        ...server,
        ...(state.cause ? { problem: state.cause } : {}),
      };
    },
    reload,
    sendNow: async () => {
      const current = running;
      if (!current) return 0;
      const steps = await inTurn(async () => {
        if (current.engine.state.type !== "connected") current.engine.reconnect();
        await sendDelegations(current);
        const done = await current.engine.drain(200);
        await current.engine.pollInbox();
        await fetchRequests(current);
        await askKeys(current);
        await noteContact(current);
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
    central: async (objectId) => {
      const current = running;
      if (!current) return { type: "off" };
      return await inTurn(async (): Promise<CentralAnswer> => {
        const session = await sessionOf(current);
        if (session === undefined) return { type: "unreachable" };
        const head = await current.transport.head(session, objectId);
        if (head.type !== "ok")
          return {
            type:
              head.type === "problem" && head.slug === "unknown-object" ? "unknown-object" : "unreachable",
          };
        const content = await current.transport.content(session, head.value.packageId);
        return content.type === "ok"
          ? { type: "found", head: head.value, content: content.value }
          : { type: "unreachable" };
      });
    },
    centralBag: async (packageId) => {
      const current = running;
      if (!current) return "off";
      return await inTurn(async () => {
        const session = await sessionOf(current);
        if (session === undefined) return "unreachable";
        const bag = await current.transport.bag(session, packageId, packageLimits.maxPackage);
        return bag.type === "ok" ? bag.value : "unreachable";
      });
    },
    takeReceipt: async (bytes) => {
      const current = running;
      return current ? await inTurn(async () => await current.engine.takeReceiptFile(bytes)) : "off";
    },
    enrol: async (enrolmentId, body) => {
      const reply = running ? await running.transport.enrol(enrolmentId, body) : "off";
      if (reply !== "off" && reply.type === "ok" && reply.value.state === "approved") {
        // What was refused for want of a registration is asked again at once.
        running?.engine.reconnect();
        schedule(0);
      }
      return reply;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      // What is in line ends at its next request; who asks from here on finds nothing to ask.
      running?.transport.close();
      running = undefined;
      await turn;
    },
  };
}
