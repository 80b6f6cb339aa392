import { readRevision } from "../../../../db/readers/items.ts";
import {
  readLastBatch,
  readNamed,
  readReleasesSince,
  readTermOver,
  readUnscreened,
} from "../../../../db/readers/clean-up.ts";
import {
  countBatchesOfYear,
  insertBatch,
  insertEntry,
  markScreened,
} from "../../../../db/writers/clean-up.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import {
  repealsOf,
  titlesReplacedBy,
  weekOf,
  type CleanUpCause,
} from "../../../../shared/domain/publication/clean-up.ts";
import { findingTypes, type FindingType } from "../../../../shared/domain/screening/finding-types.ts";
import {
  addDays,
  formatChineseDate,
  weekday,
  type CalendarDay,
} from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { revisionDocuments } from "../items/read-items.ts";
import { readReviewFacts } from "../reviews/review-facts.ts";
import { isDiskFull, write, type Work } from "../work.ts";

/** A batch that nobody can finish in a week is none; what is over comes in the next. */
const entriesAtMost = 200;
const releasesAtOnce = 500;
/** How many older releases a batch reads with rules that are newer than their review. */
const rereadAtOnce = 100;

interface Found {
  readonly publicationId: string;
  readonly cause: CleanUpCause;
  readonly detail: string;
  readonly byPublicationId?: string;
}

async function releasedText(work: Work, revisionId: string): Promise<string> {
  const revision = await readRevision(work.db, revisionId);
  return revision ? plainText(revisionDocuments(revision.body).releaseDocument) : "";
}

/** What the releases since the last batch repeal or replace. */
async function replaced(work: Work, since: number) {
  const releases = await readReleasesSince(work.db, since, releasesAtOnce);
  const found: Found[] = [];
  for (const release of releases) {
    const repeals = repealsOf(await releasedText(work, release.revisionId));
    const repealed = await readNamed(work.db, {
      titles: repeals.flatMap((each) => (each.docNumber ? [] : (each.title ?? []))),
      docNumbers: repeals.flatMap((each) => each.docNumber ?? []),
    });
    for (const old of repealed) {
      if (old.itemId === release.itemId) continue;
      const words = repeals.find((each) => each.docNumber === old.docNumber || each.title === old.title);
      found.push({
        publicationId: old.publicationId,
        cause: "repealed",
        detail: words?.passage ?? "",
        byPublicationId: release.publicationId,
      });
    }
    for (const old of await readNamed(work.db, { titles: titlesReplacedBy(release.title), docNumbers: [] }))
      found.push({
        publicationId: old.publicationId,
        cause: "superseded",
        detail: `已公开《${release.title}》`,
        byPublicationId: release.publicationId,
      });
  }
  return { found, seenUpTo: releases.at(-1)?.seq ?? since };
}

/** Older releases read with the rules in force; what must be fixed is named by its kind and number, never by its words (V12). */
async function hitByNewRules(work: Work) {
  const unread = await readUnscreened(work.db, work.rules.label, rereadAtOnce);
  const found: Found[] = [];
  for (const release of unread) {
    const findings = await work.desk.screenText(await releasedText(work, release.revisionId));
    // What the review saw and answered is settled; only what it did not see is new.
    const review = await readReviewFacts(work.db, release.reviewId, work.actor.personId);
    const seen = new Set(review?.findings.map((finding) => `${finding.type}\u0000${finding.value}`));
    const kinds = Map.groupBy(
      findings.filter(
        (finding) => finding.severity === "must-fix" && !seen.has(`${finding.type}\u0000${finding.value}`),
      ),
      (finding) => finding.type,
    );
    if (kinds.size === 0) continue;
    found.push({
      publicationId: release.publicationId,
      cause: "newRule",
      detail: [...kinds]
        .map(([type, each]) => `${findingTypes[type as FindingType].label} ${each.length} 处`)
        .join("、"),
    });
  }
  return { found, read: unread.map((release) => release.publicationId) };
}

/** Opens the batch of this week with all that is to be looked at; one a week, and none while the last is undecided. */
export async function openCleanUp(work: Work) {
  const today = todayOf(work.ports);
  const week = weekOf(today);
  const last = await readLastBatch(work.db);
  if (last?.week === week) return refuse("batch-open");
  // What ends before the next batch comes is looked at in this one.
  const nextMonday = addDays(today, 8 - (weekday(today) || 7));
  const terms = await readTermOver(work.db, nextMonday, entriesAtMost);
  const { found, seenUpTo } = await replaced(work, last?.seen_up_to ?? 0);
  const rules = await hitByNewRules(work);
  // One question about one release: what was found in it weighs more than that its term ends.
  const entries = new Map<string, Found>();
  for (const entry of [
    ...rules.found,
    ...found,
    ...terms.map((each): Found => ({
      publicationId: each.publicationId,
      cause: "termOver",
      detail: each.publicUntil
        ? `公开至${formatChineseDate(each.publicUntil as CalendarDay)}`
        : "公开时限已到",
    })),
  ])
    if (!entries.has(entry.publicationId) && entries.size < entriesAtMost)
      entries.set(entry.publicationId, entry);
  const batchId = work.ports.newId();
  const year = Number(today.slice(0, 4));
  try {
    await write(work, async (tx, audit) => {
      await insertBatch(tx, {
        id: batchId,
        batchNo: `清理〔${year}〕${(await countBatchesOfYear(tx, year)) + 1}号`,
        week,
        rulesVersion: work.rules.label,
        seenUpTo,
        accountId: work.actor.accountId,
        openedOn: today,
        at: instantOf(work.ports),
      });
      for (const entry of entries.values())
        await insertEntry(tx, { id: work.ports.newId(), batchId, ...entry });
      await markScreened(tx, rules.read, work.rules.label);
      audit({
        act: "cleanup.opened",
        subjectKind: "cleanUp",
        subjectId: batchId,
        detail: { week, entries: entries.size },
      });
    });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.changed("cleanUp");
  return answer({ batchId, entries: entries.size });
}
