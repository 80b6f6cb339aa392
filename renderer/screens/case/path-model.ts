import type { CaseView, LetterRow } from "../../../shared/contract/applications.ts";
import type { WorkCalendar } from "../../../shared/domain/clock/calendar.ts";
import { addWorkdays, countWorkdays } from "../../../shared/domain/clock/counting.ts";
import { letterOutcomes } from "../../../shared/domain/letters/outcome.ts";
import { reviewStages } from "../../../shared/domain/review/review-stages.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";

export interface PathStep {
  readonly label: string;
  readonly time: string;
  readonly done: boolean;
}

export interface RemainingPath {
  readonly steps: readonly PathStep[];
  /** When the reply could be posted if every stage takes its limit, and how many working days are left then. */
  readonly ready?: { readonly day: CalendarDay; readonly spareWorkdays: number; readonly inTime: boolean };
}

/** Working days the review stages take at their limits, without the self-check that goes with sending it in. */
export const reviewWorkdays = Object.values(reviewStages).reduce(
  (sum, stage) => sum + (stage.role === "drafter" ? 0 : stage.limitWorkdays),
  0,
);

/** The letter that closes the case, if one is begun. */
export function decidingLetter(letters: readonly LetterRow[]): LetterRow | undefined {
  return letters.findLast(
    (letter) => letter.state !== "void" && letterOutcomes[letter.template] !== undefined,
  );
}

/**
 * What is left until the reply is out, with the time each step may take, and whether the date can be held. Estimates
 * from the limits of the review stages; no date here decides anything.
 */
export function remainingPath(view: CaseView, calendar: WorkCalendar): RemainingPath {
  const { reading, today } = view;
  if (reading.closing) return { steps: [] };
  const letter = decidingLetter(view.letters);
  const reached = letter
    ? ["drafting", "returned", "underReview", "approved", "signed", "served"].indexOf(letter.state)
    : -1;
  const drafted = reached >= 2;
  const approved = reached >= 3;
  const signed = reached >= 4;
  const named = new Set(view.consultations.map((each) => each.clockId));
  const unnamed = reading.consultations.some((each) => each.party === "thirdParty" && !named.has(each.id));
  const toTell = view.consultations.filter((each) => each.life.noticeNeeded);
  const steps: PathStep[] = [
    {
      label: letter ? `写完${letter.templateName}，送保密审查` : "选定文书，起草答复",
      time: "",
      done: drafted,
    },
    { label: "答复件保密审查、审批", time: `约 ${reviewWorkdays} 个工作日`, done: approved },
    { label: "签发、取号", time: "当日", done: signed },
    { label: "交邮或者当面送达，登记日期", time: "当日", done: false },
    ...(unnamed ? [{ label: "告知第三方决定", time: "与答复同日", done: false }] : []),
  ];
  const notices = toTell.map((each): PathStep => ({
    label: `签发致${each.name}的决定告知书`,
    time: "签发答复以前",
    done: each.notice?.signed === true,
  }));
  steps.splice(2, 0, ...notices);
  const due = reading.effectiveDue;
  if (!due || reading.state === "awaitingCorrection" || reading.state === "awaitingFee") return { steps };
  const day = approved ? today : addWorkdays(today, reviewWorkdays, calendar).day;
  return {
    steps,
    ready: {
      day,
      spareWorkdays: day > due ? countWorkdays(due, day, calendar) : countWorkdays(day, due, calendar),
      inTime: day <= due,
    },
  };
}
