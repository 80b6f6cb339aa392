import type { WorkRow } from "../../../../shared/contract/desk.ts";
import { formatShortDate, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import { evaluationsOf } from "../ledger/policy-evaluations.ts";
import type { Work } from "../work.ts";
import { groupOf } from "./work-group.ts";

/** A year that ended short of evaluations is told until its annual report is due (条例49: 31 January). */
const toldAfterwards = "01-31";
const firstWarning = "09-01";

/**
 * 政策评价 for the office of the department: from 1 September and again from 1 November where the year is still short of them, and in
 * January where it ended so (catalogue.md §7).
 */
export async function evaluationRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  if (!work.actor.roles.includes("disclosureOffice")) return [];
  const day = today.slice(5);
  const year = Number(today.slice(0, 4));
  const told = day >= firstWarning ? year : day <= toldAfterwards ? year - 1 : undefined;
  const standing = told === undefined ? undefined : await evaluationsOf(work, told, today);
  if (!standing || standing.warning === "none") return [];
  const { missing, warning, lastOn, papers, asked } = standing;
  const remaining = remainingWorkdays(work, today, lastOn);
  const published = papers.length === 0 ? "还没有公开过" : `已公开 ${papers.length} 次`;
  const reasons = {
    first: `${formatShortDate(lastOn, today)}前公开评价结果，每年不少于 ${asked} 次，${published}`,
    second: `年底临近，${formatShortDate(lastOn, today)}前公开评价结果，每年不少于 ${asked} 次，${published}`,
    missed: `每年不少于 ${asked} 次，这一年${published}；在年度报告中说明`,
  };
  return [
    {
      workId: `evaluations:${told}`,
      group: groupOf(remaining),
      remainingWorkdays: remaining,
      title: `${told}年政策评价${warning === "missed" ? "少" : "还差"} ${missing} 次`,
      reason: reasons[warning],
      todo: warning === "missed" ? "写进年报" : "督促评价",
      from: "",
      address: warning === "missed" ? "/annual-report" : "/ledger",
    },
  ];
}
