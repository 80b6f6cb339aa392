import type { FindingView, ItemView } from "../../../shared/contract/items.ts";
import { fileFindingId, kindsInOrder, type ListKind } from "../../../shared/domain/screening/long-list.ts";
import type { Instant } from "../../../shared/kernel/calendar-day.ts";

type Found = Pick<ItemView, "findings" | "longLists" | "attachments">;

const noMoment = "" as Instant;

/** What is known of a finding of a long list before it is asked for: all that counting, going on and answering need. */
function standIn(kind: ListKind, attachmentId: string, where: string): Omit<FindingView, "findingId"> {
  return {
    type: kind.type,
    severity: kind.severity,
    ruleId: "",
    value: "",
    attachmentId,
    where,
    ...(kind.answer ? { answer: { answer: kind.answer, note: "", personName: "", at: noMoment } } : {}),
    ...(kind.fresh ? { newUnder: "" } : {}),
  };
}

/** No screening finds anything without a rule. */
export const isStandIn = (finding: FindingView): boolean => finding.ruleId === "";

const kept = new WeakMap<Found, readonly FindingView[]>();

/** 「附件2」, as the bar above the paper calls it; the place in it follows. */
function labelOf(item: Found, id: string): string {
  const at = item.attachments.findIndex(({ attachmentId }) => attachmentId === id);
  return at < 0 ? "附件" : `附件${at + 1}`;
}

/** The place alone, where the file is named already. */
export const placeInFile = (where: string): string => where.replace(/^附件\d*，/u, "");

const placeIn = (file: string, where: string): string => (where === "" ? file : `${file}，${where}`);

/**
 * Every finding of a draft: those that were sent whole, and stand-ins for those of long lists. What stands in a file says in which:
 * the third paragraph of a file is not that of the text.
 */
export function everyFinding(item: Found): readonly FindingView[] {
  if (!item.longLists && item.findings.every(({ attachmentId }) => attachmentId === undefined))
    return item.findings;
  let every = kept.get(item);
  if (!every) {
    every = [
      ...item.findings.map((finding) =>
        finding.attachmentId === undefined
          ? finding
          : { ...finding, where: placeIn(labelOf(item, finding.attachmentId), finding.where) },
      ),
      ...(item.longLists ?? []).flatMap((list) => {
        const file = labelOf(item, list.attachmentId);
        const ofKind = new Map(list.kinds.map((kind) => [kind, standIn(kind, list.attachmentId, file)]));
        return kindsInOrder(list).map((kind, at): FindingView => ({
          ...(ofKind.get(kind) as Omit<FindingView, "findingId">),
          findingId: fileFindingId(list.attachmentId, list.first + at),
        }));
      }),
    ];
    kept.set(item, every);
  }
  return every;
}

/** A stand-in with what was read of it; how it is answered says the stand-in, which is newer. */
export function wholeOf(finding: FindingView, read: FindingView | undefined): FindingView {
  if (!read) return finding;
  const { answer: readAnswer, earlier, ...said } = read;
  const rest = { ...said, where: placeIn(finding.where, said.where) };
  const { answer } = finding;
  if (!answer) return { ...rest, ...(earlier ? { earlier } : {}) };
  return { ...rest, answer: readAnswer?.answer === answer.answer ? readAnswer : answer };
}
