import { questions } from "../../../../shared/domain/letters/chooser-questions.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { giveLegalOpinion } from "../letters/legal-reading.ts";
import { createLetter, saveLetter } from "../letters/write-letters.ts";
import { submitLetter } from "../letters/submit-letter.ts";
import { at, must, type Stage } from "./demo-stage.ts";
import { advanceTo } from "./review-steps.ts";

/** Refusals before their signature: one read for the law, one that still waits for the legal reader. */
const refusals = {
  legallyRead: {
    template: "refusal-process-information",
    fields: {
      processType: "requestReport",
      processReason: "相关事项尚在研究论证，公开会影响决策过程中意见的充分表达",
    },
    ground: "processInformation",
  },
  waiting: {
    template: "refusal-enforcement-file",
    fields: {
      caseRef: "行政处罚案卷云建罚案2026-7",
      partyAccessHint: "您如为该案当事人，可以依照行政处罚法律规定申请查阅案卷",
    },
    ground: "enforcementFile",
  },
} as const;

/** Why it is refused, as the question path says it: the ground, no duty to disclose, nothing to separate (条例16, 37). */
const reasonsFor = (ground: string) =>
  (
    [
      ["restriction", ground],
      ["disclosurePrescribed", "no"],
      ["separable", "no"],
    ] as const
  ).flatMap(([id, value]) =>
    questions[id].options
      .filter((option) => option.value === value)
      .map(({ because, article }) => ({ text: because, article })),
  );

/** Places in the row of cases, two of the many without a life after the answer. */
export function refusalAt(n: number): keyof typeof refusals | undefined {
  return n === 23 ? "legallyRead" : n === 22 ? "waiting" : undefined;
}

/** Drafts the refusal and takes it to where the demo shows it: approved and read for the law, or in its review. */
export async function draftRefusal(
  stage: Stage,
  applicationId: string,
  kind: keyof typeof refusals,
  day: CalendarDay,
): Promise<void> {
  const { template, fields, ground } = refusals[kind];
  at(stage, day, 50);
  const work = stage.as("zhangnian");
  const { letterId } = must(
    await createLetter(work, { applicationId, template, facts: {}, reasons: reasonsFor(ground) }),
    "refusal",
  );
  must(await saveLetter(work, { letterId, draftSeq: 0, fields, unlocked: [] }), "save refusal");
  const { reviewId } = must(await submitLetter(work, { letterId }), "submit refusal");
  if (kind === "waiting") {
    await advanceTo(stage, reviewId, "zhangnian", "officeCheck");
    return;
  }
  const digest = await advanceTo(stage, reviewId, "zhangnian", "approved");
  const reader = stage.as("zhaoliqun");
  must(
    await giveLegalOpinion(reader, {
      letterId,
      digest,
      opinion: "object",
      text: "救济途径正确；请在案卷里补上该请示仍在研究的证明",
    }),
    "legal objection",
  );
  at(stage, day, 200);
  must(
    await giveLegalOpinion(reader, {
      letterId,
      digest,
      opinion: "agree",
      text: "证明已补，依据、程序、救济途径正确",
    }),
    "legal opinion",
  );
}
