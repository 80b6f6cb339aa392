import type { InboxAnswer } from "../../shared/sync-protocol/wire.ts";
import type { ServerDb } from "../store/schema.ts";

/** What waits for a device: receipts of its own packages and what concerns its unit. Cursors only grow. */
export class Inbox {
  readonly #db: ServerDb;

  constructor(db: ServerDb) {
    this.#db = db;
  }

  /** Items after a cursor; undefined when the server never gave that cursor. */
  async read(deviceId: string, orgCode: string | undefined, after: number): Promise<InboxAnswer | undefined> {
    const newest = await this.#db
      .selectFrom("inbox")
      .select((select) => select.fn.max("cursor").as("last"))
      .executeTakeFirst();
    if (after > (newest?.last ?? 0)) return undefined;
    const rows = await this.#db
      .selectFrom("inbox")
      .select(["cursor", "kind", "ref"])
      .where("cursor", ">", after)
      .where((where) =>
        where.or([
          where("device_id", "=", deviceId),
          where.and([where("device_id", "is", null), where("org_code", "=", orgCode ?? "")]),
        ]),
      )
      .orderBy("cursor")
      .limit(200)
      .execute();
    return { items: rows, cursor: rows.at(-1)?.cursor ?? after };
  }

  async acknowledge(deviceId: string, cursor: number): Promise<void> {
    await this.#db
      .insertInto("inbox_ack")
      .values({ device_id: deviceId, cursor })
      .onConflict((conflict) => conflict.column("device_id").doUpdateSet({ cursor }))
      .execute();
  }
}
