import { readWithdrawalsOfItem } from "../../../../db/readers/after-release.ts";
import { readExports, readLeak, readLeakReleases, readLeakSteps } from "../../../../db/readers/leaks.ts";
import { itemMetadata } from "../../../../shared/contract/items.ts";
import type { LeakReleaseView, LeakView } from "../../../../shared/contract/leaks.ts";
import { channelNames } from "../../../../shared/domain/item/channel-list.ts";
import { leakStanding } from "../../../../shared/domain/publication/leak.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { audienceLabel } from "../publications/terms.ts";
import type { Work } from "../work.ts";
import { siblingsOf } from "./siblings.ts";

type ReleaseRow = Awaited<ReturnType<typeof readLeakReleases>>[number];

async function releaseView(work: Work, row: ReleaseRow): Promise<LeakReleaseView> {
  const metadata = itemMetadata.parse(JSON.parse(row.metadata));
  const newest = (await readWithdrawalsOfItem(work.db, row.item_id))[0];
  return {
    publicationId: row.id,
    itemId: row.item_id,
    title: row.title_cache,
    docNumber: row.doc_number_cache,
    reviewNo: row.review_no,
    link: row.link,
    releasedAt: row.released_at as Instant,
    channels: channelNames(metadata).join("、") || "没有登记渠道",
    audience: audienceLabel(metadata.audience),
    packageState: row.package_state,
    ...(row.verified_at ? { receiptAt: row.verified_at as Instant } : {}),
    exports: (await readExports(work.db, row.package_id)).map((each) => ({
      purpose: each.purpose,
      by: each.name,
      at: each.exported_at as Instant,
    })),
    ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at as Instant } : {}),
    ...(newest
      ? {
          withdrawal: {
            withdrawalNo: newest.withdrawalNo,
            ...(newest.decision ? { decision: newest.decision.decision } : {}),
            ...(newest.decision?.packageState ? { packageState: newest.decision.packageState } : {}),
          },
        }
      : {}),
  };
}

/** Everything about one leak; undefined where there is none. */
export async function leakView(work: Work, leakId: string): Promise<LeakView | undefined> {
  const leak = await readLeak(work.db, leakId);
  if (!leak) return undefined;
  const rows = await readLeakReleases(work.db, leakId);
  const steps = await readLeakSteps(work.db, leakId);
  const releases: LeakReleaseView[] = [];
  for (const row of rows) releases.push(await releaseView(work, row));
  const inside = new Set(rows.map((row) => row.id));
  const { roles } = work.actor;
  return {
    leakId: leak.id,
    incidentNo: leak.incident_no,
    kind: leak.kind,
    discoveredAt: leak.discovered_at as Instant,
    foundHow: leak.found_how,
    openedBy: leak.opened_by,
    openedAt: leak.opened_at as Instant,
    now: instantOf(work.ports),
    standing: leakStanding({
      kind: leak.kind,
      discoveredAt: leak.discovered_at as Instant,
      done: steps.map((each) => each.step),
    }),
    mayAct:
      roles.includes("confidentialityReviewer") ||
      roles.includes("disclosureOffice") ||
      roles.includes("leader"),
    releases,
    siblings: (await siblingsOf(work, leak.publication_id))
      .filter((each) => !inside.has(each.publicationId))
      .map((each) => ({
        publicationId: each.publicationId,
        title: each.title,
        releasedOn: each.releasedOn as CalendarDay,
        withdrawn: each.withdrawnAt !== undefined,
        link: each.link,
        shared: each.shared,
      })),
    steps: steps.map((each) => ({
      step: each.step,
      note: each.note,
      by: each.name,
      at: each.recorded_at as Instant,
    })),
  };
}

export async function readLeakView(work: Work, input: { leakId: string }) {
  const view = await leakView(work, input.leakId);
  return view ? answer(view) : refuse("unknown-leak");
}
