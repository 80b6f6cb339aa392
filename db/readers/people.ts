import type { AccessRole } from "../../shared/domain/access/roles.ts";
import type { ReadDb } from "../schema/tables.ts";

export interface AccountRecord {
  readonly accountId: string;
  readonly accountName: string;
  readonly personId: string;
  readonly personName: string;
  readonly unitName: string;
  readonly state: "active" | "disabled";
  readonly roles: readonly AccessRole[];
  readonly mustChangePassphrase: boolean;
  readonly passphraseChangedAt: string;
  readonly lastSignInAt?: string;
}

export async function readAccounts(
  db: ReadDb,
  where: { readonly name?: string; readonly id?: string } = {},
): Promise<readonly AccountRecord[]> {
  let query = db
    .selectFrom("account as a")
    .innerJoin("person as p", "p.id", "a.person_id")
    .select([
      "a.id",
      "a.name",
      "a.person_id",
      "p.name as person_name",
      "p.unit_name",
      "a.state",
      "a.must_change_passphrase",
      "a.passphrase_changed_at",
      "a.last_sign_in_at",
    ])
    .orderBy("a.created_at")
    .orderBy("a.id");
  if (where.name !== undefined) query = query.where("a.name", "=", where.name);
  if (where.id !== undefined) query = query.where("a.id", "=", where.id);
  const rows = await query.execute();
  const roles = await db.selectFrom("account_role").select(["account_id", "role"]).execute();
  return rows.map((row) => ({
    accountId: row.id,
    accountName: row.name,
    personId: row.person_id,
    personName: row.person_name,
    unitName: row.unit_name,
    state: row.state,
    roles: roles.filter((role) => role.account_id === row.id).map((role) => role.role),
    mustChangePassphrase: row.must_change_passphrase === 1,
    passphraseChangedAt: row.passphrase_changed_at,
    ...(row.last_sign_in_at ? { lastSignInAt: row.last_sign_in_at } : {}),
  }));
}

export async function readAccount(
  db: ReadDb,
  where: { readonly name: string } | { readonly id: string },
): Promise<AccountRecord | undefined> {
  return (await readAccounts(db, where))[0];
}

export async function readOrganisationRow(
  db: ReadDb,
): Promise<{ readonly profile: unknown; readonly settings: unknown } | undefined> {
  const row = await db.selectFrom("organisation").select(["profile", "settings"]).executeTakeFirst();
  return row ? { profile: JSON.parse(row.profile), settings: JSON.parse(row.settings) } : undefined;
}

export interface PersonKeyRecord {
  readonly keyid: string;
  readonly personId: string;
  readonly suite: string;
  readonly publicKey: Uint8Array;
  readonly wrappedPrivateKey: Uint8Array;
  readonly createdAt: string;
  readonly revokedAt?: string;
}

/** The newest key of a person that is not revoked. */
export async function readPersonKey(db: ReadDb, personId: string): Promise<PersonKeyRecord | undefined> {
  const row = await db
    .selectFrom("person_key")
    .selectAll()
    .where("person_id", "=", personId)
    .where("revoked_at", "is", null)
    .orderBy("created_at", "desc")
    .executeTakeFirst();
  return row ? toKey(row) : undefined;
}

export async function readPersonName(db: ReadDb, personId: string): Promise<string | undefined> {
  return (await db.selectFrom("person").select("name").where("id", "=", personId).executeTakeFirst())?.name;
}

export async function readAllPersonKeys(db: ReadDb): Promise<readonly PersonKeyRecord[]> {
  return (await db.selectFrom("person_key").selectAll().orderBy("created_at").execute()).map(toKey);
}

function toKey(row: {
  keyid: string;
  person_id: string;
  suite: string;
  public_key: Uint8Array;
  wrapped_private_key: Uint8Array;
  created_at: string;
  revoked_at: string | null;
}): PersonKeyRecord {
  return {
    keyid: row.keyid,
    personId: row.person_id,
    suite: row.suite,
    publicKey: new Uint8Array(row.public_key),
    wrappedPrivateKey: new Uint8Array(row.wrapped_private_key),
    createdAt: row.created_at,
    ...(row.revoked_at ? { revokedAt: row.revoked_at } : {}),
  };
}

export interface DeviceRecord {
  readonly deviceId: string;
  readonly incarnation: string;
  readonly nextSeq: number;
  readonly keyid: string;
  readonly suite: string;
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

export async function readDevice(db: ReadDb): Promise<DeviceRecord | undefined> {
  const row = await db.selectFrom("device").selectAll().executeTakeFirst();
  return row
    ? {
        deviceId: row.device_id,
        incarnation: row.incarnation,
        nextSeq: row.next_seq,
        keyid: row.keyid,
        suite: row.suite,
        publicKey: new Uint8Array(row.public_key),
        privateKey: new Uint8Array(row.private_key),
      }
    : undefined;
}

/** Every unit that has people here. */
export async function readUnitNames(db: ReadDb): Promise<readonly string[]> {
  const rows = await db.selectFrom("person").select("unit_name").distinct().execute();
  return rows.map((row) => row.unit_name);
}
