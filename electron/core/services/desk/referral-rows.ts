import type { WorkRow } from "../../../../shared/contract/desk.ts";
import { waitingReferralRows } from "../referrals/read-referrals.ts";
import type { Work } from "../work.ts";
import { groupOf } from "./work-group.ts";

/** 报请确定 that waits to be sent, asked about, or put to another organ; for whoever carries it on. */
export async function referralRows(work: Work): Promise<readonly WorkRow[]> {
  return (await waitingReferralRows(work)).map((row): WorkRow => ({
    workId: `referral:${row.referralId}`,
    group: row.remainingWorkdays === undefined ? "today" : groupOf(row.remainingWorkdays),
    remainingWorkdays: row.remainingWorkdays ?? 0,
    limitWorkdays: 10,
    title: row.title,
    reason: row.due,
    todo: row.state === "drafted" ? "发出报请文书" : row.state === "sent" ? "催办" : "另行报请",
    from: row.organ,
    address: `/reviews/${row.reviewId}`,
  }));
}
