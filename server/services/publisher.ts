import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { parseContent } from "../../shared/sync-protocol/content.ts";
import type { CommitQueue } from "../store/commit-queue.ts";
import type { ServerDb } from "../store/schema.ts";
import type { Clock } from "./clock.ts";
import { instantOf } from "./clock.ts";
import { replaceFile } from "./durable-files.ts";
import { digestHex } from "./protocol-crypto.ts";
import { notePublished } from "./publication-rows.ts";
import { appendPending } from "./sequencer.ts";
import type { Sequencer } from "./sequencer.ts";

/**
 * The publishing connector. It reads only `publication` rows, hashes anew what it pushes, and takes down what was
 * stopped; it has no other way to content (I3, I5).
 */

export interface PublishTarget {
  put(objectId: string, files: ReadonlyMap<string, Uint8Array>): Promise<void>;
  remove(objectId: string): Promise<void>;
}

/** Plain bytes of the payload files of a stored bag. */
export type ReadPayload = (packageId: string) => Promise<ReadonlyMap<string, Uint8Array>>;

export interface PublisherParts {
  readonly db: ServerDb;
  readonly commits: CommitQueue;
  readonly clock: Clock;
  readonly sequencer: Sequencer;
  readonly target: PublishTarget;
  readonly readPayload: ReadPayload;
}

export class Publisher {
  readonly #parts: PublisherParts;

  constructor(parts: PublisherParts) {
    this.#parts = parts;
  }

  /** Brings the target to what the rows say. Takes down first: a leak is stopped before anything new goes out. */
  async run(): Promise<{ readonly pushed: number; readonly removed: number }> {
    const removed = await this.#takeDown();
    const pushed = await this.#push();
    if (pushed + removed > 0) await this.#parts.sequencer.run();
    return { pushed, removed };
  }

  async #takeDown(): Promise<number> {
    const { db, target } = this.#parts;
    const rows = await db
      .selectFrom("publication")
      .select(["package_id", "object_id", "content_digest"])
      .where("state", "in", ["stopped", "superseded"])
      .where("pushed", "=", 1)
      .execute();
    let removed = 0;
    for (const row of rows) {
      const live = await db
        .selectFrom("publication")
        .select("package_id")
        .where("object_id", "=", row.object_id)
        .where("state", "=", "live")
        .executeTakeFirst();
      // A newer version replaces the files in one rename; there is no moment without either.
      if (!live) await target.remove(row.object_id);
      await this.#note(row.package_id, "unpublished", row.content_digest);
      removed += live ? 0 : 1;
    }
    return removed;
  }

  async #push(): Promise<number> {
    const { db, clock, target, readPayload } = this.#parts;
    const now = clock.now();
    const rows = await db
      .selectFrom("publication")
      .select(["package_id", "object_id", "content_digest"])
      .where("pushed", "=", 0)
      .where((eb) =>
        eb.or([
          eb("state", "=", "live"),
          eb.and([eb("state", "=", "scheduled"), eb("not_before", "<=", now.toISOString())]),
        ]),
      )
      .execute();
    for (const row of rows) {
      const files = await readPayload(row.package_id);
      checkPayload(files, row.content_digest, now);
      await target.put(row.object_id, files);
      await this.#note(row.package_id, "published", row.content_digest);
    }
    return rows.length;
  }

  async #note(packageId: string, type: "published" | "unpublished", digest: string): Promise<void> {
    await this.#parts.commits.run(async (tx) => {
      if (type === "published") await notePublished(tx, packageId);
      else
        await tx.updateTable("publication").set({ pushed: 0 }).where("package_id", "=", packageId).execute();
      await appendPending(tx, {
        v: 1,
        type,
        at: instantOf(this.#parts.clock),
        facts: { packageId, contentDigest: digest },
      });
    });
  }
}

/**
 * What goes out must be what was accepted: the content by its digest, every file by the content's list, and not before
 * the time that was reviewed, whatever the row says.
 */
function checkPayload(files: ReadonlyMap<string, Uint8Array>, contentDigest: string, now: Date): void {
  const bytes = files.get("data/content.json");
  if (!bytes || digestHex(bytes) !== contentDigest)
    throw new Error("stored content differs from what was accepted");
  const content = parseContent(bytes);
  if (!content.ok) throw new Error("stored content cannot be read");
  const { notBefore } = content.value.scope;
  if (notBefore !== undefined && Date.parse(notBefore) > now.getTime())
    throw new Error("its planned time has not come");
  for (const file of content.value.files) {
    const attached = files.get(file.path);
    if (!attached || digestHex(attached) !== file.digest.sha256) {
      throw new Error("stored attachment differs from what was accepted");
    }
  }
}

/** Publishes into a folder that a web server or another connector serves. */
export function folderTarget(folder: string): PublishTarget {
  return {
    put: async (objectId, files) => {
      const fresh = join(folder, `.new-${objectId}`);
      const final = join(folder, objectId);
      await rm(fresh, { recursive: true, force: true });
      for (const [path, bytes] of files) {
        await replaceFile(join(fresh, path.replace(/^data\//, "")), bytes, 0o644);
      }
      const old = join(folder, `.old-${objectId}`);
      await mkdir(folder, { recursive: true });
      await rm(old, { recursive: true, force: true });
      await rename(final, old).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      });
      await rename(fresh, final);
      await rm(old, { recursive: true, force: true });
    },
    remove: async (objectId) => {
      await rm(join(folder, objectId), { recursive: true, force: true });
    },
  };
}
