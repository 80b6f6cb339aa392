import { z } from "zod";

import { unitLimit } from "../domain/application/application-units.ts";
import type { LetterRow } from "./applications.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

export interface UnitAnswersView {
  readonly units: readonly {
    readonly applicationId: string;
    readonly applicationNo: string;
    readonly requestedInformation: string;
    readonly closed: boolean;
    /** The answers written for the unit, and why one cannot go into a joint letter. */
    readonly answers: readonly (LetterRow & { readonly obstacle?: string })[];
  }[];
  /** Letters with several answers, each with the units it answers. */
  readonly letters: readonly (LetterRow & { readonly answers: readonly string[] })[];
}

const letterIds = z.array(p.id).min(1).max(unitLimit);

/** The answers of the units of a split application, as they may go into one letter. */
export const readUnitAnswers = operation("letters.unitAnswers", {
  input: z.object({ applicationId: p.id, jointLetterId: p.id.optional() }),
  output: returns<UnitAnswersView>(),
  errors: ["unknown-application"],
  callers: ["drafter", "unitHead", "disclosureOffice", "leader"],
});

/** One letter that answers several units: one number, one relief paragraph, one review. */
export const createJointAnswer = operation("letters.createJoint", {
  input: z.object({ applicationId: p.id, letterIds }),
  output: returns<{ readonly letterId: string }>(),
  errors: ["unknown-application", "unknown-letter", "join-not-possible"],
  callers: ["drafter", "disclosureOffice"],
});

/** Takes answers into the letter or out of it. */
export const changeJointAnswer = operation("letters.changeJoint", {
  input: z.object({ letterId: p.id, letterIds }),
  output: returns<null>(),
  errors: ["unknown-letter", "join-not-possible", "under-review", "already-signed"],
  callers: ["drafter", "disclosureOffice"],
});

export const jointAnswerOperations = { readUnitAnswers, createJointAnswer, changeJointAnswer };
