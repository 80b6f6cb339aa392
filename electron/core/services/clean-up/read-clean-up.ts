import {
  readBatches,
  readEntries,
  readTermOver,
  type CleanUpEntryRecord,
} from "../../../../db/readers/clean-up.ts";
import type { CleanUpEntryView, CleanUpView } from "../../../../shared/contract/clean-up.ts";
import {
  allowedOutcomes,
  cleanUpDue,
  weekOf,
  type NewTerm,
} from "../../../../shared/domain/publication/clean-up.ts";
import { addDays, weekday, type CalendarDay, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";

const batchesShown = 60;

function entryView(record: CleanUpEntryRecord): CleanUpEntryView {
  const { decision } = record;
  return {
    entryId: record.entryId,
    publicationId: record.publicationId,
    itemId: record.itemId,
    title: record.title,
    docNumber: record.docNumber,
    kind: record.kind,
    releasedOn: record.releasedOn as CalendarDay,
    ...(record.publicUntil ? { publicUntil: record.publicUntil as CalendarDay } : {}),
    withdrawn: record.withdrawnAt !== undefined,
    cause: record.cause,
    detail: record.detail,
    ...(record.by ? { by: record.by } : {}),
    outcomes: allowedOutcomes(record.cause, record.kind),
    ...(decision
      ? {
          decision: {
            outcome: decision.outcome,
            reason: decision.reason,
            ...(decision.newTerm ? { newTerm: decision.newTerm as NewTerm } : {}),
            ...(decision.withdrawalId ? { withdrawalId: decision.withdrawalId } : {}),
            ...(decision.withdrawalDecision ? { withdrawalDecision: decision.withdrawalDecision } : {}),
            by: decision.personName,
            at: decision.decidedAt as Instant,
          },
        }
      : {}),
  };
}

/** The batches with the one asked for, or the newest. */
export async function readCleanUp(work: Work, input: { batchId?: string | undefined }) {
  const today = todayOf(work.ports);
  const batches = await readBatches(work.db, batchesShown);
  const shown = input.batchId ? batches.find((batch) => batch.id === input.batchId) : batches[0];
  if (input.batchId && !shown) return refuse("unknown-batch");
  const week = weekOf(today);
  const opened = batches.some((batch) => batch.week === week);
  const waiting = opened
    ? 0
    : (await readTermOver(work.db, addDays(today, 8 - (weekday(today) || 7)), 200)).length;
  return answer<CleanUpView>({
    week,
    mayOpen: !opened && work.actor.roles.includes("disclosureOffice"),
    mayDecide: work.actor.roles.includes("disclosureOffice"),
    termsWaiting: waiting,
    batches: batches.map((batch) => ({
      batchId: batch.id,
      batchNo: batch.batch_no,
      week: batch.week,
      openedOn: batch.opened_on as CalendarDay,
      openedBy: batch.name,
      due: cleanUpDue(batch.opened_on as CalendarDay, work.calendar),
      rulesVersion: batch.rules_version,
      entries: batch.entries,
      decided: batch.decided,
    })),
    ...(shown
      ? { shown: { batchId: shown.id, entries: (await readEntries(work.db, shown.id)).map(entryView) } }
      : {}),
  });
}
