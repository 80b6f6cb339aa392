import type { ClockReading } from "../clock/read-clock.ts";
import type { LetterId } from "../letters/letter-id.ts";
import { letterOutcomes } from "../letters/outcome.ts";
import { matterText } from "./same-matter.ts";

/**
 * One application with several matters, split into the smallest reasonable units (一事一申请): each unit is one 件, with
 * its own number, letters and outcome, and the receipt date of the application. The application as received keeps its
 * row and counts nowhere: its units do.
 *
 * Source: 收费办法4; annual-report.md §7(1).
 */
export const unitLimit = 99;

export type UnitProblem = "too-few" | "too-many" | "unit-empty" | "unit-twice";

export const unitProblems: Readonly<Record<UnitProblem, string>> = {
  "too-few": "至少写出两件，每件一个事项",
  "too-many": `一次最多拆分为 ${unitLimit} 件`,
  "unit-empty": "每件都要写明所需政府信息的名称、文号或者其他特征",
  "unit-twice": "有两件的内容相同",
};

/** What is wrong with the matters as written down; undefined when each can stand as a unit of its own. */
export function checkUnits(units: readonly string[]): UnitProblem | undefined {
  if (units.length < 2) return "too-few";
  if (units.length > unitLimit) return "too-many";
  const matters = units.map((unit) => (matterText(unit) === "" ? unit.trim() : matterText(unit)));
  if (units.some((unit) => unit.trim().length < 2)) return "unit-empty";
  return new Set(matters).size < matters.length ? "unit-twice" : undefined;
}

/** A number at the start of a matter: 1. 2、 （三） ④, after the beginning, a line break or a mark of punctuation. */
const itemMark =
  /(?:^|(?<=[\n；;。：:，,]))\s*(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*/gu;

/**
 * The matters a text numbers, or puts on lines of their own, as a proposal a person corrects; empty when there are not
 * two. Words before the first number (a place, a year) are repeated before each, so that every unit can stand alone.
 */
export function proposeUnits(text: string): readonly string[] {
  const trim = (part: string) => part.replace(/^[\s；;，,、]+|[\s；;，,、。]+$/gu, "");
  const marks = [...text.matchAll(itemMark)];
  const first = marks[0];
  if (first && marks.length >= 2) {
    const lead = trim(text.slice(0, first.index)).replace(/[：:]$/u, "");
    const parts = marks
      .map((mark, index) =>
        trim(text.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? text.length)),
      )
      .filter((part) => part !== "");
    const subject = matterText(lead) === "" ? "" : `${lead}：`;
    return parts.length >= 2 ? parts.map((part) => `${subject}${part}`) : [];
  }
  const lines = text
    .split(/\n|；|;/u)
    .map(trim)
    .filter((line) => matterText(line).length >= 2);
  return lines.length >= 2 ? lines : [];
}

export type SplitObstacle =
  | "is-unit"
  | "split-already"
  | "decided"
  | "closed"
  | "not-received"
  | "awaiting-correction"
  | "consulted"
  | "party-recorded"
  | "charged"
  | "volume-asked"
  | "other-letter-issued"
  | "letter-under-review"
  | "letter-not-served";

export const splitObstacles: Readonly<Record<SplitObstacle, string>> = {
  "is-unit": "这件申请是拆分出来的，不能再拆",
  "split-already": "这件申请已经拆分",
  decided: "已经作出答复，不能再拆分",
  closed: "这件申请已经办结",
  "not-received": "收到申请之日还没有确定，先与申请人确认",
  "awaiting-correction": "正在等待补正，收到补正以后再拆分",
  consulted: "已经征求意见，中止的时间只属于所涉事项，不能再拆分",
  "party-recorded": "已经登记征求意见对象，先撤销对象，拆分后在所涉的那一件中登记",
  charged: "已经发出收费通知，件数不能再变",
  "volume-asked": "已经要求说明理由，按原申请办理",
  "other-letter-issued": "已经发出的文书是按原申请写的，不能再拆分",
  "letter-under-review": "有文书正在审查或者待签发，先撤回或者签发、送达",
  "letter-not-served": "有文书还没有登记送达",
};

/** Letters that may have gone out on the application before it is split: they decide nothing and concern all of it. */
const mayPrecedeSplit: ReadonlySet<LetterId> = new Set([
  "application-form",
  "application-registration-form",
  "receipt-acknowledgement",
  "receipt-confirmation-record",
  "oral-application-transcript",
  "correction-notice",
  "extension-notice",
  "service-receipt",
]);

export interface SplitFacts {
  readonly isUnit: boolean;
  /** Consulted parties on record, not taken back; nothing need have gone out to them yet. */
  readonly consultedParties: number;
  readonly reading: Pick<
    ClockReading,
    "closing" | "receiptDate" | "state" | "consultations" | "fee" | "reasons" | "correction"
  >;
  readonly letters: readonly {
    readonly template: LetterId;
    readonly state: "drafting" | "underReview" | "returned" | "approved" | "signed" | "served" | "void";
  }[];
}

/**
 * Why the application may not be split now; undefined when it may. What has begun for one matter only (a consultation, a
 * fee, a decision) cannot be handed on to units that it does not concern [convention].
 */
export function splitObstacle(facts: SplitFacts): SplitObstacle | undefined {
  const { reading } = facts;
  if (facts.isUnit) return "is-unit";
  if (reading.closing?.type === "split") return "split-already";
  const issued = facts.letters.filter(({ state }) => state === "signed" || state === "served");
  if (reading.closing?.type === "replied" || issued.some(({ template }) => letterOutcomes[template]))
    return "decided";
  if (reading.closing) return "closed";
  if (reading.receiptDate === undefined) return "not-received";
  if (reading.fee) return "charged";
  if (reading.consultations.length > 0) return "consulted";
  if (facts.consultedParties > 0) return "party-recorded";
  if (reading.reasons) return "volume-asked";
  if (issued.some(({ template }) => !mayPrecedeSplit.has(template))) return "other-letter-issued";
  if (issued.some(({ state, template }) => state === "signed" && template !== "service-receipt"))
    return "letter-not-served";
  if (reading.correction && reading.correction.correctedOn === undefined) return "awaiting-correction";
  return facts.letters.some(({ state }) => state === "underReview" || state === "approved")
    ? "letter-under-review"
    : undefined;
}

/** The register number of a unit: that of the application, and its place [convention]. */
export function unitNumber(applicationNo: string, position: number): string {
  return `${applicationNo}-${position}`;
}
