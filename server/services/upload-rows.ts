import type { Kysely, Selectable } from "kysely";

import { preparedOn } from "../store/prepared.ts";
import type { UploadTable, UploadTables } from "../store/schema.ts";

export type UploadRow = Selectable<UploadTable>;
type UploadsDb = Kysely<UploadTables>;

const mostKnown = 2000;
/** So many that began and sent nothing are kept in memory alone. */
const mostBegun = 200;
/** So many that were decided wait for a write that takes them out. */
const mostDone = 64;

const rowOf = preparedOn((db: UploadsDb, uploadId: string) =>
  db.selectFrom("upload").selectAll().where("upload_id", "=", uploadId),
);
const rowsOfPackage = preparedOn((db: UploadsDb, packageId: string) =>
  db.selectFrom("upload").selectAll().where("package_id", "=", packageId),
);
const writeRow = preparedOn(
  (
    db: UploadsDb,
    upload_id: string,
    package_id: string,
    device_id: string,
    size: number,
    flushed: number,
    zip_sha256: string,
    salt: Uint8Array,
    created_at: string,
  ) =>
    db
      .insertInto("upload")
      .values({ upload_id, package_id, device_id, size, flushed, zip_sha256, salt, created_at })
      .onConflict((conflict) => conflict.column("upload_id").doUpdateSet({ flushed })),
);
const updateFlushed = preparedOn((db: UploadsDb, flushed: number, uploadId: string) =>
  db.updateTable("upload").set({ flushed }).where("upload_id", "=", uploadId),
);

/**
 * The rows of uploads under way. This process alone writes them: what it wrote or read it knows, and asks the database
 * only for what came from before. A small package is written once: an upload of which nothing is flushed yet stands in
 * memory (forgotten with the process, it is begun again and nothing is sent twice), and the row of one that is decided
 * goes with the next write (found after a crash, its package answers with its decision).
 */
export class UploadRows {
  readonly #db: UploadsDb;
  readonly #known = new Map<string, UploadRow>();
  /** Ids of those that are not in the database yet. */
  readonly #begun = new Set<string>();
  /** Ids of those that are decided and still in the database. */
  readonly #done = new Set<string>();
  #writes = 0;

  constructor(db: UploadsDb) {
    this.#db = db;
  }

  #keep(row: UploadRow): UploadRow {
    if (this.#known.size >= mostKnown) this.#forgetOldest();
    this.#known.set(row.upload_id, row);
    return row;
  }

  #forgetOldest(): void {
    for (const uploadId of this.#known.keys()) {
      if (this.#begun.has(uploadId)) continue;
      this.#known.delete(uploadId);
      return;
    }
  }

  async find(uploadId: string): Promise<UploadRow | undefined> {
    if (this.#done.has(uploadId)) return undefined;
    const known = this.#known.get(uploadId);
    if (known) return known;
    const before = this.#writes;
    const [row] = await rowOf(this.#db, uploadId);
    // What was written while it was read may have changed it: then it is read again next time.
    return row && before === this.#writes ? this.#keep(row) : row;
  }

  /** All that the database names, when the process starts. */
  async all(): Promise<readonly UploadRow[]> {
    return this.#db.selectFrom("upload").selectAll().execute();
  }

  /** Those of a package of which something is flushed. */
  async ofPackage(packageId: string): Promise<readonly UploadRow[]> {
    const rows = await rowsOfPackage(this.#db, packageId);
    return rows.filter((row) => !this.#done.has(row.upload_id));
  }

  async begunBefore(time: string): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom("upload")
      .select("upload_id")
      .where("created_at", "<", time)
      .execute();
    const silent = [...this.#begun].filter((id) => (this.#known.get(id)?.created_at ?? time) < time);
    return [...rows.map((row) => row.upload_id).filter((id) => !this.#done.has(id)), ...silent];
  }

  async count(): Promise<number> {
    const { count } = await this.#db
      .selectFrom("upload")
      .select((columns) => columns.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    return count - this.#done.size + this.#begun.size;
  }

  async add(row: UploadRow): Promise<void> {
    this.#writes += 1;
    this.#begun.add(this.#keep(row).upload_id);
    const [first = ""] = this.#begun;
    const silent = this.#known.get(first);
    if (silent && this.#begun.size > mostBegun) await this.#write(silent);
  }

  /** Writes the row of one that is in memory alone; it stays so when the disk has no room for it. */
  async #write(row: UploadRow): Promise<void> {
    await writeRow(
      this.#db,
      row.upload_id,
      row.package_id,
      row.device_id,
      row.size,
      row.flushed,
      row.zip_sha256,
      new Uint8Array(row.salt),
      row.created_at,
    );
    this.#begun.delete(row.upload_id);
  }

  /** What is flushed: the offset that is told. */
  async setFlushed(uploadId: string, flushed: number): Promise<void> {
    this.#writes += 1;
    const known = this.#known.get(uploadId);
    if (known && this.#begun.has(uploadId)) await this.#write({ ...known, flushed });
    else await updateFlushed(this.#db, flushed, uploadId);
    if (known) this.#known.set(uploadId, { ...known, flushed });
  }

  async remove(uploadId: string): Promise<void> {
    this.#writes += 1;
    this.#known.delete(uploadId);
    if (!this.#begun.delete(uploadId)) await this.#delete([uploadId]);
  }

  /** Its package is decided: it is not found any more, and its row goes with others. */
  async done(uploadId: string): Promise<void> {
    this.#writes += 1;
    this.#known.delete(uploadId);
    this.#done.add(uploadId);
    if (this.#done.size >= mostDone) await this.#takeOut();
  }

  async #takeOut(): Promise<void> {
    const done = [...this.#done];
    if (done.length === 0) return;
    await this.#delete(done);
    for (const uploadId of done) this.#done.delete(uploadId);
  }

  async #delete(uploadIds: readonly string[]): Promise<void> {
    await this.#db.deleteFrom("upload").where("upload_id", "in", uploadIds).execute();
  }

  /** Brings the database up to what is known, when the process ends in order. */
  async settle(): Promise<void> {
    for (const uploadId of this.#begun) {
      const row = this.#known.get(uploadId);
      if (row) await this.#write(row);
    }
    await this.#takeOut();
  }
}
