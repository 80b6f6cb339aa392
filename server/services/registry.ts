import type { KeyRecord } from "../../shared/sync-protocol/key-record.ts";
import type { Clock } from "./clock.ts";
import { instantOf } from "./clock.ts";
import type { CommitQueue } from "../store/commit-queue.ts";
import type { ServerDb, ServerTx } from "../store/schema.ts";
import { appendPending } from "./sequencer.ts";

/** Who may sign: keys, devices and delegations. Every change is a leaf of the log. */

export interface DelegationEntry {
  readonly delegationId: string;
  readonly personId: string;
  readonly fromPersonId: string;
  readonly validFrom: string;
  readonly validUntil: string;
}

export interface RegisteredDevice {
  readonly deviceId: string;
  readonly incarnation: string;
  readonly orgCode: string | undefined;
  readonly frozen: boolean;
}

/** What a leaf adds to a registration: ids of enrolments and operators. */
export type KeyFacts = Readonly<Record<string, string>>;

function rolesFact(record: KeyRecord): KeyFacts {
  return record.roles && record.roles.length > 0 ? { roles: record.roles.join(",") } : {};
}

/** Everything public of a key: the log alone is enough to write the registry anew. */
function registrationFacts(record: KeyRecord): KeyFacts {
  return {
    keyid: record.keyid,
    what: "registered",
    suite: record.suite,
    publicKey: record.publicKey,
    ownerType: record.owner.type,
    ownerId: record.owner.id,
    ...(record.orgCode === undefined ? {} : { orgCode: record.orgCode }),
    ...(record.registeredAt === undefined ? {} : { registeredAt: record.registeredAt }),
    ...rolesFact(record),
  };
}

export class Registry {
  readonly #db: ServerDb;
  readonly #commits: CommitQueue;
  readonly #clock: Clock;
  #keys: ReadonlyMap<string, KeyRecord> = new Map();
  #delegations: ReadonlyMap<string, string> = new Map();

  constructor(db: ServerDb, commits: CommitQueue, clock: Clock) {
    this.#db = db;
    this.#commits = commits;
    this.#clock = clock;
  }

  /** Reads everything into memory; a registry of a province has some hundred thousand records. */
  async load(): Promise<void> {
    const rows = await this.#db.selectFrom("key_record").select(["record", "revoked_at"]).execute();
    this.#keys = new Map(
      rows.map((row) => {
        const record = JSON.parse(row.record) as KeyRecord;
        const revoked = row.revoked_at === null ? {} : { revoked: { at: row.revoked_at as never } };
        return [record.keyid, { ...record, ...revoked }];
      }),
    );
    const delegations = await this.#db.selectFrom("delegation").selectAll().execute();
    this.#delegations = new Map(delegations.map((row) => [row.delegation_id, row.person_id]));
  }

  find(keyid: string): KeyRecord | undefined {
    return this.#keys.get(keyid);
  }

  /** Keys of a unit that may sign now. */
  activeKeysOf(orgCode: string | undefined): readonly string[] {
    if (orgCode === undefined) return [];
    return [...this.#keys.values()]
      .filter((record) => record.orgCode === orgCode && !record.revoked)
      .map((record) => record.keyid);
  }

  delegationRegistered(delegationId: string, personId: string): boolean {
    return this.#delegations.get(delegationId) === personId;
  }

  async device(deviceId: string): Promise<RegisteredDevice | undefined> {
    const row = await this.#db
      .selectFrom("device")
      .selectAll()
      .where("device_id", "=", deviceId)
      .executeTakeFirst();
    if (!row) return undefined;
    return {
      deviceId: row.device_id,
      incarnation: row.incarnation,
      orgCode: row.org_code ?? undefined,
      frozen: row.frozen === 1,
    };
  }

  /**
   * Registers keys (and their devices). A keyid that is known keeps its owner; revocations are taken over. `within`
   * writes what belongs to the registration in the same transaction.
   */
  async register(
    records: readonly KeyRecord[],
    facts: KeyFacts = {},
    within?: (tx: ServerTx) => Promise<void>,
  ): Promise<{ readonly added: number; readonly refused: number }> {
    let added = 0;
    let refused = 0;
    await this.#commits.run(async (tx) => {
      await within?.(tx);
      for (const record of records) {
        const known = this.#keys.get(record.keyid);
        if (known && (known.owner.id !== record.owner.id || known.owner.type !== record.owner.type))
          refused += 1;
        else if (!known) {
          await this.#insert(tx, record, facts);
          added += 1;
        } else if (record.revoked && !known.revoked) {
          await this.#revoke(tx, record.keyid, record.revoked.at);
          added += 1;
        } else if (JSON.stringify(known.roles ?? []) !== JSON.stringify(record.roles ?? [])) {
          await tx
            .updateTable("key_record")
            .set({ record: JSON.stringify(record) })
            .where("keyid", "=", record.keyid)
            .execute();
          await this.#note(tx, "role", {
            keyid: record.keyid,
            what: "roles",
            ...rolesFact(record),
            ...facts,
          });
          added += 1;
        }
      }
    });
    await this.load();
    return { added, refused };
  }

  async revoke(keyid: string, facts: KeyFacts = {}): Promise<boolean> {
    if (!this.#keys.has(keyid) || this.#keys.get(keyid)?.revoked) return false;
    await this.#commits.run((tx) => this.#revoke(tx, keyid, instantOf(this.#clock), facts));
    await this.load();
    return true;
  }

  async delegate(entry: DelegationEntry): Promise<void> {
    await this.#commits.run(async (tx) => {
      await tx
        .insertInto("delegation")
        .values({
          delegation_id: entry.delegationId,
          person_id: entry.personId,
          from_person_id: entry.fromPersonId,
          valid_from: entry.validFrom,
          valid_until: entry.validUntil,
        })
        .execute();
      await this.#note(tx, "role", { what: "delegated", ...entry });
    });
    await this.load();
  }

  /** Stops a device whose history split or whose audit log was rewritten. The caller writes the alarm. */
  async freeze(deviceId: string): Promise<void> {
    await this.#commits.run((tx) =>
      tx.updateTable("device").set({ frozen: 1 }).where("device_id", "=", deviceId).execute(),
    );
  }

  /** Lets the chosen incarnation of a frozen device go on (securityAdmin decides). False: no such device. */
  async unfreeze(deviceId: string, incarnation: string, facts: KeyFacts = {}): Promise<boolean> {
    return this.#commits.run(async (tx) => {
      const changed = await tx
        .updateTable("device")
        .set({ frozen: 0, incarnation })
        .where("device_id", "=", deviceId)
        .executeTakeFirst();
      if (changed.numUpdatedRows === 0n) return false;
      await this.#note(tx, "config", { what: "unfrozen", deviceId, incarnation, ...facts });
      return true;
    });
  }

  async #insert(tx: ServerTx, record: KeyRecord, facts: KeyFacts): Promise<void> {
    await tx
      .insertInto("key_record")
      .values({
        keyid: record.keyid,
        owner_type: record.owner.type,
        owner_id: record.owner.id,
        org_code: record.orgCode ?? null,
        record: JSON.stringify(record),
        revoked_at: record.revoked?.at ?? null,
      })
      .execute();
    if (record.owner.type === "device") {
      await tx
        .insertInto("device")
        .values({
          device_id: record.owner.id,
          incarnation: "",
          org_code: record.orgCode ?? null,
          frozen: 0,
        })
        .onConflict((conflict) => conflict.column("device_id").doNothing())
        .execute();
    }
    await this.#note(tx, "key", { ...registrationFacts(record), ...facts });
    if (record.revoked) await this.#note(tx, "key", { keyid: record.keyid, what: "revoked" });
  }

  async #revoke(tx: ServerTx, keyid: string, at: string, facts: KeyFacts = {}): Promise<void> {
    await tx.updateTable("key_record").set({ revoked_at: at }).where("keyid", "=", keyid).execute();
    await this.#note(tx, "key", { keyid, what: "revoked", ...facts });
  }

  async #note(tx: ServerTx, type: "key" | "role" | "config", facts: KeyFacts): Promise<void> {
    await appendPending(tx, { v: 1, type, at: instantOf(this.#clock), facts: { ...facts } });
  }
}
