import { readTemplateEditions, type TemplateEditionRecord } from "../../../../db/readers/templates.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import { insertTemplateDecision, insertTemplateEdition } from "../../../../db/writers/templates.ts";
import type {
  TemplateEditionView,
  TemplateRow,
  TemplateView,
} from "../../../../shared/contract/templates.ts";
import { diffText } from "../../../../shared/domain/item/document-difference.ts";
import { formatCitations } from "../../../../shared/domain/letters/citation.ts";
import { isLetterId, type LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import type { LetterTemplate } from "../../../../shared/domain/letters/letter-template.ts";
import { seriesCharacters } from "../../../../shared/domain/letters/numbering.ts";
import { reliefRuleOf } from "../../../../shared/domain/letters/relief.ts";
import {
  adaptTemplate,
  checkWording,
  editionOn,
  nextEditionVersion,
  templateOfVersion,
  wordingPassages,
  type TemplateEdition,
  type WordingProblem,
} from "../../../../shared/domain/letters/template-edition.ts";
import {
  letterTemplates,
  shippedTemplate,
} from "../../../../shared/domain/letters/templates/letter-templates.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";

function editionOf(record: TemplateEditionRecord): TemplateEdition {
  return {
    template: record.template,
    version: record.version,
    baseVersion: record.baseVersion,
    changes: record.changes,
    effectiveFrom: record.effectiveFrom as CalendarDay,
  };
}

function approved(records: readonly TemplateEditionRecord[]): readonly TemplateEdition[] {
  return records.filter((record) => record.decision === "approve").map(editionOf);
}

/** The template of a letter that exists, in the edition it was written from. */
export async function templateOfLetter(
  db: ReadDb,
  letter: { readonly template: string; readonly templateVersion: string },
): Promise<LetterTemplate> {
  const shipped = shippedTemplate(letter.template as LetterId);
  if (letter.templateVersion === shipped.version) return shipped;
  return templateOfVersion(
    shipped,
    approved(await readTemplateEditions(db, letter.template)),
    letter.templateVersion,
  );
}

/** The template for a new letter of a case: the edition in effect when the case came, so that a running case keeps its own. */
export async function templateForCase(
  db: ReadDb,
  letter: LetterId,
  registeredOn: CalendarDay,
): Promise<LetterTemplate> {
  const shipped = shippedTemplate(letter);
  const edition = editionOn(shipped, approved(await readTemplateEditions(db, letter)), registeredOn);
  return edition ? adaptTemplate(shipped, edition) : shipped;
}

const reliefWords: Readonly<Record<string, string>> = {
  "relief-dual": "复议或者诉讼",
  "relief-reconsideration-first": "复议前置",
  "relief-partial": "部分复议前置",
  "relief-third-party": "第三方救济",
  "relief-none": "无",
  "by-grounds": "按不予公开的依据",
  "as-original": "同原文书",
};

export async function listTemplates(work: Work) {
  const records = await readTemplateEditions(work.db);
  const editions = approved(records);
  const today = todayOf(work.ports);
  return answer(
    Object.values(letterTemplates).map((template): TemplateRow => ({
      template: template.id,
      name: template.name,
      version: editionOn(template, editions, today)?.version ?? template.version,
      series: template.series ? seriesCharacters[template.series] : "",
      basis: formatCitations(template.basis),
      relief: reliefWords[reliefRuleOf(template.id)] ?? "",
      passages: wordingPassages(template).length,
      waiting: records.some((record) => record.template === template.id && record.decision === undefined),
    })),
  );
}

function stateOf(
  record: TemplateEditionRecord,
  inForce: string | undefined,
  today: CalendarDay,
): TemplateEditionView["state"] {
  if (record.decision === undefined) return "waiting";
  if (record.decision === "reject") return "rejected";
  if (record.version === inForce) return "inForce";
  return record.effectiveFrom > today ? "coming" : "replaced";
}

export async function readTemplate(work: Work, input: { template: string }) {
  if (!isLetterId(input.template)) return refuse("unknown-template");
  const shipped = letterTemplates[input.template];
  const records = await readTemplateEditions(work.db, input.template);
  const today = todayOf(work.ports);
  const inForce = editionOn(shipped, approved(records), today);
  const passages = wordingPassages(shipped);
  const textOf = new Map(passages.map((passage) => [passage.passageId, passage.text]));
  return answer<TemplateView>({
    template: shipped.id,
    name: shipped.name,
    when: shipped.when,
    version: inForce?.version ?? shipped.version,
    passages: passages.map(({ passageId, before, after, text }) => ({
      passageId,
      before,
      after,
      shipped: text,
      text: inForce?.changes[passageId] ?? text,
    })),
    editions: records
      .map((record): TemplateEditionView => ({
        editionId: record.editionId,
        version: record.version,
        state: stateOf(record, inForce?.version, today),
        reason: record.reason,
        effectiveFrom: record.effectiveFrom as CalendarDay,
        proposedBy: record.proposedBy,
        proposedAt: record.proposedAt as Instant,
        ...(record.decidedBy ? { decidedBy: record.decidedBy } : {}),
        ...(record.decidedAt ? { decidedAt: record.decidedAt as Instant } : {}),
        ...(record.note ? { note: record.note } : {}),
        differences: Object.entries(record.changes).map(([passageId, text]) => ({
          passageId,
          segments: diffText(textOf.get(passageId) ?? "", text),
        })),
      }))
      .toReversed(),
    mayPropose: passages.length > 0 && work.actor.roles.includes("disclosureOffice"),
    mayDecide: work.actor.roles.includes("leader"),
  });
}

/** What is wrong with a wording, in words for the person who wrote it. */
function problemText(problem: WordingProblem): string {
  switch (problem.type) {
    case "unknown-passage":
      return "法定条款、救济途径和表单不能改写";
    case "empty":
      return "文字不能为空";
    case "line-break":
      return "一处文字写成一段，不能换行";
    case "too-long":
      return `文字过长，最多${problem.most}字`;
    case "fields-differ":
      return "〔〕里的案件字段应当与原文相同，不能增减或者改动";
    case "cites-law":
      return "法律依据只写在法定条款里，不能在可改写的文字里增加条文";
    case "changes-period":
      return `期限由法律规定，不能写“${problem.period}”`;
    default:
      return "文字没有改动";
  }
}

export async function proposeWording(
  work: Work,
  input: {
    template: string;
    changes: Readonly<Record<string, string>>;
    reason: string;
    effectiveFrom: CalendarDay;
  },
) {
  if (!isLetterId(input.template)) return refuse("unknown-template");
  const shipped = letterTemplates[input.template];
  if (Object.values(input.changes).some((text) => detectClassificationMark(text) !== undefined))
    return refuse("wording-invalid", { facts: { problems: ["文字中有国家秘密标志"] } });
  const problems = checkWording(shipped, input.changes);
  if (problems.length > 0)
    return refuse("wording-invalid", {
      facts: { problems: [...new Set(problems.map(problemText))] },
    });
  if (input.effectiveFrom < todayOf(work.ports)) return refuse("effective-day-past");
  const own = new Map(wordingPassages(shipped).map((passage) => [passage.passageId, passage.text]));
  const changes = Object.fromEntries(
    Object.entries(input.changes).filter(([passageId, text]) => own.get(passageId) !== text),
  );
  const editionId = work.ports.newId();
  const version = await write(work, async (tx, audit) => {
    const records = await readTemplateEditions(tx, input.template);
    if (records.some((record) => record.decision === undefined)) return undefined;
    const next = nextEditionVersion(
      shipped,
      records.map((record) => record.version),
    );
    await insertTemplateEdition(tx, {
      id: editionId,
      template: input.template,
      version: next,
      baseVersion: shipped.version,
      changes,
      reason: input.reason,
      effectiveFrom: input.effectiveFrom,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "template.proposed",
      subjectKind: "template",
      subjectId: input.template,
      detail: { version: next },
    });
    return next;
  });
  if (version === undefined) return refuse("wording-waiting");
  work.changed("templates");
  return answer({ editionId, version });
}

export async function decideWording(
  work: Work,
  input: { editionId: string; decision: "approve" | "reject"; note: string },
) {
  if (input.decision === "reject" && input.note === "") return refuse("return-note-missing");
  const at = instantOf(work.ports);
  const refused = await write(work, async (tx, audit) => {
    const record = (await readTemplateEditions(tx)).find((one) => one.editionId === input.editionId);
    if (!record) return "unknown-edition" as const;
    if (record.decision !== undefined) return "edition-decided" as const;
    if (record.proposedByPersonId === work.actor.personId) return "own-proposal" as const;
    if (input.decision === "approve" && record.effectiveFrom < todayOf(work.ports))
      return "effective-day-past" as const;
    await insertTemplateDecision(tx, {
      editionId: input.editionId,
      decision: input.decision,
      note: input.note,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at,
    });
    audit({
      act: input.decision === "approve" ? "template.approved" : "template.rejected",
      subjectKind: "template",
      subjectId: record.template,
      detail: { version: record.version },
    });
    return undefined;
  });
  if (refused) return refuse(refused);
  work.changed("templates");
  return answer({ decidedAt: at });
}
