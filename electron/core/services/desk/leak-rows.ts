import { readLeaks, readLeakSteps } from "../../../../db/readers/leaks.ts";
import type { WorkRow } from "../../../../shared/contract/desk.ts";
import { lateWithoutWorkday } from "../../../../shared/domain/clock/due-reading.ts";
import { leakStanding, minutesLeft } from "../../../../shared/domain/publication/leak.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { instantOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";

const rowLimit = 50;

/** Leaks that are not dealt with yet stand first, whoever else is to act (保密法实施条例61). */
export async function leakRows(work: Work): Promise<readonly WorkRow[]> {
  const concerned = ["confidentialityReviewer", "disclosureOffice", "leader"] as const;
  if (!concerned.some((role) => work.actor.roles.includes(role))) return [];
  const rows: WorkRow[] = [];
  for (const leak of await readLeaks(work.db, rowLimit)) {
    const done = (await readLeakSteps(work.db, leak.id)).map((each) => each.step);
    const standing = leakStanding({ kind: leak.kind, discoveredAt: leak.discovered_at as Instant, done });
    if (standing.closed) continue;
    const reports = standing.reportBy !== undefined && !standing.reported;
    const left = standing.reportBy ? minutesLeft(standing.reportBy, instantOf(work.ports)) : 0;
    const late = reports && left < 0;
    const hours = Math.floor(Math.abs(left) / 60);
    rows.push({
      workId: `leak:${leak.id}`,
      group: late ? "overdue" : "today",
      remainingWorkdays: late ? lateWithoutWorkday : 0,
      title: leak.title,
      reason: late
        ? `泄密报告已超时 ${hours} 小时`
        : reports
          ? `24 小时内报告，还有 ${hours} 小时`
          : "泄密处置还没有办结",
      todo: reports ? "报告、撤下" : "查明原因，办结",
      from: leak.incident_no,
      address: `/publications/leaks/${leak.id}`,
    });
  }
  return rows;
}
