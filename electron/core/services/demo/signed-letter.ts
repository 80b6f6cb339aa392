import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { signLetter } from "../letters/sign-letter.ts";
import { submitLetter } from "../letters/submit-letter.ts";
import { createLetter, saveLetter } from "../letters/write-letters.ts";
import { demoPassphrase } from "./demo-people.ts";
import { at, must, type Stage } from "./demo-stage.ts";
import { advanceTo } from "./review-steps.ts";

/** Writes, reviews and signs one letter on a day. */
export async function signedLetter(
  stage: Stage,
  applicationId: string,
  template: string,
  fields: Readonly<Record<string, unknown>>,
  day: CalendarDay,
): Promise<string> {
  at(stage, day, 60);
  const work = stage.as("zhangnian");
  const { letterId } = must(
    await createLetter(work, { applicationId, template, facts: {}, reasons: [] }),
    "create letter",
  );
  must(await saveLetter(work, { letterId, draftSeq: 0, fields, unlocked: [] }), "save letter");
  const { reviewId } = must(await submitLetter(work, { letterId }), "submit letter");
  const digest = await advanceTo(stage, reviewId, "zhangnian", "approved");
  must(await signLetter(stage.as("hejing"), { letterId, digest, passphrase: demoPassphrase }), "sign letter");
  return letterId;
}
