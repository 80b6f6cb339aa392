import type { AccessRole } from "../../shared/domain/access/roles.ts";
import type { WriteTx } from "../schema/tables.ts";

export async function insertOrganisation(
  tx: WriteTx,
  row: { readonly profile: object; readonly settings: object; readonly at: string },
): Promise<void> {
  await tx
    .insertInto("organisation")
    .values({
      id: 1,
      profile: JSON.stringify(row.profile),
      settings: JSON.stringify(row.settings),
      updated_at: row.at,
    })
    .execute();
}

export async function updateOrganisation(
  tx: WriteTx,
  row: { readonly profile?: object; readonly settings?: object; readonly at: string },
): Promise<void> {
  await tx
    .updateTable("organisation")
    .set({
      updated_at: row.at,
      ...(row.profile ? { profile: JSON.stringify(row.profile) } : {}),
      ...(row.settings ? { settings: JSON.stringify(row.settings) } : {}),
    })
    .execute();
}

export async function insertPerson(
  tx: WriteTx,
  row: { readonly id: string; readonly name: string; readonly unitName: string; readonly at: string },
): Promise<void> {
  await tx
    .insertInto("person")
    .values({ id: row.id, name: row.name, unit_name: row.unitName, created_at: row.at })
    .execute();
}

export async function insertAccount(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly name: string;
    readonly personId: string;
    readonly mustChangePassphrase: boolean;
    readonly createdBy: string | null;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("account")
    .values({
      id: row.id,
      name: row.name,
      person_id: row.personId,
      state: "active",
      must_change_passphrase: row.mustChangePassphrase ? 1 : 0,
      passphrase_changed_at: row.at,
      last_sign_in_at: null,
      created_by: row.createdBy,
      created_at: row.at,
    })
    .execute();
}

export async function grantRole(
  tx: WriteTx,
  row: {
    readonly accountId: string;
    readonly role: AccessRole;
    readonly grantedBy: string | null;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("account_role")
    .values({ account_id: row.accountId, role: row.role, granted_by: row.grantedBy, granted_at: row.at })
    .execute();
}

export async function revokeRoles(tx: WriteTx, accountId: string): Promise<void> {
  await tx.deleteFrom("account_role").where("account_id", "=", accountId).execute();
}

export async function updateAccount(
  tx: WriteTx,
  accountId: string,
  change: {
    readonly state?: "active" | "disabled";
    readonly mustChangePassphrase?: boolean;
    readonly passphraseChangedAt?: string;
    readonly lastSignInAt?: string;
  },
): Promise<void> {
  await tx
    .updateTable("account")
    .set({
      ...(change.state ? { state: change.state } : {}),
      ...(change.mustChangePassphrase === undefined
        ? {}
        : { must_change_passphrase: change.mustChangePassphrase ? 1 : 0 }),
      ...(change.passphraseChangedAt ? { passphrase_changed_at: change.passphraseChangedAt } : {}),
      ...(change.lastSignInAt ? { last_sign_in_at: change.lastSignInAt } : {}),
    })
    .where("id", "=", accountId)
    .execute();
}

/** Stores a person's new key and revokes the earlier ones: nothing signed by them from now on is accepted. */
export async function replacePersonKey(
  tx: WriteTx,
  row: {
    readonly keyid: string;
    readonly personId: string;
    readonly publicKey: Uint8Array;
    readonly wrappedPrivateKey: Uint8Array;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable("person_key")
    .set({ revoked_at: row.at })
    .where("person_id", "=", row.personId)
    .where("revoked_at", "is", null)
    .execute();
  await tx
    .insertInto("person_key")
    .values({
      keyid: row.keyid,
      person_id: row.personId,
      suite: "ed25519-sha256",
      public_key: row.publicKey,
      wrapped_private_key: row.wrappedPrivateKey,
      created_at: row.at,
      revoked_at: null,
    })
    .execute();
}

export async function rewrapPersonKey(
  tx: WriteTx,
  keyid: string,
  wrappedPrivateKey: Uint8Array,
): Promise<void> {
  await tx
    .updateTable("person_key")
    .set({ wrapped_private_key: wrappedPrivateKey })
    .where("keyid", "=", keyid)
    .execute();
}

export async function insertDevice(
  tx: WriteTx,
  row: {
    readonly deviceId: string;
    readonly incarnation: string;
    readonly keyid: string;
    readonly publicKey: Uint8Array;
    readonly privateKey: Uint8Array;
  },
): Promise<void> {
  await tx
    .insertInto("device")
    .values({
      device_id: row.deviceId,
      incarnation: row.incarnation,
      next_seq: 1,
      keyid: row.keyid,
      suite: "ed25519-sha256",
      public_key: row.publicKey,
      private_key: row.privateKey,
      enrolment: null,
    })
    .execute();
}

/** Takes the next device sequence number; a number is used once (sync.md §4). */
export async function takeDeviceSeq(tx: WriteTx): Promise<number> {
  const row = await tx.selectFrom("device").select("next_seq").executeTakeFirstOrThrow();
  await tx
    .updateTable("device")
    .set({ next_seq: row.next_seq + 1 })
    .execute();
  return row.next_seq;
}
