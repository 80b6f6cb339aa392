import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { generateX25519Identity } from "age-encryption";

import { defaultSettings } from "../opened-store.ts";
import { type AccessRole, administratorRoles } from "../../../shared/domain/access/roles.ts";
import { storePaths } from "../../../db/open-store.ts";
import {
  insertAccount,
  insertDevice,
  insertOrganisation,
  insertPerson,
  grantRole,
  replacePersonKey,
} from "../../../db/writers/people.ts";
import type { WriteTx } from "../../../db/schema/tables.ts";
import type {
  IssuedPassphrase,
  OrganisationProfile,
  SetupView,
  Settings,
} from "../../../shared/contract/organisation.ts";
import { checkRoleSet } from "../../../shared/domain/access/policy.ts";
import type { Application } from "../application.ts";
import { appendAudit } from "../audit/audit-log.ts";
import { answer, refuse } from "./answer.ts";
import { instantOf } from "../ports/ports.ts";
import { makePassphrase, makeRecoveryCode } from "../security/issued-passphrase.ts";
import { syncFolder } from "../security/durable-file.ts";
import { createKeySlots, slotsFileName, type StoreKeys } from "../security/key-slots.ts";
import { defaultKdf } from "../security/passphrase-key.ts";
import { exportDeviceKey, makeKey, wrapKey, type NewKey } from "../security/person-keys.ts";
import { isDiskFull } from "./work.ts";

export interface NewPerson {
  readonly personName: string;
  readonly unitName: string;
  readonly accountName: string;
  readonly roles: readonly AccessRole[];
  /** Only the demo department fixes passphrases; everybody else gets one issued. */
  readonly passphrase?: string;
}

export interface SetUpInput {
  readonly profile: OrganisationProfile;
  readonly people: readonly NewPerson[];
  readonly settings?: Settings;
  readonly demo?: boolean;
}

type SetUpRefusal =
  | "administrators-missing"
  | "administrators-overlap"
  | "business-role-missing"
  | "account-name-taken";

/**
 * Who must be there before work can start: each of the three administrators exactly once and apart from business
 * roles (SD-06), and somebody for every mandatory stage (review.md §1: 1, 3 and 5 can never be removed; SD-08).
 */
function checkPeople(
  people: readonly NewPerson[],
): { readonly code: SetUpRefusal; readonly facts: Record<string, string> } | undefined {
  const names = new Set<string>();
  for (const person of people) {
    const name = person.accountName.toLowerCase();
    if (names.has(name)) return { code: "account-name-taken", facts: { name: person.accountName } };
    names.add(name);
    if (checkRoleSet(person.roles) !== "none")
      return { code: "administrators-overlap", facts: { name: person.personName } };
  }
  for (const role of administratorRoles) {
    if (!people.some((person) => person.roles.includes(role)))
      return { code: "administrators-missing", facts: { role } };
  }
  for (const role of ["drafter", "unitHead", "confidentialityReviewer", "leader"] as const) {
    if (!people.some((person) => person.roles.includes(role)))
      return { code: "business-role-missing", facts: { role } };
  }
  return undefined;
}

interface PreparedPerson {
  readonly person: NewPerson;
  readonly key: NewKey;
  readonly wrapped: Uint8Array;
  readonly personId: string;
  readonly accountId: string;
}

/** A store whose set-up was cut off has no key slot and was never acknowledged; it is put aside, never deleted. */
function putAsideUnfinished(dataDir: string, at: string): void {
  const stamp = at.replaceAll(/[:.]/g, "-");
  const path = storePaths(dataDir).database;
  for (const suffix of ["", "-wal", "-shm"]) {
    if (existsSync(path + suffix)) renameSync(path + suffix, `${path}.unfinished-${stamp}${suffix}`);
  }
}

/** Creates the store, its keys, the organisation, people and accounts; each account gets an issued passphrase. */
export async function completeSetUp(app: Application, input: SetUpInput) {
  if (app.slots.exists()) return refuse("already-set-up");
  const problem = checkPeople(input.people);
  if (problem) return refuse(problem.code, { facts: problem.facts });
  const { ports } = app.options;
  const keys: StoreKeys = {
    databaseKey: ports.randomBytes(32),
    blobIdentity: await generateX25519Identity(),
  };
  const at = instantOf(ports);
  try {
    putAsideUnfinished(app.options.dataDir, at);
    const open = await app.open(keys);
    if (!open.ok) throw new Error(`store not opened: ${open.error.type}`);
    const store = app.opened?.store;
    if (!store) throw new Error("store not opened");
    // The slots are made aside and moved in last: a set-up that was cut off leaves no slots, and can be run again.
    const aside = join(app.options.dataDir, "set-up");
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    const slots = createKeySlots(aside, app.kdf, app.options.kdf ?? defaultKdf, ports.randomBytes);
    slots.create(input.profile.organName, input.demo ?? false);
    const issued: IssuedPassphrase[] = [];
    const prepared: PreparedPerson[] = [];
    for (const person of input.people) {
      const passphrase = person.passphrase ?? makePassphrase(ports.randomBytes);
      const derived = await slots.putAccount(person.accountName, passphrase, keys);
      const key = makeKey();
      prepared.push({
        person,
        key,
        wrapped: wrapKey(key, derived.personKey),
        personId: ports.newId(),
        accountId: ports.newId(),
      });
      issued.push({ accountName: person.accountName, personName: person.personName, passphrase });
    }
    const recoveryCode = makeRecoveryCode(ports.randomBytes);
    await slots.putRecovery(recoveryCode, keys);
    const device = makeKey();
    await store.db.transaction().execute(async (tx: WriteTx) => {
      await insertOrganisation(tx, {
        profile: input.profile,
        settings: input.settings ?? defaultSettings,
        at,
      });
      for (const { person, key, wrapped, personId, accountId } of prepared) {
        await insertPerson(tx, { id: personId, name: person.personName, unitName: person.unitName, at });
        await insertAccount(tx, {
          id: accountId,
          name: person.accountName,
          personId,
          mustChangePassphrase: person.passphrase === undefined,
          createdBy: null,
          at,
        });
        for (const role of person.roles) await grantRole(tx, { accountId, role, grantedBy: null, at });
        await replacePersonKey(tx, {
          keyid: key.keyid,
          personId,
          publicKey: key.publicKey,
          wrappedPrivateKey: wrapped,
          at,
        });
      }
      await insertDevice(tx, {
        deviceId: ports.newId(),
        incarnation: ports.newId(),
        keyid: device.keyid,
        publicKey: device.publicKey,
        privateKey: exportDeviceKey(device),
      });
      await appendAudit(
        tx,
        { at, actor: { accountId: null, personName: "首次启用" }, randomBytes: ports.randomBytes },
        [
          {
            act: "store.setUp",
            subjectKind: "organisation",
            subjectId: "1",
            detail: { accounts: prepared.length },
          },
          ...prepared.map(({ accountId, person }) => ({
            act: "account.created" as const,
            subjectKind: "account",
            subjectId: accountId,
            detail: { roles: person.roles },
          })),
        ],
      );
    });
    renameSync(join(aside, slotsFileName), join(app.options.dataDir, slotsFileName));
    syncFolder(app.options.dataDir);
    rmSync(aside, { recursive: true, force: true });
    await app.refreshOrganisation();
    return answer<SetupView>({ issued, recoveryCode });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}
