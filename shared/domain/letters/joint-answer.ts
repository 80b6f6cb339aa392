import { historyClause } from "./derived-fields.ts";
import type { FieldName } from "./field-dictionary.ts";
import type { LetterFields } from "./field-values.ts";
import { jointAnswerId, type LetterId } from "./letter-id.ts";
import {
  eachRun,
  type InlineRun,
  type LetterAttachment,
  type LetterBlock,
  type LetterModel,
  type LetterRun,
  type ParagraphBlock,
} from "./letter-model.ts";
import type { LintFinding, LintRuleId } from "./lint-finding.ts";
import { letterOutcomes } from "./outcome.ts";

/** Fewer is no joint answer: the one unit is answered in a letter of its own. */
export const fewestAnswers = 2;

/** Endings without a decision on what was asked: each ends its own unit and is told in a letter of its own. */
const endings: ReadonlySet<LetterId> = new Set([
  "application-withdrawn",
  "application-deemed-abandoned-correction",
  "application-deemed-abandoned-fee",
]);

/** May this letter be one passage of a letter that answers several units? What decides on the request may (条例36, 37). */
export function mayBeJoined(letter: LetterId): boolean {
  return letterOutcomes[letter] !== undefined && !endings.has(letter) && letter !== jointAnswerId;
}

export type JoinObstacle =
  | "no-answer"
  | "signed"
  | "under-review"
  | "joined-elsewhere"
  | "unit-twice"
  | "unit-answered"
  | "other-drafter";

export const joinObstacles: Readonly<Record<JoinObstacle, string>> = {
  "no-answer": "只有对申请内容的答复可以并入，补正、延期、收费、征求意见和终止办理的文书单独发出",
  signed: "已经签发，不能再并入",
  "under-review": "正在审查，先退回或者等审查结束",
  "joined-elsewhere": "已经并入另一份一并答复",
  "unit-twice": "同一件只能并入一份答复",
  "unit-answered": "这一件已经答复或者办结",
  "other-drafter": "由另一人起草；一份文书由一人起草，才能保证起草人不审查自己的文书",
};

export interface JoinFacts {
  readonly template: LetterId;
  readonly state: "drafting" | "underReview" | "returned" | "approved" | "signed" | "served" | "void";
  /** The joint letter it is bound into already. */
  readonly joinedInto?: string;
  readonly unitId: string;
  readonly unitClosed: boolean;
  readonly drafterPersonId: string;
}

/** Why a letter cannot be a passage of this joint answer; undefined when it can. */
export function joinObstacle(
  facts: JoinFacts,
  joint: {
    readonly letterId?: string;
    readonly drafterPersonId: string;
    /** Units already answered by the passages before it. */
    readonly units: ReadonlySet<string>;
  },
): JoinObstacle | undefined {
  if (!mayBeJoined(facts.template)) return "no-answer";
  if (facts.state === "signed" || facts.state === "served" || facts.state === "void") return "signed";
  if (facts.unitClosed) return "unit-answered";
  if (facts.joinedInto !== undefined && facts.joinedInto !== joint.letterId) return "joined-elsewhere";
  // A passage stands with the review of the letter it is in; only a review of its own is in the way.
  if (facts.joinedInto === undefined && (facts.state === "underReview" || facts.state === "approved"))
    return "under-review";
  if (joint.units.has(facts.unitId)) return "unit-twice";
  return facts.drafterPersonId === joint.drafterPersonId ? undefined : "other-drafter";
}

/** What the answers bring into the letter that gives them all. */
export interface AnswerPassages {
  readonly blocks: readonly LetterBlock[];
  readonly attachmentNames: readonly (readonly InlineRun[])[];
  readonly attachments: readonly LetterAttachment[];
  readonly unlockedClauses: readonly string[];
}

const digits = "〇一二三四五六七八九";

/** 一、二、…… 九十九: how the first level of a letter is numbered (GB/T 9704-2012, 7.3.3). */
export function chineseOrdinal(n: number): string {
  const tens = Math.trunc(n / 10);
  const ones = n % 10;
  return `${tens > 1 ? digits[tens] : ""}${tens > 0 ? "十" : ""}${ones > 0 ? digits[ones] : ""}`;
}

/** Ids of the passage of the nth answer begin with this. */
export const passagePrefix = (position: number): string => `answer${position}.`;

/** Is the block checked with the letter of its unit? The headings are words of the joint letter itself. */
export function isInPassage(blockId: string | undefined): boolean {
  return blockId !== undefined && /^answer\d+\.(?!heading$)/u.test(blockId);
}

/** Of a letter that stands alone these say once what the joint letter says for all. */
const frameBlocks: ReadonlySet<string> = new Set(["opening", "relief", "attachments", "closing", "contact"]);

const text = (words: string): InlineRun => ({ kind: "text", text: words });

function inPassage(block: LetterBlock, prefix: string): LetterBlock {
  const id = `${prefix}${block.id}`;
  if (block.kind !== "paragraph") return { ...block, id };
  const runs = block.runs.map((run): LetterRun =>
    run.kind === "statutory" ? { ...run, clauseId: `${prefix}${run.clauseId}` } : run,
  );
  return { ...block, id, runs };
}

/**
 * One numbered passage an answer (letters.md §1): which part of the application, what happened to it alone, then the
 * words of its own letter without opening, relief and closing, which stand once for all.
 */
export function answerPassages(
  answers: readonly { readonly fields: LetterFields; readonly model: LetterModel }[],
  frame: LetterFields,
): AnswerPassages {
  const common = historyClause(frame);
  const models = answers.map((answer) => answer.model);
  const all = typeof frame.splitCount === "number" ? frame.splitCount : answers.length;
  const lead: ParagraphBlock = {
    kind: "paragraph",
    id: "answers",
    indent: "firstLine",
    runs: [
      text(
        all > answers.length
          ? `该申请包含${all}项内容，现就其中${answers.length}项一并答复如下，其余内容另行答复。`
          : `该申请包含${answers.length}项内容，现一并答复如下。`,
      ),
    ],
  };
  const passages = answers.flatMap((answer, index): readonly LetterBlock[] => {
    const prefix = passagePrefix(index + 1);
    const field = (name: "requestedInformation" | "applicationNo", label: string): InlineRun => {
      const value = answer.fields[name];
      const words = typeof value === "string" ? value.trim().replace(/。$/u, "") : "";
      return { kind: "field", name, label, text: words === "" ? label : words, missing: words === "" };
    };
    const heading: ParagraphBlock = {
      kind: "paragraph",
      id: `${prefix}heading`,
      indent: "firstLine",
      level: 1,
      runs: [
        text(`${chineseOrdinal(index + 1)}、关于“`),
        field("requestedInformation", "申请内容"),
        text("”（编号："),
        field("applicationNo", "登记编号"),
        text("）"),
      ],
    };
    // A letter whose own words tell of the correction (补正后仍不明确) has no such clause in its opening.
    const inOpening = eachRun(answer.model).some(
      ({ run }) => run.kind === "field" && run.name === "historyClause",
    );
    const happened = inOpening ? historyClause(answer.fields) : "";
    const history: readonly ParagraphBlock[] =
      happened === "" || happened === common
        ? []
        : [
            {
              kind: "paragraph",
              id: `${prefix}history`,
              indent: "firstLine",
              runs: [text(`本机关${happened.replace(/^，/u, "")}。`)],
            },
          ];
    const own = answer.model.blocks
      .filter((block) => !frameBlocks.has(block.id) && block.kind !== "attachmentNote")
      .map((block) => inPassage(block, prefix));
    return [heading, ...history, ...own];
  });
  return {
    blocks: [lead, ...passages],
    attachmentNames: models.flatMap((model) =>
      model.blocks.flatMap((block) => (block.kind === "attachmentNote" ? block.names : [])),
    ),
    attachments: models.flatMap((model) => model.attachments),
    unlockedClauses: models.flatMap((model, index) =>
      model.unlockedClauses
        .filter((id) => !id.startsWith("relief"))
        .map((id) => `${passagePrefix(index + 1)}${id}`),
    ),
  };
}

/** What the joint letter fills once; the letters of the units need not say it again. */
const frameFields: ReadonlySet<FieldName> = new Set<FieldName>([
  "organName",
  "docNumber",
  "addressee",
  "receiptDate",
  "applicationNo",
  "requestedInformation",
  "issueDate",
  "honorific",
  "reconsiderationOrgan",
  "courtName",
  "onlineReconsiderationChannel",
]);

/** Rules about number, sign-off and relief: the joint letter has one of each and is checked for it itself. */
const frameRules: ReadonlySet<LintRuleId> = new Set(["LV-02", "LV-09", "LV-10"]);
const frameParts: ReadonlySet<string> = new Set([
  ...frameBlocks,
  "head",
  "title",
  "number",
  "addressee",
  "sign-off",
]);

/**
 * The findings of one answer as the joint letter shows them: LV-01 to LV-15 ran over the letter of the unit with the
 * facts of the unit (its own due day, search record, third parties); what concerns the frame is left to the frame.
 */
export function passageFindings(
  answer: { readonly letterId: string; readonly position: number },
  findings: readonly LintFinding[],
): readonly LintFinding[] {
  const label = `第${answer.position}项`;
  return findings
    .filter(
      ({ ruleId, field, blockId }) =>
        !frameRules.has(ruleId) &&
        // LV-03 asks whether this unit is answered in time; its date is that of the letter.
        (ruleId === "LV-03" || field === undefined || !frameFields.has(field)) &&
        (ruleId === "LV-08" || blockId === undefined || !frameParts.has(blockId)),
    )
    .map((finding): LintFinding => {
      const { field: _field, repair: _repair, blockId, ...rest } = finding;
      return {
        ...rest,
        message: `${label}：${finding.message}`,
        blockId:
          blockId === undefined || frameParts.has(blockId)
            ? `${passagePrefix(answer.position)}heading`
            : `${passagePrefix(answer.position)}${blockId}`,
        answerLetterId: answer.letterId,
        repair: { kind: "openAnswer", letterId: answer.letterId, label },
      };
    });
}
