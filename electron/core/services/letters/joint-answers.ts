import {
  readApplication,
  readLettersOfApplication,
  type LetterRecord,
} from "../../../../db/readers/applications.ts";
import { readUnits } from "../../../../db/readers/application-units.ts";
import { readItem } from "../../../../db/readers/items.ts";
import { readAnswersOf } from "../../../../db/readers/joint-answers.ts";
import { readRunningReview } from "../../../../db/readers/reviews.ts";
import { joinAnswer, takeOutAnswer } from "../../../../db/writers/joint-answers.ts";
import { markDraftChanged, updateItemCaches } from "../../../../db/writers/items.ts";
import type { UnitAnswersView } from "../../../../shared/contract/joint-answers.ts";
import { mayEditItem } from "../../../../shared/domain/access/policy.ts";
import { applicantNames } from "../../../../shared/domain/application/joint-applicants.ts";
import {
  fewestAnswers,
  joinObstacle,
  joinObstacles,
  mayBeJoined,
  type JoinObstacle,
} from "../../../../shared/domain/letters/joint-answer.ts";
import { jointAnswerId, type LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { letterOutcomes } from "../../../../shared/domain/letters/outcome.ts";
import { shippedTemplate } from "../../../../shared/domain/letters/templates/letter-templates.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { letterRow, letterState } from "../applications/read-cases.ts";
import { voidRunningReview } from "../items/draft-state.ts";
import { write, type Work } from "../work.ts";
import { readCaseFacts, readLetterFacts } from "./letter-state.ts";
import { insertDraftLetter } from "./write-letters.ts";

interface UnitLetter {
  readonly letter: LetterRecord;
  readonly unit: {
    readonly applicationId: string;
    readonly applicationNo: string;
    readonly answered: boolean;
  };
}

/** Every letter of every unit of a split application, in the order of the units. */
async function lettersOfUnits(work: Work, parentId: string): Promise<readonly UnitLetter[]> {
  const found: UnitLetter[] = [];
  for (const { applicationId, applicationNo, closed } of await readUnits(work.db, parentId)) {
    const letters = await readLettersOfApplication(work.db, applicationId);
    const answered =
      closed ||
      letters.some(
        (letter) =>
          letter.issue && !letter.voided && letterOutcomes[letter.template as LetterId] !== undefined,
      );
    for (const letter of letters) found.push({ letter, unit: { applicationId, applicationNo, answered } });
  }
  return found;
}

interface Joint {
  readonly letterId?: string;
  readonly drafterPersonId: string;
}

async function obstacleOf(
  work: Work,
  { letter, unit }: UnitLetter,
  joint: Joint,
  units: ReadonlySet<string>,
): Promise<JoinObstacle | undefined> {
  const item = await readItem(work.db, letter.itemId);
  return joinObstacle(
    {
      template: letter.template as LetterId,
      state: letterState(letter),
      ...(letter.joinedInto ? { joinedInto: letter.joinedInto } : {}),
      unitId: unit.applicationId,
      unitClosed: unit.answered,
      drafterPersonId: item?.drafterPersonId ?? "",
    },
    { ...joint, units },
  );
}

/** Refuses a set of answers that cannot stand in one letter; otherwise the letters in the order of the units. */
async function chosenAnswers(work: Work, parentId: string, letterIds: readonly string[], joint: Joint) {
  const wanted = new Set(letterIds);
  const chosen = (await lettersOfUnits(work, parentId)).filter(({ letter }) => wanted.has(letter.letterId));
  if (chosen.length < wanted.size) return refuse("unknown-letter");
  if (chosen.length < fewestAnswers)
    return refuse("join-not-possible", {
      facts: { reason: "一并答复至少包括两件，只有一件的在该件中单独答复" },
    });
  const units = new Set<string>();
  for (const each of chosen) {
    const obstacle = await obstacleOf(work, each, joint, units);
    if (obstacle)
      return refuse("join-not-possible", {
        facts: { reason: `${each.unit.applicationNo}：${joinObstacles[obstacle]}` },
      });
    units.add(each.unit.applicationId);
  }
  return { ok: true, chosen } as const;
}

/** Begins one letter that answers several units of a split application; each answer stays written in its unit. */
export async function createJointAnswer(
  work: Work,
  input: { applicationId: string; letterIds: readonly string[] },
) {
  const application = await readApplication(work.db, input.applicationId);
  if (!application) return refuse("unknown-application");
  const { facts } = await readCaseFacts(work, application);
  if (facts.reading.closing?.type !== "split")
    return refuse("join-not-possible", { facts: { reason: "申请没有拆分，直接起草一份答复" } });
  const asked = await chosenAnswers(work, input.applicationId, input.letterIds, {
    drafterPersonId: work.actor.personId,
  });
  if (!asked.ok) return asked;
  const at = instantOf(work.ports);
  const made = await insertDraftLetter(work, {
    application,
    template: shippedTemplate(jointAnswerId),
    body: { fields: {}, overrides: {} },
    reasons: [{ text: "申请包含多项内容，已经拆分办理，在一份文书中逐项答复", article: "条例33①" }],
    recipients: applicantNames(facts.intake),
    alsoInTransaction: async (tx, jointLetterId) => {
      for (const { letter } of asked.chosen)
        await joinAnswer(tx, {
          letterId: letter.letterId,
          jointLetterId,
          accountId: work.actor.accountId,
          at,
        });
    },
  });
  work.changed(
    ...asked.chosen.flatMap(({ letter, unit }) => [
      `letter:${letter.letterId}`,
      `application:${unit.applicationId}`,
    ]),
  );
  return answer(made);
}

/** Takes answers into the letter or out of it; a review that covered it otherwise begins anew (V3). */
export async function changeJointAnswer(
  work: Work,
  input: { letterId: string; letterIds: readonly string[] },
) {
  const state = await readLetterFacts(work, input.letterId);
  if (!state?.answers) return refuse("unknown-letter");
  const item = await readItem(work.db, state.letter.itemId);
  if (!item || !mayEditItem(work.actor, item)) return refuse("not-allowed");
  if (state.letter.issue) return refuse("already-signed");
  if (state.review?.state === "open" || state.review?.state === "referred") return refuse("under-review");
  const asked = await chosenAnswers(work, state.letter.applicationId, input.letterIds, {
    letterId: input.letterId,
    drafterPersonId: item.drafterPersonId,
  });
  if (!asked.ok) return asked;
  const wanted = new Map(asked.chosen.map(({ letter }) => [letter.letterId, letter]));
  const out = state.answers.filter(({ letter }) => !wanted.has(letter.letterId));
  const into = asked.chosen.filter(({ letter }) => letter.joinedInto === undefined);
  if (out.length === 0 && into.length === 0) return answer(null);
  const at = instantOf(work.ports);
  await write(work, async (tx, audit) => {
    await voidRunningReview(tx, await readRunningReview(tx, state.letter.itemId), audit, {
      itemId: state.letter.itemId,
      at,
    });
    for (const { letter } of out) await takeOutAnswer(tx, letter.letterId);
    for (const { letter } of into)
      await joinAnswer(tx, {
        letterId: letter.letterId,
        jointLetterId: input.letterId,
        accountId: work.actor.accountId,
        at,
      });
    await markDraftChanged(tx, state.letter.itemId);
    await updateItemCaches(tx, state.letter.itemId, { at, state: "drafting" });
    audit({
      act: "letter.answersChanged",
      subjectKind: "letter",
      subjectId: input.letterId,
      detail: { answers: wanted.size },
    });
  });
  work.changed(
    `letter:${input.letterId}`,
    `application:${state.letter.applicationId}`,
    ...[...out.map(({ letter }) => letter), ...into.map(({ letter }) => letter)].flatMap((letter) => [
      `letter:${letter.letterId}`,
      `application:${letter.applicationId}`,
    ]),
  );
  return answer(null);
}

/** The answers written for the units of an application, and which of them may go into one letter. */
export async function readUnitAnswers(
  work: Work,
  input: { applicationId: string; jointLetterId?: string | undefined },
) {
  const application = await readApplication(work.db, input.applicationId);
  if (!application) return refuse("unknown-application");
  const joint = input.jointLetterId ? await readLetterFacts(work, input.jointLetterId) : undefined;
  const item = joint && (await readItem(work.db, joint.letter.itemId));
  const all = await lettersOfUnits(work, input.applicationId);
  const units: UnitAnswersView["units"][number][] = [];
  for (const unit of await readUnits(work.db, input.applicationId)) {
    const answers: UnitAnswersView["units"][number]["answers"][number][] = [];
    for (const each of all) {
      const { letter } = each;
      if (letter.applicationId !== unit.applicationId || !mayBeJoined(letter.template as LetterId)) continue;
      const obstacle = await obstacleOf(
        work,
        each,
        {
          ...(input.jointLetterId ? { letterId: input.jointLetterId } : {}),
          drafterPersonId: item?.drafterPersonId ?? work.actor.personId,
        },
        new Set(),
      );
      answers.push({
        ...letterRow(letter),
        ...(obstacle ? { obstacle: joinObstacles[obstacle] } : {}),
      });
    }
    units.push({
      applicationId: unit.applicationId,
      applicationNo: unit.applicationNo,
      requestedInformation: unit.requestedInformation,
      closed: unit.closed,
      answers,
    });
  }
  const letters: UnitAnswersView["letters"][number][] = [];
  for (const letter of await readLettersOfApplication(work.db, input.applicationId))
    if (letter.template === jointAnswerId)
      letters.push({
        ...letterRow(letter),
        answers: (await readAnswersOf(work.db, letter.letterId)).map((each) => each.applicationId),
      });
  return answer<UnitAnswersView>({ units, letters });
}
