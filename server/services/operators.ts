import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

import { v7 as uuidv7 } from "uuid";

import { err, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { CommitQueue } from "../store/commit-queue.ts";
import type { ServerDb } from "../store/schema.ts";
import type { OperatorTable } from "../store/schema.ts";
import type { Clock } from "./clock.ts";
import { instantOf } from "./clock.ts";
import { appendPending } from "./sequencer.ts";

/**
 * The 三员 who run the server: systemAdmin opens enrolments, securityAdmin approves them, revokes and unfreezes,
 * auditAdmin reads. One person holds one role, and every act asks for the person's own passphrase.
 */

export type OperatorRole = OperatorTable["role"];
export interface Operator {
  readonly operatorId: string;
  readonly name: string;
  readonly role: OperatorRole;
}

export type OperatorProblem =
  | "operator-unknown"
  | "operator-locked"
  | "operator-role"
  | "operator-exists"
  | "passphrase-short";

const derive = promisify<
  string,
  Uint8Array,
  number,
  { N: number; r: number; p: number; maxmem: number },
  Buffer
>(scrypt);
const cost = { N: 1 << 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const mostFailures = 10;
const shortestPassphrase = 12;

async function hashOf(passphrase: string, salt: Uint8Array): Promise<Buffer> {
  return derive(passphrase.normalize("NFC"), salt, 32, cost);
}

export class Operators {
  readonly #db: ServerDb;
  readonly #commits: CommitQueue;
  readonly #clock: Clock;
  readonly #changed: () => Promise<void>;

  constructor(parts: {
    readonly db: ServerDb;
    readonly commits: CommitQueue;
    readonly clock: Clock;
    /** Keeps who is operator beside the database. */
    readonly changed: () => Promise<void>;
  }) {
    this.#changed = parts.changed;
    this.#db = parts.db;
    this.#commits = parts.commits;
    this.#clock = parts.clock;
  }

  async list(): Promise<readonly Operator[]> {
    const rows = await this.#db
      .selectFrom("operator")
      .select(["operator_id", "name", "role"])
      .where("ended_at", "is", null)
      .orderBy("name")
      .execute();
    return rows.map((row) => ({ operatorId: row.operator_id, name: row.name, role: row.role }));
  }

  /** Adds an operator; once there is a securityAdmin, only that one may. */
  async add(
    name: string,
    role: OperatorRole,
    passphrase: string,
    by: Operator | undefined,
  ): Promise<Result<Operator, OperatorProblem>> {
    const known = await this.list();
    if (known.some((operator) => operator.role === "securityAdmin") && by?.role !== "securityAdmin")
      return err("operator-role");
    const taken = await this.#db
      .selectFrom("operator")
      .select("name")
      .where("name", "=", name)
      .executeTakeFirst();
    if (taken) return err("operator-exists");
    if (passphrase.length < shortestPassphrase) return err("passphrase-short");
    const salt = new Uint8Array(randomBytes(16));
    const hash = new Uint8Array(await hashOf(passphrase, salt));
    const operatorId = uuidv7();
    await this.#commits.run(async (tx) => {
      await tx
        .insertInto("operator")
        .values({
          operator_id: operatorId,
          name,
          role,
          salt,
          passphrase_hash: hash,
          failures: 0,
          ended_at: null,
        })
        .execute();
      // The name stays in the store; the log has ids only.
      const facts = { what: "operator", operatorId, role, ...(by ? { by: by.operatorId } : {}) };
      await appendPending(tx, { v: 1, type: "role", at: instantOf(this.#clock), facts });
    });
    await this.#changed();
    return ok({ operatorId, name, role });
  }

  /** The operator behind a name and passphrase; ten wrong ones in a row lock the name. */
  async authenticate(name: string, passphrase: string): Promise<Result<Operator, OperatorProblem>> {
    const row = await this.#db.selectFrom("operator").selectAll().where("name", "=", name).executeTakeFirst();
    const hash = await hashOf(passphrase, row ? new Uint8Array(row.salt) : new Uint8Array(16));
    if (!row || row.ended_at !== null) return err("operator-unknown");
    if (row.failures >= mostFailures) return err("operator-locked");
    const right = timingSafeEqual(hash, Buffer.from(row.passphrase_hash));
    const failures = right ? 0 : row.failures + 1;
    if (failures !== row.failures) {
      await this.#commits.run((tx) =>
        tx.updateTable("operator").set({ failures }).where("name", "=", name).execute(),
      );
    }
    return right ? ok({ operatorId: row.operator_id, name, role: row.role }) : err("operator-unknown");
  }
}
