import { readApplication, readLettersOfApplication } from "../../../../db/readers/applications.ts";
import { readCasesWithConsultations, readConsultations } from "../../../../db/readers/consultations.ts";
import type { WorkRow } from "../../../../shared/contract/desk.ts";
import { consultedParties } from "../../../../shared/domain/application/consultation.ts";
import { periodRules } from "../../../../shared/domain/clock/index.ts";
import { formatShortDate, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { readingOf, readRecordedEvents } from "../applications/case-clock.ts";
import { consultationViews } from "../consultations/consultation-views.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import type { Work } from "../work.ts";
import { groupOf } from "./work-group.ts";

const caseLimit = 100;

/** Consulted parties the office has something to do about: send, ask whether it came, follow up, decide, tell them. */
export async function consultationRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  const { roles, accountId } = work.actor;
  const office = roles.includes("disclosureOffice");
  if (!office && !roles.includes("drafter")) return [];
  const cases = await readCasesWithConsultations(work.db, {
    ...(office ? {} : { handlerAccountId: accountId }),
    limit: caseLimit,
  });
  const rows: WorkRow[] = [];
  for (const applicationId of cases) {
    const application = await readApplication(work.db, applicationId);
    if (!application) continue;
    const events = (await readRecordedEvents(work.db, applicationId)).map((entry) => entry.event);
    const views = consultationViews(await readConsultations(work.db, { applicationId }), {
      reading: readingOf(events, work.calendar, today),
      letters: await readLettersOfApplication(work.db, applicationId),
      calendar: work.calendar,
      today,
    });
    for (const view of views) {
      const { task } = view.life;
      if (!task) continue;
      const remaining = remainingWorkdays(work, today, task.due);
      rows.push({
        workId: `consultation:${view.consultationId}`,
        group: groupOf(remaining),
        remainingWorkdays: remaining,
        limitWorkdays: periodRules.thirdPartyOpinion.length,
        title: `征求${consultedParties[view.party]}意见：${view.name}（${application.applicationNo}）`,
        reason: `${task.why}，${formatShortDate(task.due, today)}前办`,
        todo: task.todo,
        from: application.handlerName,
        address: `/applications/${applicationId}`,
      });
    }
  }
  return rows;
}
