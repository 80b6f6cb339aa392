import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";

import { readCatalogueItemName } from "../../../../db/readers/catalogue.ts";
import {
  countOutbox,
  countPublications,
  listOutbox,
  listPublications as listRecords,
  readFirstReleases,
  type PublicationRecord,
} from "../../../../db/readers/publications.ts";
import { recordExport } from "../../../../db/writers/publications.ts";
import type { CatalogueChoice } from "../../../../shared/contract/catalogue.ts";
import { itemMetadata } from "../../../../shared/contract/items.ts";
import { channelNames } from "../../../../shared/domain/item/channel-list.ts";
import type { Page } from "../../../../shared/contract/primitives.ts";
import type {
  PackageRow,
  PackageVerification,
  PublicationRow,
} from "../../../../shared/contract/publications.ts";
import { searchQuery } from "../../../../shared/domain/search/bigrams.ts";
import {
  addDays,
  daysBetween,
  type CalendarDay,
  type Instant,
} from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { choiceOf } from "../catalogue/choose-item.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { disclosureClock, parseCursor } from "../items/read-items.ts";
import { verifyPackageBytes } from "../packages/verify-package.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { openSealedPackage, registeredKeys } from "./sealed-package.ts";
import { audienceLabel, termLabel } from "./terms.ts";

/** Items whose term ends within a month are shown as ending, so that nobody is surprised by the day. */
const endingWithinDays = 30;

function publicationRow(record: PublicationRecord, today: CalendarDay): PublicationRow {
  const metadata = itemMetadata.parse(record.metadata);
  const remaining = record.publicUntil ? daysBetween(today, record.publicUntil as CalendarDay) : undefined;
  const state = record.withdrawnAt
    ? "withdrawn"
    : remaining === undefined
      ? "inForce"
      : remaining < 0
        ? "ended"
        : remaining <= endingWithinDays
          ? "ending"
          : "inForce";
  return {
    publicationId: record.publicationId,
    itemId: record.itemId,
    title: record.title,
    kind: record.kind,
    docNumber: record.docNumber,
    indexNumber: metadata.indexNumber,
    disclosureProperty: record.disclosureProperty,
    audience: audienceLabel(metadata.audience),
    channels: metadata.channels,
    channelNames: channelNames(metadata),
    releasedAt: record.releasedAt as Instant,
    ...(record.publicUntil ? { publicUntil: record.publicUntil as CalendarDay } : {}),
    termLabel: termLabel(metadata.publicationPeriod),
    ...(remaining === undefined ? {} : { remainingDays: remaining }),
    reviewId: record.reviewId,
    reviewNo: record.reviewNo,
    packageId: record.packageId,
    packageState: record.packageState,
    state,
  };
}

type PublicationPage = Page<PublicationRow> & {
  readonly total: number;
  readonly catalogueItem?: CatalogueChoice;
};

export async function listPublications(
  work: Work,
  input: {
    after?: string | undefined;
    limit: number;
    state?: readonly PublicationRow["state"][] | undefined;
    titleContains?: string | undefined;
    catalogueItemId?: string | undefined;
  },
) {
  const cursor = input.after ? parseCursor(input.after) : undefined;
  if (input.after && !cursor) return refuse("invalid-input", { field: "after" });
  const titleMatch = input.titleContains ? searchQuery(input.titleContains, "title") : undefined;
  const today = todayOf(work.ports);
  const { catalogueItemId } = input;
  const named =
    catalogueItemId === undefined ? undefined : await readCatalogueItemName(work.db, catalogueItemId);
  const whole = {
    total: await countPublications(work.db),
    ...(named ? { catalogueItem: choiceOf(named) } : {}),
  };
  if (input.titleContains && !titleMatch) return answer<PublicationPage>({ rows: [], ...whole });
  const records = await listRecords(work.db, {
    today,
    endingBefore: addDays(today, endingWithinDays),
    ...(input.state ? { states: input.state } : {}),
    ...(titleMatch ? { titleMatch } : {}),
    ...(catalogueItemId === undefined ? {} : { catalogueItemId }),
    ...(cursor ? { after: { releasedAt: cursor.key, seq: cursor.seq } } : {}),
    limit: input.limit,
  });
  const last = records.at(-1);
  return answer<PublicationPage>({
    rows: records.map((record) => publicationRow(record, today)),
    ...(last && records.length === input.limit ? { next: `${last.seq}~${last.releasedAt}` } : {}),
    ...whole,
  });
}

/** By when each package must have reached the center, where a paper becomes public only there. */
async function dueAtCenter(work: Work, packageIds: readonly string[]) {
  const today = todayOf(work.ports);
  const papers = await readFirstReleases(work.db, packageIds);
  return new Map(
    papers.flatMap(({ packageId, metadata }) => {
      const clock = disclosureClock(work, today, itemMetadata.parse(JSON.parse(metadata)));
      return clock
        ? [[packageId, { dueDay: clock.dueDay, remainingWorkdays: clock.remainingWorkdays }] as const]
        : [];
    }),
  );
}

export async function listPackages(work: Work, input: { after?: string | undefined; limit: number }) {
  const at = input.after?.indexOf("~") ?? -1;
  const rows = await listOutbox(work.db, {
    ...(input.after && at > 0
      ? { after: { sealedAt: input.after.slice(0, at), packageId: input.after.slice(at + 1) } }
      : {}),
    limit: input.limit,
  });
  const counts = await countOutbox(work.db);
  const due = await dueAtCenter(
    work,
    rows.filter((row) => row.state !== "accepted").map((row) => row.packageId),
  );
  const last = rows.at(-1);
  return answer({
    rows: rows.map((row): PackageRow => ({
      packageId: row.packageId,
      title: row.title,
      objectId: row.objectId,
      kind: row.kind,
      sealedAt: row.sealedAt as Instant,
      state: row.state,
      attempts: row.attempts,
      sizeBytes: row.sizeBytes,
      packageDigest: row.packageDigest,
      ...(row.exportedOn ? { exportedOn: row.exportedOn as CalendarDay } : {}),
      ...(row.problem ? { problem: row.problem } : {}),
      ...due.get(row.packageId),
    })),
    ...(last && rows.length === input.limit ? { next: `${last.sealedAt}~${last.packageId}` } : {}),
    waiting: counts.waiting,
    receipts: counts.receipts,
    ...(counts.lastDeliveredAt ? { lastDeliveredAt: counts.lastDeliveredAt as Instant } : {}),
  });
}

async function recordExports(work: Work, packageIds: readonly string[], purpose: string): Promise<void> {
  const at = instantOf(work.ports);
  await write(work, async (tx, audit) => {
    for (const packageId of packageIds) {
      await recordExport(tx, {
        id: work.ports.newId(),
        packageId,
        purpose,
        accountId: work.actor.accountId,
        day: todayOf(work.ports),
        at,
      });
      audit({ act: "package.exported", subjectKind: "package", subjectId: packageId });
    }
  });
  work.changed("packages");
}

export async function exportPackages(
  work: Work,
  input: { packageIds: readonly string[]; folder: string; purpose: string },
) {
  // Relative to where the program happens to run nobody would find it again.
  if (!isAbsolute(input.folder)) return refuse("folder-unusable");
  try {
    mkdirSync(input.folder, { recursive: true });
    accessSync(input.folder, constants.W_OK);
    if (!statSync(input.folder).isDirectory()) return refuse("folder-unusable");
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    // Not there, not a folder or not writable: one answer, because the person chooses another one in each case.
    return refuse("folder-unusable");
  }
  const files: string[] = [];
  const fresh: string[] = [];
  // All of them leave and are in the register, or none does.
  const takeBack = (): void => {
    for (const path of fresh) rmSync(path, { force: true });
  };
  try {
    for (const packageId of input.packageIds) {
      const sealed = await openSealedPackage(work, packageId);
      if (!sealed) {
        takeBack();
        return refuse("unknown-package");
      }
      const path = join(input.folder, `${packageId}.zip`);
      if (!existsSync(path)) fresh.push(path);
      await sealed.writeZip(path);
      files.push(path);
    }
    await recordExports(work, input.packageIds, input.purpose);
  } catch (error) {
    takeBack();
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  return answer({ files });
}

export async function downloadPackage(work: Work, input: { packageId: string; purpose: string }) {
  const sealed = await openSealedPackage(work, input.packageId);
  if (!sealed) return refuse("unknown-package");
  const pieces: Uint8Array[] = [];
  for await (const piece of sealed.zip()) pieces.push(piece);
  await recordExports(work, [input.packageId], input.purpose);
  return answer({
    fileName: `${input.packageId}.zip`,
    mediaType: "application/zip",
    bytes: new Uint8Array(Buffer.concat(pieces)),
  });
}

/** Verifies a package file against the keys registered here; the same checks as `verify package` (docs/cli.md). */
export async function verifyPackage(work: Work, input: { bytes: Uint8Array }) {
  const report = verifyPackageBytes(input.bytes, { trustedKeys: await registeredKeys(work) });
  return answer<PackageVerification>({
    valid: report.valid,
    checks: report.checks.map((check) => ({
      name: check.name,
      ok: check.status !== "failed",
      detail: check.sentence,
    })),
    ...(report.title ? { title: report.title } : {}),
    ...(report.packageId ? { packageId: report.packageId } : {}),
  });
}
