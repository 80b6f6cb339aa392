import { readGivenAnswers, type GivenAnswer } from "../../../../db/readers/given-answers.ts";
import { readApplication, readLettersOfApplication } from "../../../../db/readers/applications.ts";
import { readMatterCandidates, type MatterCandidate } from "../../../../db/readers/matters.ts";
import { applicationIntake } from "../../../../shared/contract/applications.ts";
import type { MatterEntry, MatterView } from "../../../../shared/contract/matters.ts";
import {
  contradiction,
  matterProbes,
  matterRelations,
  proactiveProposal,
  relateCases,
  quarterTrend,
  repeatOf,
  volumeOf,
  type EarlierAnswer,
  type MatterCase,
  type MatterRelation,
} from "../../../../shared/domain/application/same-matter.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { letterOutcomes } from "../../../../shared/domain/letters/outcome.ts";
import { shippedTemplate } from "../../../../shared/domain/letters/templates/letter-templates.ts";
import { searchQuery } from "../../../../shared/domain/search/bigrams.ts";
import {
  addMonths,
  dayOfInstant,
  type CalendarDay,
  type Instant,
} from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";
import { applicationsOf } from "./applicant-count.ts";

const candidateLimit = 60;
const shownLimit = 30;

function caseOf(candidate: MatterCandidate): MatterCase {
  const intake = applicationIntake.parse(candidate.intake);
  return {
    applicantName: intake.applicantName,
    idNumber: intake.idNumber,
    phone: intake.phone,
    requestedInformation: intake.requestedInformation,
    others: intake.coApplicants,
    receivedOn: (candidate.receiptDate ?? dayOfInstant(candidate.registeredAt as Instant)) as CalendarDay,
  };
}

function outcomesOf(
  answers: readonly GivenAnswer[],
): readonly (EarlierAnswer & { readonly given: GivenAnswer })[] {
  return answers.flatMap((given) => {
    const outcome = letterOutcomes[given.template as LetterId];
    return outcome
      ? [
          {
            outcome: outcome.code,
            docNumber: given.docNumber,
            issuedOn: given.issueDate as CalendarDay,
            given,
          },
        ]
      : [];
  });
}

const outcomeCodeOf = (template: string): readonly string[] => {
  const outcome = letterOutcomes[template as LetterId];
  return outcome ? [outcome.code] : [];
};

const relationOrder = Object.keys(matterRelations) as MatterRelation[];

async function caseAtHand(
  work: Work,
  input: {
    applicationId?: string | undefined;
    applicantName: string;
    idNumber: string;
    phone: string;
    requestedInformation: string;
    coApplicants: readonly { applicantName: string; idNumber: string; phone: string }[];
  },
): Promise<MatterCase | undefined> {
  const today = todayOf(work.ports);
  if (input.applicationId === undefined) return { ...input, others: input.coApplicants, receivedOn: today };
  const record = await readApplication(work.db, input.applicationId);
  if (!record) return undefined;
  return caseOf({ ...record, closed: false });
}

/**
 * Everything on one matter: the same place, project, paper or applicant across the years, with every answer given; what
 * contradicts a letter of this application; whether it repeats an answered one; how much this applicant asks.
 */
export async function findSameMatter(
  work: Work,
  input: {
    applicationId?: string | undefined;
    applicantName: string;
    idNumber: string;
    phone: string;
    requestedInformation: string;
    coApplicants: readonly { applicantName: string; idNumber: string; phone: string }[];
  },
) {
  const now = await caseAtHand(work, input);
  if (!now) return refuse("unknown-application");
  const names = [now.applicantName, ...(now.others ?? []).map((one) => one.applicantName)].map((name) =>
    name.trim(),
  );
  // A co-applicant of an earlier application is found by the words of its title.
  const probes = [...matterProbes(now.requestedInformation), ...names].flatMap(
    (probe) => searchQuery(probe) ?? [],
  );
  const candidates = (
    await readMatterCandidates(work.db, {
      probes,
      applicantNames: names.filter((name) => name !== ""),
      limit: candidateLimit,
    })
  ).filter((candidate) => candidate.applicationId !== input.applicationId);
  const related = candidates
    .flatMap((candidate) => {
      const earlier = caseOf(candidate);
      const relation = relateCases(now, earlier);
      return relation ? [{ candidate, earlier, relation }] : [];
    })
    .toSorted(
      (a, b) =>
        relationOrder.indexOf(a.relation.relation) - relationOrder.indexOf(b.relation.relation) ||
        b.relation.likeness - a.relation.likeness ||
        (a.earlier.receivedOn < b.earlier.receivedOn ? 1 : -1),
    );
  const shown = related.slice(0, shownLimit);
  const given = Map.groupBy(
    await readGivenAnswers(
      work.db,
      shown.map(({ candidate }) => candidate.applicationId),
    ),
    (one) => one.applicationId,
  );
  const entries = shown.map(({ candidate, earlier, relation }) => ({
    candidate,
    relation,
    earlier,
    answers: outcomesOf(given.get(candidate.applicationId) ?? []),
  }));
  const repeated = entries.flatMap((entry) => {
    const earlier = repeatOf(entry.relation, entry.answers);
    return earlier ? [{ applicationId: entry.candidate.applicationId, ...earlier }] : [];
  })[0];
  const own = input.applicationId
    ? (await readLettersOfApplication(work.db, input.applicationId)).filter((letter) => !letter.voided)
    : [];
  const contradictions = own.flatMap((letter) => {
    const outcome = letterOutcomes[letter.template as LetterId];
    if (!outcome) return [];
    return entries
      .filter(({ relation }) => relation.relation === "repeat" || relation.relation === "sameContent")
      .flatMap(({ candidate, answers }) => {
        const last = answers.at(-1);
        const text = last ? contradiction(outcome.code, last) : undefined;
        return text
          ? [
              {
                letterId: letter.letterId,
                templateName: shippedTemplate(letter.template as LetterId).name,
                applicationId: candidate.applicationId,
                applicationNo: candidate.applicationNo,
                text,
              },
            ]
          : [];
      });
  });
  const again = entries.filter(
    ({ relation }) => relation.relation === "repeat" || relation.relation === "sameContent",
  );
  const proactive = proactiveProposal([
    { matter: now, outcomes: own.flatMap((letter) => (letter.issue ? outcomeCodeOf(letter.template) : [])) },
    ...again.map(({ earlier, answers }) => ({
      matter: earlier,
      outcomes: answers.map((one) => one.outcome),
    })),
  ]);
  const others = (await applicationsOf(work, now, addMonths(now.receivedOn, -12), now.receivedOn)).filter(
    (one) => one.applicationId !== input.applicationId,
  );
  const mine = [...others.map((one) => one.matter), now];
  return answer<MatterView>({
    entries: entries.map(({ candidate, relation, earlier, answers }): MatterEntry => ({
      applicationId: candidate.applicationId,
      applicationNo: candidate.applicationNo,
      applicantName: earlier.applicantName,
      requestedInformation: earlier.requestedInformation.slice(0, 300),
      receivedOn: earlier.receivedOn,
      ...relation,
      open: !candidate.closed,
      answers: answers.map(({ given: letter }) => {
        const outcome = letterOutcomes[letter.template as LetterId];
        return {
          letterId: letter.letterId,
          templateName: shippedTemplate(letter.template as LetterId).name,
          docNumber: letter.docNumber,
          issuedOn: letter.issueDate as CalendarDay,
          outcome: `${outcome?.category ?? ""}${outcome?.item ? `：${outcome.item}` : ""}`,
        };
      }),
    })),
    ...(repeated
      ? {
          repeat: {
            applicationId: repeated.applicationId,
            docNumber: repeated.docNumber,
            issuedOn: repeated.issuedOn,
          },
        }
      : {}),
    contradictions,
    volume: volumeOf(mine, now.receivedOn),
    volumeCases: others.toReversed().map((one) => ({
      applicationId: one.applicationId,
      applicationNo: one.applicationNo,
      receivedOn: one.matter.receivedOn,
      requestedInformation: one.matter.requestedInformation.slice(0, 80),
    })),
    ...(proactive
      ? {
          proactive: {
            ...proactive,
            quarters: quarterTrend(
              [now.receivedOn, ...again.map(({ earlier }) => earlier.receivedOn)],
              todayOf(work.ports),
            ),
          },
        }
      : {}),
  });
}
