import { randomBytes } from "node:crypto";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { createApplication, type Application } from "../../application.ts";
import { type LogLine, type Ports } from "../../ports/ports.ts";
import type { KdfParameters } from "../../security/passphrase-key.ts";
import { createDocumentDesk } from "../../workers/document-desk.ts";
import { createLetterDesk } from "../../workers/letter-desk.ts";
import { completeSetUp } from "../set-up.ts";
import { insertBulkItems } from "./bulk-items.ts";
import { DemoClock } from "./demo-clock.ts";
import { demoPassphrase, demoPeople, demoProfile } from "./demo-people.ts";
import { answeredCases } from "./answered-cases.ts";
import { must, type Stage } from "./demo-stage.ts";
import { seeded } from "./seeded.ts";
import { buildCatalogue } from "./build-catalogue.ts";
import { liftCaseAgo, liftCaseAt } from "./lift-case.ts";
import { buildLiftSubsidy } from "./lift-subsidy.ts";
import { buildLedger } from "./build-ledger.ts";
import { buildChannels } from "./build-channels.ts";
import { beginDemo, finishDemo } from "./unfinished-demo.ts";
import { buildWords } from "./build-words.ts";
import { buildCase } from "./build-cases.ts";
import { buildHiddenSheet, buildItem, buildMosaics, buildReferral, buildWorkPoints } from "./build-items.ts";

export interface DemoOptions {
  readonly dataDir: string;
  /** 0 makes only the organisation, people and templates. */
  readonly items: number;
  readonly cases: number;
  readonly seed: number;
  /** The day the department lives on; everything lies on and before it. */
  readonly today: CalendarDay;
  /** The present moment: nothing of the department happens after it. */
  readonly madeAt: Date;
  readonly workers: { readonly documentWorker: URL; readonly kdfWorker: URL };
  readonly version: string;
  readonly log: (line: LogLine) => void;
  readonly progress?: (done: number, total: number, label: string) => void;
  readonly kdf?: KdfParameters;
}

/** Above this many, items are written in bulk: same rows, same signatures, without going through every screen. */
const builtOneByOne = 120;

/**
 * Makes a synthetic department with people in every role, items and cases in every state, and the 2024 work points of
 * Zaozhuang as a real item. Same seed, size and day give the same texts, ids and states.
 */
export async function buildDemo(options: DemoOptions): Promise<void> {
  const rng = seeded(options.seed);
  const clock = new DemoClock(options.today, options.madeAt);
  let settingUp = true;
  let finished = false;
  const ports: Ports = {
    now: () => clock.now(),
    newId: () => rng.id(),
    // Keys are never made from a seed; only texts and nonces of the demo are.
    randomBytes: (length) => (settingUp ? new Uint8Array(randomBytes(length)) : rng.bytes(length)),
    log: options.log,
  };
  beginDemo(options.dataDir);
  const desk = createDocumentDesk(options.workers.documentWorker);
  const app = createApplication({
    dataDir: options.dataDir,
    ports,
    desk,
    letterDesk: createLetterDesk(),
    kdfWorker: options.workers.kdfWorker,
    version: options.version,
    ...(options.kdf ? { kdf: options.kdf } : {}),
  });
  try {
    must(await completeSetUp(app, { profile: demoProfile, people: demoPeople, demo: true }), "set-up");
    const connections = new Map<string, ReturnType<Application["sessions"]["connect"]>>();
    for (const person of demoPeople) {
      const connection = app.sessions.connect(() => undefined);
      must(await app.signIn(connection, person.accountName, demoPassphrase), "sign-in");
      // The demo's clock runs through months: by it everybody would be idle at once, and locked on a slow computer.
      if (connection.session) connection.session.lastActiveAt = Number.POSITIVE_INFINITY;
      connections.set(person.accountName, connection);
    }
    settingUp = false;
    const stage: Stage = {
      app,
      rng,
      clock,
      as: (person) => {
        const connection = connections.get(person);
        const work = connection && app.workFor(connection);
        if (!work) throw new Error("demo: nobody of that name");
        // A demo needs no key derivation for every decision: the passphrase was right a moment ago.
        return { ...work, checkPassphrase: async () => undefined, later: () => undefined };
      },
    };
    await buildChannels(stage, options.today);
    const total = options.items + options.cases;
    const single = Math.min(options.items, builtOneByOne);
    if (options.items > 0) await buildWorkPoints(stage, options.today);
    if (options.items > 0) await buildMosaics(stage, options.today);
    if (options.items > 0) await buildReferral(stage, options.today);
    if (options.items > 0) await buildHiddenSheet(stage, options.today);
    for (let n = 0; n < single; n += 1) {
      await buildItem(stage, n, options.today);
      options.progress?.(n + 1, total, "事项");
    }
    if (options.items > single) {
      await insertBulkItems({
        work: (person) => stage.as(person),
        rng,
        count: options.items - single,
        today: options.today,
        atMost: (moment) => clock.atMost(moment),
        first: single,
        progress: (done) => options.progress?.(single + done, total, "事项"),
      });
    }
    const aftermaths = answeredCases(options.cases);
    const lift = liftCaseAt(options.cases);
    const ago = (n: number): number =>
      n === lift ? liftCaseAgo : (aftermaths[n]?.workdaysAgo ?? 1 + ((n * 7) % 24));
    // Oldest first: the registers count on in the order of the days.
    const order = Array.from({ length: options.cases }, (_, n) => n).toSorted((a, b) => ago(b) - ago(a));
    for (const [done, n] of order.entries()) {
      await buildCase(stage, n, options.today, ago(n), n === lift ? "lift" : aftermaths[n]);
      if (done % 50 === 0 || done + 1 === options.cases)
        options.progress?.(options.items + done + 1, total, "申请");
    }
    // Last, so that a change of them moves nothing of the papers and cases of the same seed.
    if (options.items > 0) {
      await buildCatalogue(stage, options.today);
      await buildLedger(stage, options.today);
      await buildWords(stage, options.today);
      await buildLiftSubsidy(stage, options.today);
    }
    finished = true;
  } finally {
    await app.close();
    await desk.close?.();
    if (finished) finishDemo(options.dataDir);
  }
}
