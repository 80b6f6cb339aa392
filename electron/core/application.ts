import { existsSync, mkdirSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

import { openStore, storePaths, type OpenStoreError, type Store } from "../../db/open-store.ts";
import {
  readAccount,
  readOrganisationRow,
  readPersonKey,
  type AccountRecord,
} from "../../db/readers/people.ts";
import { rewrapPersonKey, updateAccount } from "../../db/writers/people.ts";
import type { OperationError } from "../../shared/contract/operation.ts";
import {
  organisationProfile,
  settingsShape,
  type OrganisationProfile,
  type Settings,
} from "../../shared/contract/organisation.ts";
import type { SessionView, StartView } from "../../shared/contract/session.ts";
import { officialCalendar, type WorkCalendar } from "../../shared/domain/clock/index.ts";
import { appendAudit, type AuditEntry } from "./audit/audit-log.ts";
import { createBlobStore, type BlobStore } from "./blobs/blob-store.ts";
import { answer, refuse } from "./services/answer.ts";
import { instantOf, todayOf, type Ports } from "./ports/ports.ts";
import { createKeySlots, type KeySlots, type StoreKeys } from "./security/key-slots.ts";
import {
  createPassphraseKdf,
  defaultKdf,
  type KdfParameters,
  type PassphraseKdf,
  type PassphraseKeys,
} from "./security/passphrase-key.ts";
import { unwrapKey } from "./security/person-keys.ts";
import type { SigningKey } from "./security/signing-key.ts";
import type { DocumentDesk, LetterDesk, Work } from "./services/work.ts";
import { createWatchedWorks } from "./watched-work.ts";
import { calendarInForce } from "./services/calendar/calendar-in-force.ts";
import {
  deliveredRules,
  rulesInForce,
  type RulesInForce,
} from "./services/screening-rules/rules-in-force.ts";
import { deskUnderRules } from "./services/screening-rules/screening-desk.ts";
import { takeInPackage } from "./services/review-requests/take-in.ts";
import { createDeviceMark, type DeviceMark } from "./services/sync/device-mark.ts";
import { createSyncLoop } from "./services/sync/sync-loop.ts";
import type { SyncControl } from "./services/sync/sync-control.ts";
import { createSearchUpkeep } from "./services/desk/search-upkeep.ts";
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

interface Opened {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly keys: StoreKeys;
  profile: OrganisationProfile;
  settings: Settings;
  calendar: WorkCalendar;
  rules: RulesInForce;
  readonly sync: SyncControl;
  readonly searchUpkeep: ReturnType<typeof createSearchUpkeep>;
  readonly mark: DeviceMark;
}

/**
 * What lives as long as the process: key slots, the opened store, connections. The store opens with the first
 * passphrase and stays open until the process ends; a locked screen only drops the signing keys.
 */
export interface Application {
  readonly options: ApplicationOptions;
  readonly slots: KeySlots;
  readonly kdf: PassphraseKdf;
  readonly sessions: Sessions;
  readonly opened: Opened | undefined;
  open(keys: StoreKeys): Promise<{ ok: true } | { ok: false; error: OpenStoreError }>;
  refreshOrganisation(): Promise<void>;
  /** Makes a schedule that was just confirmed the one everything counts by. */
  refreshCalendar(): Promise<void>;
  /** Makes screening rules that were just put in force the ones everything is screened by. */
  refreshRules(): Promise<void>;
  /** Makes changed roles, disabled accounts and reset passphrases take effect on sessions that are open now. */
  refreshSessions(): Promise<void>;
  signIn(
    connection: Connection,
    accountName: string,
    passphrase: string,
  ): Promise<
    | ReturnType<typeof answer<SessionView>>
    | {
        ok: false;
        error: OperationError<"wrong-passphrase" | "account-locked" | "account-disabled" | "store-damaged">;
      }
  >;
  unlock(
    connection: Connection,
    passphrase: string,
  ): Promise<
    | ReturnType<typeof answer<SessionView>>
    | { ok: false; error: OperationError<"wrong-passphrase" | "account-locked" | "not-signed-in"> }
  >;
  viewSession(connection: Connection): SessionView | undefined;
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

export const defaultSettings: Settings = {
  idleLockMinutes: 10,
  passphraseDays: 90,
  officeCheckStage: true,
  unitHeadStage: true,
  leaderMayHeadUnit: false,
  secondReviewerFrom: 60,
};

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

  const audit = async (
    actor: { accountId: string | null; personName: string },
    entries: readonly AuditEntry[],
  ): Promise<void> => {
    if (!opened || opened.store.readOnly) return;
    await opened.store.db
      .transaction()
      .execute((tx) =>
        appendAudit(tx, { at: instantOf(ports), actor, randomBytes: ports.randomBytes }, entries),
      );
  };

  const readOrganisation = async (
    store: Store,
  ): Promise<{ profile: OrganisationProfile; settings: Settings } | undefined> => {
    const row = await readOrganisationRow(store.db);
    return row
      ? { profile: organisationProfile.parse(row.profile), settings: settingsShape.parse(row.settings) }
      : undefined;
  };

  const viewSession = (connection: Connection): SessionView | undefined => {
    const session = connection.session;
    if (!session) return undefined;
    return {
      accountId: session.actor.accountId,
      accountName: session.actor.accountName,
      personId: session.actor.personId,
      personName: session.actor.personName,
      unitName: session.actor.unitName,
      roles: session.actor.roles,
      locked: session.locked,
      mustChangePassphrase: session.mustChangePassphrase,
      idleLockMinutes: opened?.settings.idleLockMinutes ?? defaultSettings.idleLockMinutes,
      signedInAt: session.signedInAt,
    };
  };

  /**
   * The person's signing key. When the store still holds it under the passphrase before, a change was cut off between the two files:
   * the key beside the slot is the right one, and the rest of the change is done now.
   */
  const unlockSigningKey = async (
    account: AccountRecord,
    slot: { personKeys: PassphraseKeys; signingKey: Uint8Array | undefined },
  ): Promise<{ signingKey: SigningKey | undefined; finishedChange: boolean }> => {
    const store = opened?.store;
    const key = store && (await readPersonKey(store.db, account.personId));
    if (!key) return { signingKey: undefined, finishedChange: false };
    const { personKey } = slot.personKeys;
    const current = unwrapKey(key.keyid, key.wrappedPrivateKey, personKey);
    const beside = slot.signingKey;
    if (current || !beside) return { signingKey: current, finishedChange: false };
    const signingKey = unwrapKey(key.keyid, beside, personKey);
    if (!signingKey || store.readOnly) return { signingKey, finishedChange: false };
    await store.db.transaction().execute(async (tx) => {
      const at = instantOf(ports);
      await rewrapPersonKey(tx, key.keyid, beside);
      await updateAccount(tx, account.accountId, { mustChangePassphrase: false, passphraseChangedAt: at });
      await appendAudit(tx, { at, actor: account, randomBytes: ports.randomBytes }, [
        { act: "session.passphraseChanged", subjectKind: "account", subjectId: account.accountId },
      ]);
    });
    return { signingKey, finishedChange: true };
  };

  const slotError = (
    error:
      | { type: "wrong-passphrase"; attemptsLeft: number }
      | { type: "account-locked"; until?: string }
      | { type: "account-disabled" },
  ) => {
    if (error.type === "wrong-passphrase")
      return refuse("wrong-passphrase", { facts: { attemptsLeft: error.attemptsLeft } });
    if (error.type === "account-locked")
      return refuse("account-locked", error.until ? { facts: { until: error.until } } : {});
    return refuse("account-disabled");
  };

  const app: Application = {
    options,
    slots,
    kdf,
    sessions,
    get opened() {
      return opened;
    },
    open: async (keys) => {
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
    },
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
    refreshSessions: async () => {
      if (!opened) return;
      for (const connection of sessions.all()) {
        const session = connection.session;
        if (!session) continue;
        const account = await readAccount(opened.store.db, { id: session.actor.accountId });
        const reset = account?.mustChangePassphrase === true && !session.mustChangePassphrase;
        if (!account || account.state === "disabled" || reset) {
          lockSession(connection, "signed-out");
          connection.session = undefined;
        } else session.actor = { ...session.actor, roles: account.roles };
      }
    },
    signIn: async (connection, accountName, passphrase) => {
      if (!slots.exists()) return refuse("wrong-passphrase", { facts: { attemptsLeft: 0 } });
      const slot = await slots.open(accountName, passphrase, ports.now());
      if (!slot.ok) {
        await audit({ accountId: null, personName: "" }, [
          {
            act: "session.signInRefused",
            subjectKind: "account",
            subjectId: slots.hasAccount(accountName) ? accountName : "unknown",
            result: slot.error.type,
          },
        ]);
        return slotError(slot.error);
      }
      const open = await app.open(slot.keys);
      if (!open.ok || !opened) {
        ports.log({
          level: "error",
          event: "store-not-opened",
          reason: open.ok ? "unknown" : open.error.type,
        });
        return refuse("store-damaged", { facts: { reason: open.ok ? "unknown" : open.error.type } });
      }
      const account = await readAccount(opened.store.db, { name: accountName });
      if (!account || account.state === "disabled") return refuse("account-disabled");
      const { signingKey, finishedChange } = await unlockSigningKey(account, slot);
      const ageDays = (ports.now().getTime() - Date.parse(account.passphraseChangedAt)) / 86_400_000;
      connection.session = {
        actor: {
          accountId: account.accountId,
          accountName: account.accountName,
          personId: account.personId,
          personName: account.personName,
          unitName: account.unitName,
          roles: account.roles,
        },
        signedInAt: instantOf(ports),
        mustChangePassphrase:
          !finishedChange &&
          (account.mustChangePassphrase || (!slots.isDemo() && ageDays > opened.settings.passphraseDays)),
        locked: false,
        signingKey,
        lastActiveAt: ports.now().getTime(),
      };
      if (!opened.store.readOnly) {
        await opened.store.db.transaction().execute(async (tx) => {
          await updateAccount(tx, account.accountId, { lastSignInAt: instantOf(ports) });
          await appendAudit(tx, { at: instantOf(ports), actor: account, randomBytes: ports.randomBytes }, [
            { act: "session.signedIn", subjectKind: "account", subjectId: account.accountId },
          ]);
        });
      }
      const view = viewSession(connection);
      if (!view) throw new Error("session vanished");
      return answer(view);
    },
    unlock: async (connection, passphrase) => {
      const session = connection.session;
      if (!session || !opened) return refuse("not-signed-in");
      const slot = await slots.open(session.actor.accountName, passphrase, ports.now());
      if (!slot.ok) {
        const refusal = slotError(slot.error);
        return refusal.error.code === "account-disabled"
          ? refuse("not-signed-in")
          : (refusal as { ok: false; error: OperationError<"wrong-passphrase" | "account-locked"> });
      }
      const account = await readAccount(opened.store.db, { id: session.actor.accountId });
      if (!account || account.state === "disabled") return refuse("not-signed-in");
      session.actor = { ...session.actor, roles: account.roles };
      const unlocked = await unlockSigningKey(account, slot);
      session.signingKey = unlocked.signingKey;
      if (unlocked.finishedChange) session.mustChangePassphrase = false;
      session.locked = false;
      session.lastActiveAt = ports.now().getTime();
      const view = viewSession(connection);
      return view ? answer(view) : refuse("not-signed-in");
    },
    viewSession,
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
        checkPassphrase: async (passphrase) => {
          const slot = await slots.open(session.actor.accountName, passphrase, ports.now());
          if (slot.ok) return undefined;
          if (slot.error.type === "wrong-passphrase")
            return { code: "wrong-passphrase", facts: { attemptsLeft: slot.error.attemptsLeft } };
          lockSession(connection, "signed-out");
          return {
            code: "account-locked",
            facts:
              slot.error.type === "account-locked" && slot.error.until ? { until: slot.error.until } : {},
          };
        },
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
