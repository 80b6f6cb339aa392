import type { Kysely, Selectable } from "kysely";

import type { UploadTable, UploadTables } from "../store/schema.ts";

export type UploadRow = Selectable<UploadTable>;

const mostKnown = 2000;

/**
 * The rows of uploads under way. This process alone writes them: what it wrote or read it knows, and asks the database
 * only for what came from before.
 */
export class UploadRows {
  readonly #db: Kysely<UploadTables>;
  readonly #known = new Map<string, UploadRow>();
  #writes = 0;

  constructor(db: Kysely<UploadTables>) {
    this.#db = db;
  }

  #keep(row: UploadRow): UploadRow {
    if (this.#known.size >= mostKnown) this.#known.delete(this.#known.keys().next().value ?? "");
    this.#known.set(row.upload_id, row);
    return row;
  }

  async find(uploadId: string): Promise<UploadRow | undefined> {
    const known = this.#known.get(uploadId);
    if (known) return known;
    const before = this.#writes;
    const row = await this.#db
      .selectFrom("upload")
      .selectAll()
      .where("upload_id", "=", uploadId)
      .executeTakeFirst();
    // What was written while it was read may have changed it: then it is read again next time.
    return row && before === this.#writes ? this.#keep(row) : row;
  }

  async all(): Promise<readonly UploadRow[]> {
    return this.#db.selectFrom("upload").selectAll().execute();
  }

  async ofPackage(packageId: string): Promise<readonly UploadRow[]> {
    return this.#db.selectFrom("upload").selectAll().where("package_id", "=", packageId).execute();
  }

  async begunBefore(time: string): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom("upload")
      .select("upload_id")
      .where("created_at", "<", time)
      .execute();
    return rows.map((row) => row.upload_id);
  }

  async add(row: UploadRow): Promise<void> {
    this.#writes += 1;
    await this.#db.insertInto("upload").values(row).execute();
    this.#keep(row);
  }

  /** What is flushed: the offset that is told. */
  async setFlushed(uploadId: string, flushed: number): Promise<void> {
    this.#writes += 1;
    await this.#db.updateTable("upload").set({ flushed }).where("upload_id", "=", uploadId).execute();
    const known = this.#known.get(uploadId);
    if (known) this.#known.set(uploadId, { ...known, flushed });
  }

  async remove(uploadId: string): Promise<void> {
    this.#writes += 1;
    await this.#db.deleteFrom("upload").where("upload_id", "=", uploadId).execute();
    this.#known.delete(uploadId);
  }
}
