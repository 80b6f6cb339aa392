import type { CalendarDay, Instant } from "../../shared/kernel/calendar-day.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { openDelegation } from "../../shared/sync-protocol/delegations.ts";
import type { RegisteredDelegation } from "../../shared/sync-protocol/delegations.ts";
import type { KeyRecord } from "../../shared/sync-protocol/key-record.ts";
import type { ProblemSlug } from "../../shared/sync-protocol/problems.ts";
import type { Clock } from "./clock.ts";
import { instantOf } from "./clock.ts";
import type { CommitQueue } from "../store/commit-queue.ts";
import { prepared } from "../store/prepared.ts";
import type { DelegationTable, ServerDb, ServerTx } from "../store/schema.ts";
import { serverCrypto } from "./protocol-crypto.ts";
import { appendPending } from "./sequencer.ts";

/** Who may sign: keys, devices and delegations. Every change is a leaf of the log. */

const deviceRow = prepared((db, deviceId: string) =>
  db.selectFrom("device").selectAll().where("device_id", "=", deviceId),
);

/** A row as the gate holds it against a decision. Rows of before have no stage and fit none. */
function delegationOfRow(row: DelegationTable): RegisteredDelegation {
  return {
    delegationId: row.delegation_id,
    kind: row.kind,
    stage: row.stage as RegisteredDelegation["stage"],
    fromPersonId: row.from_person_id,
    toPersonId: row.person_id,
    validFrom: row.valid_from as CalendarDay,
    validUntil: row.valid_until as CalendarDay,
    ...(row.review_no === null ? {} : { reviewNo: row.review_no }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at as Instant }),
  };
}

function rowOfDelegation(entry: RegisteredDelegation, orgCode: string): DelegationTable {
  return {
    delegation_id: entry.delegationId,
    kind: entry.kind,
    stage: entry.stage,
    person_id: entry.toPersonId,
    from_person_id: entry.fromPersonId,
    valid_from: entry.validFrom,
    valid_until: entry.validUntil,
    review_no: entry.reviewNo ?? null,
    org_code: orgCode,
    ended_at: null,
  };
}

const sameDelegation = (known: RegisteredDelegation, entry: RegisteredDelegation): boolean =>
  JSON.stringify(rowOfDelegation(known, "")) === JSON.stringify(rowOfDelegation(entry, ""));

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
  #keysOfPerson: ReadonlyMap<string, readonly KeyRecord[]> = new Map();
  #delegations: ReadonlyMap<string, RegisteredDelegation> = new Map();

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
    this.#keysOfPerson = Map.groupBy(
      [...this.#keys.values()].filter((record) => record.owner.type === "person" && !record.revoked),
      (record) => record.owner.id,
    );
    const delegations = await this.#db.selectFrom("delegation").selectAll().execute();
    this.#delegations = new Map(delegations.map((row) => [row.delegation_id, delegationOfRow(row)]));
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

  /** Keys of a person that may sign now. */
  ofPerson(personId: string): readonly KeyRecord[] {
    return this.#keysOfPerson.get(personId) ?? [];
  }

  delegation(delegationId: string): RegisteredDelegation | undefined {
    return this.#delegations.get(delegationId);
  }

  async device(deviceId: string): Promise<RegisteredDevice | undefined> {
    const [row] = await deviceRow(this.#db, deviceId);
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

  /**
   * Takes in a delegation, or its end, signed in the unit `orgCode` (any, where an operator brings it). Repeating one is
   * no matter; one that says something else under a known id is refused.
   */
  async delegate(
    envelope: Uint8Array,
    orgCode: string | undefined,
    facts: KeyFacts = {},
  ): Promise<Result<"registered" | "ended", ProblemSlug>> {
    const opened = openDelegation(serverCrypto, envelope, this);
    if (!opened.ok) return opened;
    const { claimedAt: _advisory, orgCode: unit, endedAt, ...entry } = opened.value;
    if (orgCode !== undefined && orgCode !== unit) return err("review-role");
    const outcome = await this.#commits.run(async (tx) => {
      const row = await tx
        .selectFrom("delegation")
        .selectAll()
        .where("delegation_id", "=", entry.delegationId)
        .executeTakeFirst();
      if (row && !sameDelegation(delegationOfRow(row), entry)) return err("review-mismatch" as const);
      if (!row) {
        await tx.insertInto("delegation").values(rowOfDelegation(entry, unit)).execute();
        await this.#note(tx, "role", { what: "delegated", orgCode: unit, ...entry, ...facts });
      }
      if (endedAt === undefined || (row && row.ended_at !== null))
        return ok(row?.ended_at ? ("ended" as const) : ("registered" as const));
      await tx
        .updateTable("delegation")
        .set({ ended_at: endedAt })
        .where("delegation_id", "=", entry.delegationId)
        .execute();
      const { delegationId } = entry;
      await this.#note(tx, "role", { what: "delegation-ended", delegationId, endedAt, ...facts });
      return ok("ended" as const);
    });
    await this.load();
    return outcome;
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
