import { existsSync, mkdirSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

import { openStore, storePaths, type Store } from "../../db/open-store.ts";
import { readOrganisationRow } from "../../db/readers/people.ts";
import {
  organisationProfile,
  settingsShape,
  type OrganisationProfile,
  type Settings,
} from "../../shared/contract/organisation.ts";
import type { StartView } from "../../shared/contract/session.ts";
import { officialCalendar } from "../../shared/domain/clock/index.ts";
import { createBlobStore } from "./blobs/blob-store.ts";
import { todayOf, type Ports } from "./ports/ports.ts";
import { createKeySlots, type KeySlots, type StoreKeys } from "./security/key-slots.ts";
import {
  createPassphraseKdf,
  defaultKdf,
  type KdfParameters,
  type PassphraseKdf,
} from "./security/passphrase-key.ts";
import type { DocumentDesk, LetterDesk, Work } from "./services/work.ts";
import { createWatchedWorks } from "./watched-work.ts";
import { calendarInForce } from "./services/calendar/calendar-in-force.ts";
import { deliveredRules, rulesInForce } from "./services/screening-rules/rules-in-force.ts";
import { deskUnderRules } from "./services/screening-rules/screening-desk.ts";
import { takeInPackage } from "./services/review-requests/take-in.ts";
import { createDeviceMark } from "./services/sync/device-mark.ts";
import { createSyncLoop } from "./services/sync/sync-loop.ts";
import { createSearchUpkeep } from "./services/desk/search-upkeep.ts";
import { defaultSettings, type Opened, type OpenOutcome } from "./opened-store.ts";
import { createSigningIn, type SigningIn } from "./signing-in.ts";
import { createSessions, lockSession, type Connection, type Sessions } from "./sessions.ts";

export interface ApplicationOptions {
  readonly dataDir: string;
  readonly ports: Ports;
  readonly desk: DocumentDesk;
  readonly letterDesk: LetterDesk;
  readonly kdfWorker: URL;
  readonly kdf?: KdfParameters;
  readonly version: string;
  readonly ballastBytes?: number;
  readonly demoAccounts?: () => StartView["demoAccounts"];
}

/**
 * What lives as long as the process: key slots, the opened store, connections. The store opens with the first
 * passphrase and stays open until the process ends; a locked screen only drops the signing keys.
 */
export interface Application extends Omit<SigningIn, "checkPassphrase"> {
  readonly options: ApplicationOptions;
  readonly slots: KeySlots;
  readonly kdf: PassphraseKdf;
  readonly sessions: Sessions;
  readonly opened: Opened | undefined;
  open(keys: StoreKeys): Promise<OpenOutcome>;
  refreshOrganisation(): Promise<void>;
  /** Makes a schedule that was just confirmed the one everything counts by. */
  refreshCalendar(): Promise<void>;
  /** Makes screening rules that were just put in force the ones everything is screened by. */
  refreshRules(): Promise<void>;
  workFor(connection: Connection): Work | undefined;
  /** The store is closed after the calls under way. */
  close(calls?: CallsUnderWay): Promise<void>;
}

/** Calls of screens that are still answered when the program ends. */
export interface CallsUnderWay {
  ended(): Promise<void>;
  /** Makes long ones end: what they wait for is given up. */
  giveUp(): Promise<void>;
}

/** How long calls and screenings may still take when the program ends. */
const endGraceMs = 5_000;

export function createApplication(options: ApplicationOptions): Application {
  const { ports } = options;
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const kdf = createPassphraseKdf(options.kdfWorker);
  const slots = createKeySlots(options.dataDir, kdf, options.kdf ?? defaultKdf, ports.randomBytes);
  const sessions = createSessions(ports.newId);
  const pending = new Set<Promise<void>>();
  const watchedWorks = createWatchedWorks();
  let opened: Opened | undefined;
  let closing = false;

  const idleTimer = setInterval(() => {
    sessions.lockIdle(
      ports.now().getTime(),
      opened?.settings.idleLockMinutes ?? defaultSettings.idleLockMinutes,
    );
  }, 5_000);
  idleTimer.unref();

  const later = (label: string, run: () => Promise<void>): void => {
    const task = run()
      .catch((error: unknown) => {
        ports.log({
          level: "error",
          event: "later-failed",
          label,
          name: error instanceof Error ? error.name : "unknown",
        });
      })
      .finally(() => pending.delete(task));
    pending.add(task);
  };

  const changed = (...areas: readonly string[]): void => {
    for (const other of sessions.all()) other.emit({ type: "changed", areas });
  };

  const readOrganisation = async (
    store: Store,
  ): Promise<{ profile: OrganisationProfile; settings: Settings } | undefined> => {
    const row = await readOrganisationRow(store.db);
    return row
      ? { profile: organisationProfile.parse(row.profile), settings: settingsShape.parse(row.settings) }
      : undefined;
  };

  const open = async (keys: StoreKeys): Promise<OpenOutcome> => {
    if (opened) return { ok: true };
    const result = await openStore({
      folder: options.dataDir,
      key: keys.databaseKey,
      now: ports.now,
      ...(options.ballastBytes === undefined ? {} : { ballastBytes: options.ballastBytes }),
    });
    if (!result.ok) return result;
    const store = result.value;
    const organisation = await readOrganisation(store);
    const blobs = createBlobStore(storePaths(options.dataDir).blobs, keys.blobIdentity);
    const { databaseKey } = keys;
    const mark = createDeviceMark({ db: store.db, folder: options.dataDir, databaseKey, ports });
    // Before anything is sealed or said to the center.
    if (!store.readOnly) await mark.reconcile();
    opened = {
      store,
      keys,
      blobs,
      profile: organisation?.profile ?? ({} as OrganisationProfile),
      settings: organisation?.settings ?? defaultSettings,
      // A database opened for rescue may be of an older schema: it is only read, by the calendar of this edition.
      calendar: store.readOnly ? officialCalendar : await calendarInForce(store.db),
      rules: store.readOnly ? deliveredRules : await rulesInForce(store.db),
      mark,
      searchUpkeep: createSearchUpkeep({ db: store.db, store, ports }),
      sync: createSyncLoop({
        db: store.db,
        blobs,
        ports,
        changed,
        takeIn: async (packageId, bytes) => {
          if (!opened) return;
          const { calendar, profile } = opened;
          const parts = { db: store.db, blobs, ports, changed, calendar, profile };
          const actor = { accountId: null, personName: "同步" };
          await takeInPackage(parts, bytes, "network", actor, packageId);
        },
      }),
    };
    // A database opened for rescue is only read; nothing of it is sent.
    if (!store.readOnly) {
      later("sync-start", opened.sync.reload);
      later("search-upkeep", opened.searchUpkeep.run);
    }
    return { ok: true };
  };
  const signingIn = createSigningIn({ ports, slots, sessions, opened: () => opened, open });

  const app: Application = {
    options,
    slots,
    kdf,
    sessions,
    get opened() {
      return opened;
    },
    open,
    refreshOrganisation: async () => {
      if (!opened) return;
      const organisation = await readOrganisation(opened.store);
      if (organisation) {
        opened.profile = organisation.profile;
        opened.settings = organisation.settings;
      }
    },
    refreshRules: async () => {
      if (opened) opened.rules = await rulesInForce(opened.store.db);
    },
    refreshCalendar: async () => {
      if (opened) opened.calendar = await calendarInForce(opened.store.db);
    },
    ...signingIn,
    workFor: (connection) => {
      const session = connection.session;
      if (!session || !opened) return undefined;
      const current = opened;
      return {
        store: current.store,
        db: current.store.db,
        blobs: current.blobs,
        ports,
        actor: session.actor,
        signingKey: session.signingKey,
        keys: current.keys,
        slots,
        desk: deskUnderRules(options.desk, current.rules.department),
        letterDesk: options.letterDesk,
        calendar: current.calendar,
        rules: current.rules,
        profile: current.profile,
        settings: current.settings,
        version: options.version,
        changed,
        sync: current.sync,
        mark: current.mark,
        watched: watchedWorks.of(connection.id, connection.emit),
        checkPassphrase: async (passphrase) =>
          await signingIn.checkPassphrase(session, connection, passphrase),
        later,
      };
    },
    close: async (calls) => {
      if (closing) return;
      closing = true;
      clearInterval(idleTimer);
      for (const connection of sessions.all()) lockSession(connection, "closing");
      opened?.searchUpkeep.stop();
      await opened?.sync.stop();
      const allEnded = async (): Promise<void> => {
        await calls?.ended();
        while (pending.size > 0) await Promise.all(pending);
      };
      await Promise.race([allEnded(), wait(endGraceMs, undefined, { ref: false })]);
      await calls?.giveUp();
      await allEnded();
      if (opened && !opened.store.readOnly) await opened.mark.close();
      await opened?.store.close();
      opened = undefined;
      await kdf.close();
    },
  };
  return app;
}

/** Whether a data folder was set up before. */
function isSetUp(app: Application): boolean {
  return app.slots.exists() && existsSync(storePaths(app.options.dataDir).database);
}

export function startView(app: Application, connection: Connection): StartView {
  const session = app.viewSession(connection);
  const organisationName = app.slots.organisationName();
  const demoAccounts = app.slots.isDemo() ? app.options.demoAccounts?.() : undefined;
  return {
    store: !isSetUp(app) ? "empty" : app.opened ? (app.opened.store.readOnly ? "rescue" : "open") : "closed",
    ...(organisationName ? { organisationName } : {}),
    ...(session ? { session } : {}),
    ...(demoAccounts ? { demoAccounts } : {}),
    version: app.options.version,
    today: todayOf(app.options.ports),
  };
}
