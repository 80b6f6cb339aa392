import { readAccount, readPersonKey, type AccountRecord } from "../../db/readers/people.ts";
import { rewrapPersonKey, updateAccount } from "../../db/writers/people.ts";
import type { OperationError } from "../../shared/contract/operation.ts";
import type { SessionView } from "../../shared/contract/session.ts";
import { appendAudit, type AuditEntry } from "./audit/audit-log.ts";
import { defaultSettings, type Opened, type OpenOutcome } from "./opened-store.ts";
import { instantOf, type Ports } from "./ports/ports.ts";
import type { KeySlots, StoreKeys } from "./security/key-slots.ts";
import type { PassphraseKeys } from "./security/passphrase-key.ts";
import { unwrapKey } from "./security/person-keys.ts";
import type { SigningKey } from "./security/signing-key.ts";
import { answer, refuse } from "./services/answer.ts";
import type { Work } from "./services/work.ts";
import { lockSession, type Connection, type Session, type Sessions } from "./sessions.ts";

/** Who is signed in on which connection. The first passphrase opens the store; a locked screen drops the signing key. */
export interface SigningIn {
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
  /** The passphrase asked for once more before an act that cannot be taken back; who is locked out by it is signed out. */
  checkPassphrase(
    session: Session,
    connection: Connection,
    passphrase: string,
  ): ReturnType<Work["checkPassphrase"]>;
}

export interface SigningInParts {
  readonly ports: Ports;
  readonly slots: KeySlots;
  readonly sessions: Sessions;
  readonly opened: () => Opened | undefined;
  readonly open: (keys: StoreKeys) => Promise<OpenOutcome>;
}

export function createSigningIn({ ports, slots, sessions, ...parts }: SigningInParts): SigningIn {
  const audit = async (
    actor: { accountId: string | null; personName: string },
    entries: readonly AuditEntry[],
  ): Promise<void> => {
    const opened = parts.opened();
    if (!opened || opened.store.readOnly) return;
    await opened.store.db
      .transaction()
      .execute((tx) =>
        appendAudit(tx, { at: instantOf(ports), actor, randomBytes: ports.randomBytes }, entries),
      );
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
      idleLockMinutes: parts.opened()?.settings.idleLockMinutes ?? defaultSettings.idleLockMinutes,
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
    const store = parts.opened()?.store;
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

  return {
    refreshSessions: async () => {
      const opened = parts.opened();
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
      const open = await parts.open(slot.keys);
      const opened = parts.opened();
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
      const opened = parts.opened();
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
    checkPassphrase: async (session, connection, passphrase) => {
      const slot = await slots.open(session.actor.accountName, passphrase, ports.now());
      if (slot.ok) return undefined;
      if (slot.error.type === "wrong-passphrase")
        return { code: "wrong-passphrase", facts: { attemptsLeft: slot.error.attemptsLeft } };
      lockSession(connection, "signed-out");
      return {
        code: "account-locked",
        facts: slot.error.type === "account-locked" && slot.error.until ? { until: slot.error.until } : {},
      };
    },
  };
}
