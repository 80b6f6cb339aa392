import type { WriteTx } from "../schema/tables.ts";

export async function insertPublication(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly itemId: string;
    readonly revisionId: string;
    readonly reviewId: string;
    readonly contentDigest: string;
    readonly packageId: string;
    readonly releasedBy: string;
    readonly releasedOn: string;
    readonly proof: readonly object[];
    readonly title: string;
    readonly publicUntil?: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("publication")
    .values({
      id: row.id,
      item_id: row.itemId,
      revision_id: row.revisionId,
      review_id: row.reviewId,
      content_digest: row.contentDigest,
      package_id: row.packageId,
      released_by: row.releasedBy,
      released_at: row.at,
      released_on: row.releasedOn,
      proof: JSON.stringify(row.proof),
      title_cache: row.title,
      public_until_cache: row.publicUntil ?? null,
      withdrawn_at: null,
    })
    .execute();
}

export async function insertOutbox(
  tx: WriteTx,
  row: {
    readonly packageId: string;
    readonly objectId: string;
    readonly objectType: "entry" | "case";
    readonly kind: string;
    readonly statement: Uint8Array;
    readonly tagFiles: ReadonlyMap<string, Uint8Array>;
    readonly packageDigest: string;
    readonly incarnation: string;
    readonly deviceSeq: number;
    readonly sizeBytes: number;
    readonly title: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("outbox")
    .values({
      package_id: row.packageId,
      object_id: row.objectId,
      object_type: row.objectType,
      kind: row.kind,
      statement: row.statement,
      tag_files: JSON.stringify(
        Object.fromEntries(
          [...row.tagFiles].map(([path, bytes]) => [path, Buffer.from(bytes).toString("base64")]),
        ),
      ),
      package_digest: row.packageDigest,
      incarnation: row.incarnation,
      device_seq: row.deviceSeq,
      state: "sealed",
      next_at: null,
      upload_url: null,
      zip_sha256: null,
      problem: null,
      exported_on: null,
      size_bytes: row.sizeBytes,
      title_cache: row.title,
      sealed_at: row.at,
    })
    .execute();
}

export async function recordExport(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly packageId: string;
    readonly purpose: string;
    readonly accountId: string;
    readonly day: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("export_record")
    .values({
      id: row.id,
      package_id: row.packageId,
      purpose: row.purpose,
      account_id: row.accountId,
      exported_at: row.at,
    })
    .execute();
  await tx
    .updateTable("outbox")
    .set({ exported_on: row.day })
    .where("package_id", "=", row.packageId)
    .execute();
}
