import { type AccessRole, administratorRoles } from "../../../shared/domain/access/roles.ts";
import { readAccount, readAccounts, readPersonKey, type AccountRecord } from "../../../db/readers/people.ts";
import { readRemotePeople } from "../../../db/readers/review-requests.ts";
import {
  grantRole,
  insertAccount,
  insertPerson,
  replacePersonKey,
  revokeRoles,
  rewrapPersonKey,
  updateAccount,
} from "../../../db/writers/people.ts";
import type { AccountRow, IssuedPassphrase, PersonRow } from "../../../shared/contract/organisation.ts";
import { checkPassphrase } from "../../../shared/domain/access/passphrase.ts";
import { checkRoleSet } from "../../../shared/domain/access/policy.ts";
import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "./answer.ts";
import { instantOf } from "../ports/ports.ts";
import { makePassphrase } from "../security/issued-passphrase.ts";
import { makeKey, wrapKey } from "../security/person-keys.ts";
import { write, type Work } from "./work.ts";

export async function listAccounts(work: Work) {
  const now = work.ports.now();
  const accounts = await readAccounts(work.db);
  // Who reviews on another machine has no account to look after here.
  const elsewhere = new Set((await readRemotePeople(work.db)).map((person) => person.accountId));
  const here = accounts.filter((account) => !elsewhere.has(account.accountId));
  return answer(
    here.map((account): AccountRow => {
      const lock = work.slots.lockState(account.accountName, now);
      return {
        accountId: account.accountId,
        accountName: account.accountName,
        personId: account.personId,
        personName: account.personName,
        unitName: account.unitName,
        roles: account.roles,
        state: account.state === "disabled" ? "disabled" : lock === "locked" ? "locked" : "active",
        ...(account.lastSignInAt ? { lastSignInAt: account.lastSignInAt as Instant } : {}),
      };
    }),
  );
}

export async function listPeople(work: Work) {
  const accounts = await readAccounts(work.db);
  return answer(
    accounts
      .filter((account) => account.state === "active")
      .map((account): PersonRow => ({
        personId: account.personId,
        accountId: account.accountId,
        personName: account.personName,
        unitName: account.unitName,
        roles: account.roles,
      })),
  );
}

/** A new account without rights; 安全保密管理员 grants them. */
export async function createAccount(
  work: Work,
  input: { personName: string; unitName: string; accountName: string },
) {
  if (
    (await readAccount(work.db, { name: input.accountName })) ||
    (work.slots.hasAccount(input.accountName) && !work.slots.removeLeftover(input.accountName))
  )
    return refuse("account-name-taken");
  const passphrase = makePassphrase(work.ports.randomBytes);
  const derived = await work.slots.addAccount(input.accountName, passphrase, work.keys);
  if (!derived) return refuse("account-name-taken");
  const key = makeKey();
  const at = instantOf(work.ports);
  const personId = work.ports.newId();
  const accountId = work.ports.newId();
  const created = write(work, async (tx, audit) => {
    await insertPerson(tx, { id: personId, name: input.personName, unitName: input.unitName, at });
    await insertAccount(tx, {
      id: accountId,
      name: input.accountName,
      personId,
      mustChangePassphrase: true,
      createdBy: work.actor.accountId,
      at,
    });
    await replacePersonKey(tx, {
      keyid: key.keyid,
      personId,
      publicKey: key.publicKey,
      wrappedPrivateKey: wrapKey(key, derived.personKey),
      at,
    });
    audit({ act: "account.created", subjectKind: "account", subjectId: accountId });
  });
  try {
    await created;
  } catch (error) {
    // A slot without its account would keep the name from everybody.
    work.slots.removeAccount(input.accountName);
    throw error;
  }
  work.changed("accounts");
  return answer<IssuedPassphrase>({
    accountName: input.accountName,
    personName: input.personName,
    passphrase,
  });
}

async function otherAccount(
  work: Work,
  accountId: string,
): Promise<AccountRecord | "unknown-account" | "own-account"> {
  if (accountId === work.actor.accountId) return "own-account";
  return (await readAccount(work.db, { id: accountId })) ?? "unknown-account";
}

/** True when taking these roles away would leave one of the three administrators without an active account. */
async function leavesAdministratorMissing(
  work: Work,
  account: AccountRecord,
  remaining: readonly AccessRole[],
): Promise<boolean> {
  const accounts = await readAccounts(work.db);
  return administratorRoles.some(
    (role) =>
      account.roles.includes(role) &&
      !remaining.includes(role) &&
      !accounts.some(
        (other) =>
          other.accountId !== account.accountId && other.state === "active" && other.roles.includes(role),
      ),
  );
}

export async function grantRoles(work: Work, input: { accountId: string; roles: readonly AccessRole[] }) {
  const account = await otherAccount(work, input.accountId);
  if (typeof account === "string") return refuse(account);
  const same = (await readAccounts(work.db)).filter(
    (other) => other.personId === account.personId && other.accountId !== account.accountId,
  );
  const together = [...input.roles, ...same.flatMap((other) => other.roles)] as readonly AccessRole[];
  if (checkRoleSet(together) !== "none") return refuse("administrators-overlap");
  if (await leavesAdministratorMissing(work, account, input.roles)) return refuse("last-administrator");
  const at = instantOf(work.ports);
  await write(work, async (tx, audit) => {
    await revokeRoles(tx, account.accountId);
    for (const role of new Set(input.roles))
      await grantRole(tx, { accountId: account.accountId, role, grantedBy: work.actor.accountId, at });
    audit({
      act: "account.rolesGranted",
      subjectKind: "account",
      subjectId: account.accountId,
      detail: { before: account.roles, after: input.roles },
    });
  });
  work.changed("accounts");
  return answer(null);
}

export async function setAccountState(
  work: Work,
  input: { accountId: string; state: "active" | "disabled" },
) {
  const account = await otherAccount(work, input.accountId);
  if (typeof account === "string") return refuse(account);
  if (input.state === "disabled" && (await leavesAdministratorMissing(work, account, [])))
    return refuse("last-administrator");
  work.slots.setDisabled(account.accountName, input.state === "disabled");
  await write(work, async (tx, audit) => {
    await updateAccount(tx, account.accountId, { state: input.state });
    audit({
      act: "account.stateChanged",
      subjectKind: "account",
      subjectId: account.accountId,
      detail: { state: input.state },
    });
  });
  work.changed("accounts");
  return answer(null);
}

export async function unlockAccount(work: Work, input: { accountId: string }) {
  const account = await otherAccount(work, input.accountId);
  if (typeof account === "string") return refuse(account);
  work.slots.unlock(account.accountName);
  await write(work, async (_tx, audit) =>
    audit({ act: "account.unlocked", subjectKind: "account", subjectId: account.accountId }),
  );
  work.changed("accounts");
  return answer(null);
}

/** A new initial passphrase. The old signing key cannot be opened any more: the person gets a new one. */
export async function resetPassphrase(work: Work, input: { accountId: string }) {
  const account = await otherAccount(work, input.accountId);
  if (typeof account === "string") return refuse(account);
  const passphrase = makePassphrase(work.ports.randomBytes);
  const derived = await work.slots.putAccount(account.accountName, passphrase, work.keys);
  const key = makeKey();
  const at = instantOf(work.ports);
  await write(work, async (tx, audit) => {
    await replacePersonKey(tx, {
      keyid: key.keyid,
      personId: account.personId,
      publicKey: key.publicKey,
      wrappedPrivateKey: wrapKey(key, derived.personKey),
      at,
    });
    await updateAccount(tx, account.accountId, { mustChangePassphrase: true, passphraseChangedAt: at });
    audit({
      act: "account.passphraseReset",
      subjectKind: "account",
      subjectId: account.accountId,
      detail: { keyid: key.keyid },
    });
  });
  return answer<IssuedPassphrase>({
    accountName: account.accountName,
    personName: account.personName,
    passphrase,
  });
}

export async function changePassphrase(work: Work, input: { current: string; next: string }) {
  const wrong = await work.checkPassphrase(input.current);
  if (wrong) return refuse(wrong.code, { facts: wrong.facts });
  const problem = checkPassphrase(input.next, work.actor.accountName);
  if (problem) return refuse("passphrase-too-weak", { facts: { problem } });
  if (await work.slots.wasUsedBefore(work.actor.accountName, input.next)) return refuse("passphrase-reused");
  const stored = await readPersonKey(work.db, work.actor.personId);
  if (!stored || !work.signingKey || work.signingKey.keyid !== stored.keyid) return refuse("locked");
  const signingKey = work.signingKey;
  // Two files cannot change at once. The slot comes first and carries the key: signing in finishes a change that was cut off here.
  const derived = await work.slots.putAccount(work.actor.accountName, input.next, work.keys, (personKey) =>
    wrapKey(signingKey, personKey),
  );
  const at = instantOf(work.ports);
  await write(work, async (tx, audit) => {
    await rewrapPersonKey(tx, stored.keyid, wrapKey(signingKey, derived.personKey));
    await updateAccount(tx, work.actor.accountId, { mustChangePassphrase: false, passphraseChangedAt: at });
    audit({ act: "session.passphraseChanged", subjectKind: "account", subjectId: work.actor.accountId });
  });
  return answer(null);
}
