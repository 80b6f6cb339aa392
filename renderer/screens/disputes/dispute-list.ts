import type { DisputeView } from "../../../shared/contract/disputes.ts";
import { signedWorkdays } from "../../../shared/domain/clock/due-reading.ts";
import { assertNever } from "../../../shared/kernel/result.ts";
import { openAnswer } from "../case/dispute-words.ts";

/** What the list shows. */
export const disputeShows = {
  toAnswer: "待答复",
  waiting: "等待结果",
  lost: "被纠正",
  decided: "已审结",
  all: "全部",
} as const;
export type DisputeShow = keyof typeof disputeShows;

function belongs(dispute: DisputeView, show: DisputeShow): boolean {
  if (show === "all") return true;
  if (dispute.voided) return false;
  switch (show) {
    case "toAnswer":
      return openAnswer(dispute) !== undefined;
    case "waiting":
      return dispute.outcome === undefined && openAnswer(dispute) === undefined;
    case "lost":
      return dispute.outcome?.result === "corrected";
    case "decided":
      return dispute.outcome !== undefined;
    default:
      return assertNever(show);
  }
}

function holds(dispute: DisputeView, words: string): boolean {
  return [
    dispute.applicantName,
    dispute.applicationNo,
    dispute.organ,
    dispute.caseNo,
    dispute.letter?.docNumber ?? "",
    dispute.appeal?.court ?? "",
    dispute.appeal?.caseNo ?? "",
  ].some((text) => text.includes(words));
}

/** What must be answered first by its day, then what waits for its result, then what ended, the newest first. */
function order(a: DisputeView, b: DisputeView): number {
  const [first, second] = [openAnswer(a), openAnswer(b)];
  if (first && second) return first.due.day < second.due.day ? -1 : first.due.day > second.due.day ? 1 : 0;
  if (first || second) return first ? -1 : 1;
  const ended = (dispute: DisputeView): boolean => dispute.outcome !== undefined || dispute.voided;
  if (ended(a) !== ended(b)) return ended(a) ? 1 : -1;
  const [last, other] = [a.outcome?.on ?? a.copyReceivedOn, b.outcome?.on ?? b.copyReceivedOn];
  return last < other ? 1 : last > other ? -1 : 0;
}

export function shownDisputes(
  disputes: readonly DisputeView[],
  show: DisputeShow,
  words: string,
): readonly DisputeView[] {
  const wanted = words.trim();
  return disputes
    .filter((dispute) => belongs(dispute, show) && (wanted === "" || holds(dispute, wanted)))
    .toSorted(order);
}

export function countByShow(disputes: readonly DisputeView[]): Readonly<Record<DisputeShow, number>> {
  const count = (show: DisputeShow): number => disputes.filter((dispute) => belongs(dispute, show)).length;
  return {
    toAnswer: count("toAnswer"),
    waiting: count("waiting"),
    lost: count("lost"),
    decided: count("decided"),
    all: disputes.length,
  };
}

/** Working days left of the answer that is owed. */
export function leftOf(dispute: DisputeView): number | undefined {
  const owed = openAnswer(dispute);
  return owed && signedWorkdays(owed.standing);
}
