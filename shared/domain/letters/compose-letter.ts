import { parseCalendarDay } from "../../kernel/calendar-day.ts";
import { assertNever } from "../../kernel/result.ts";
import { derivedFields } from "./derived-fields.ts";
import { fieldSpec, isFieldName, type FieldName } from "./field-dictionary.ts";
import {
  fieldsOf,
  isEmptyValue,
  labelOf,
  typeOf,
  type FieldValue,
  type LetterFields,
  type WithheldItem,
} from "./field-values.ts";
import { inlineText, listLines } from "./field-wording.ts";
import type {
  FieldRun,
  InlineRun,
  LetterAttachment,
  LetterBlock,
  LetterModel,
  LetterRun,
  StatutoryRun,
  TableCell,
} from "./letter-model.ts";
import type { LetterId } from "./letter-id.ts";
import { isLetterId } from "./letter-id.ts";
import type {
  AttachmentTemplate,
  BlockTemplate,
  FieldUse,
  LetterTemplate,
  PartCondition,
  PartTemplate,
  SheetRow,
} from "./letter-template.ts";
import { reliefBlocks, reliefOnlineAddendum } from "./relief-blocks.ts";
import { requiredRelief, type ReliefDecision, type ReliefFacts } from "./relief.ts";
import { answerPassages, type AnswerPassages } from "./joint-answer.ts";

export interface LetterSettings {
  /** False prints the same letter without any red head. Default true. */
  readonly redHead?: boolean;
  /** The organ's choice for 专门查询, see `relief.ts`. */
  readonly specialQueryRelief?: "relief-dual" | "relief-reconsideration-first";
  /** 公章 will be set; default true. */
  readonly sealed?: boolean;
}

export interface ClauseOverride {
  readonly text: string;
  /** Why the locked text was changed; the legal reader sees it. */
  readonly reason: string;
}

export interface ComposeOptions {
  readonly settings?: LetterSettings;
  /** Unlocked statutory clauses by clause id. */
  readonly overrides?: Readonly<Record<string, ClauseOverride>>;
  /** Templates of enclosed documents. */
  readonly templates?: Readonly<Partial<Record<LetterId, LetterTemplate>>>;
  /** What a letter with several answers is made of, in the order of the units. */
  readonly answers?: readonly AnswerPart[];
}

/** The answer of one unit within a letter that answers several. */
export interface AnswerPart {
  /** The letter the answer is written in. */
  readonly letterId: string;
  readonly template: LetterTemplate;
  readonly fields: LetterFields;
  readonly overrides?: Readonly<Record<string, ClauseOverride>>;
}

/**
 * Fills a template: fields → letter model. Total: whatever is missing becomes a visible gap, never an error.
 *
 * An empty optional field takes its sentence (or its line) with it; an empty mandatory field is a missing run that
 * blocks signing (LV-01). The relief paragraph is chosen by `requiredRelief`, never by the caller.
 */
export function composeLetter(
  template: LetterTemplate,
  fields: LetterFields,
  options: ComposeOptions = {},
): LetterModel {
  return new Composer(template, fields, options).compose();
}

/** The letter an answer would be if it went alone: its passage is taken out of it. */
function composePart(part: AnswerPart, options: ComposeOptions): LetterModel {
  return composeLetter(part.template, part.fields, {
    ...(options.settings ? { settings: options.settings } : {}),
    ...(options.templates ? { templates: options.templates } : {}),
    ...(part.overrides ? { overrides: part.overrides } : {}),
  });
}

/** The facts of a letter that decide its relief block. */
export function reliefOf(
  template: LetterTemplate,
  fields: LetterFields,
  settings: LetterSettings = {},
  answers?: readonly AnswerPart[],
): ReliefDecision {
  return requiredRelief(reliefFacts(template, fields, settings, answers));
}

function reliefFacts(
  template: LetterTemplate,
  fields: LetterFields,
  settings: LetterSettings,
  answers?: readonly AnswerPart[],
): ReliefFacts {
  const withheld = fields.withheldItems as readonly WithheldItem[] | undefined;
  const original = fields.originalLetterId;
  const issueDate = parseCalendarDay(fields.issueDate);
  return {
    letter: template.id,
    servedOnline: fields.serviceMethod === "electronic",
    ...(answers ? { answers: answers.map((part) => reliefFacts(part.template, part.fields, settings)) } : {}),
    ...(withheld ? { grounds: withheld.map((item) => item.ground) } : {}),
    ...(isLetterId(original) ? { originalLetter: original } : {}),
    ...(issueDate ? { issueDate } : {}),
    ...(settings.specialQueryRelief ? { specialQueryRelief: settings.specialQueryRelief } : {}),
  };
}

const tokenPattern = /\{\{([A-Za-z]+)(?:\|([^{}]+)|=([A-Za-z]+))?\}\}/gu;

class Composer {
  private readonly template: LetterTemplate;
  private readonly options: ComposeOptions;
  private readonly values: LetterFields;
  private readonly uses: ReadonlyMap<FieldName, FieldUse>;
  private readonly missing = new Set<FieldName>();
  private readonly unlocked: string[] = [];
  private readonly relief: ReliefDecision;
  private readonly passages: AnswerPassages | undefined;

  constructor(template: LetterTemplate, fields: LetterFields, options: ComposeOptions) {
    this.template = template;
    this.options = options;
    this.relief = reliefOf(template, fields, options.settings, options.answers);
    const uses = fieldsOf(template).map((use) =>
      use.name === "onlineReconsiderationChannel" && this.relief.onlineAddendum
        ? { ...use, need: "mandatory" as const }
        : use,
    );
    this.uses = new Map(uses.map((use) => [use.name, use]));
    const initial = Object.fromEntries(
      template.fields.flatMap((use) => (use.initial === undefined ? [] : [[use.name, use.initial]])),
    ) as LetterFields;
    const given = { ...initial, ...fields };
    this.values = { ...given, ...derivedFields(template, given) };
    this.passages =
      options.answers &&
      answerPassages(
        options.answers.map((part) => ({ fields: part.fields, model: composePart(part, options) })),
        this.values,
      );
  }

  compose(): LetterModel {
    const { template } = this;
    const sheet = template.format === "sheet";
    const has = (name: FieldName): boolean => this.uses.has(name);
    const number = template.series && has("docNumber") ? this.inline("{{docNumber}}") : undefined;
    const addressee = !sheet && has("addressee") ? this.inline("{{addressee}}") : undefined;
    const organHead = !sheet || number ? this.inline("{{organName}}") : [];
    const blocks = template.body.flatMap((block) => this.block(block));
    const attachments = [
      ...(template.attachments ?? []).map((attachment) => this.attachment(attachment)),
      ...(this.passages?.attachments ?? []),
    ];
    const signOff = sheet
      ? undefined
      : {
          organ: this.inline("{{organName}}"),
          date: this.inline("{{issueDate}}"),
          sealed: this.options.settings?.sealed ?? true,
        };
    for (const use of this.uses.values()) {
      if (use.need === "mandatory" && fieldSpec(use.name).internal && isEmptyValue(this.values[use.name])) {
        this.missing.add(use.name);
      }
    }
    return {
      templateId: template.id,
      templateVersion: template.version,
      name: template.name,
      format:
        template.format === "letter" && this.options.settings?.redHead === false ? "plain" : template.format,
      organHead,
      ...(number ? { number } : {}),
      title: [{ kind: "text", text: template.title }],
      ...(addressee ? { addressee } : {}),
      blocks,
      ...(signOff ? { signOff } : {}),
      attachments,
      relief: this.relief,
      missing: [...this.missing],
      unlockedClauses: [...this.unlocked, ...(this.passages?.unlockedClauses ?? [])],
    };
  }

  private block(block: BlockTemplate): readonly LetterBlock[] {
    switch (block.block) {
      case "paragraph": {
        const runs = this.parts(block.parts, block.id);
        if (runs.length === 0) return [];
        return [
          {
            kind: "paragraph",
            id: block.id,
            indent: "firstLine",
            runs,
            ...(block.role ? { role: block.role } : {}),
          },
        ];
      }
      case "list":
        return this.list(block.id, block.field);
      case "relief": {
        const runs = this.reliefRuns();
        return runs.length === 0
          ? []
          : [{ kind: "paragraph", id: block.id, indent: "firstLine", role: "relief", runs }];
      }
      case "answers":
        return this.passages?.blocks ?? [];
      case "attachments": {
        const names =
          this.passages?.attachmentNames ??
          block.names?.map((name) => [{ kind: "text", text: name }] as const) ??
          this.nameRuns(block.field);
        return names.length === 0 ? [] : [{ kind: "attachmentNote", id: block.id, names }];
      }
      case "sheet":
        return [
          {
            kind: "table",
            id: block.id,
            columns: block.columns,
            rows: block.rows.map((row) => ({ cells: this.cells(row), lines: row.lines ?? 1 })),
          },
        ];
      default:
        return assertNever(block);
    }
  }

  private list(id: string, field: FieldName): readonly LetterBlock[] {
    const use = this.uses.get(field);
    const value = this.values[field];
    if (isEmptyValue(value) || value === undefined || !use) {
      return use?.need === "mandatory" ? [{ kind: "list", id, field, items: [[this.gap(use)]] }] : [];
    }
    const label = labelOf(use);
    return [
      {
        kind: "list",
        id,
        field,
        items: listLines(typeOf(use), value).map((text) => [
          { kind: "field", name: field, label, text, missing: false },
        ]),
      },
    ];
  }

  /** Names in 附件说明 end without punctuation (GB/T 9704-2012, 7.3.4). */
  private nameRuns(field: FieldName | undefined): readonly (readonly InlineRun[])[] {
    const use = field && this.uses.get(field);
    const value = field && this.values[field];
    if (!use || value === undefined || isEmptyValue(value)) return [];
    const items = (Array.isArray(value) ? value : [value]) as readonly string[];
    return items.map((item) => [
      {
        kind: "field",
        name: use.name,
        label: labelOf(use),
        text: item.replace(/[。；，.;,]+$/u, ""),
        missing: false,
      },
    ]);
  }

  private parts(parts: readonly PartTemplate[], blockId: string): readonly LetterRun[] {
    const runs: LetterRun[] = [];
    let clause = 0;
    for (const part of parts) {
      if (typeof part === "string") runs.push(...this.sentences(part));
      else if ("law" in part) {
        clause += 1;
        if (!this.holds(part.when)) continue;
        const run = this.statutory(`${blockId}.${clause}`, part.law, part.articles);
        if (run) runs.push(run);
      } else if (this.holds(part.when)) runs.push(...this.sentences(part.text));
    }
    return runs;
  }

  private holds(condition: PartCondition | undefined): boolean {
    if (!condition) return true;
    const value = this.values[condition.field];
    switch (condition.is) {
      case "empty":
        return isEmptyValue(value);
      case "filled":
        return !isEmptyValue(value);
      case "yes":
        return value === true;
      case "no":
        return value === false;
      default:
        return assertNever(condition.is);
    }
  }

  private statutory(clauseId: string, text: string, articles: readonly string[]): StatutoryRun | undefined {
    const override = this.options.overrides?.[clauseId];
    if (override) {
      this.unlocked.push(clauseId);
      return {
        kind: "statutory",
        clauseId,
        articles,
        runs: [{ kind: "text", text: override.text }],
        unlocked: { reason: override.reason },
      };
    }
    const runs = this.sentences(text);
    return runs.length === 0 ? undefined : { kind: "statutory", clauseId, articles, runs };
  }

  private reliefRuns(): readonly StatutoryRun[] {
    const { block, onlineAddendum } = this.relief;
    if (block === "relief-none") return [];
    const own = this.statutory("relief", reliefBlocks[block].text, reliefBlocks[block].articles);
    const online = onlineAddendum
      ? this.statutory("relief.online", reliefOnlineAddendum.text, reliefOnlineAddendum.articles)
      : undefined;
    return [own, online].filter((run) => run !== undefined);
  }

  /** Drops the sentences whose optional field is empty, then fills the rest. */
  private sentences(text: string): readonly InlineRun[] {
    const kept = splitSentences(text).filter((sentence) => !this.dropped(sentence));
    return kept.length === 0 ? [] : this.inline(kept.join(""));
  }

  private dropped(sentence: string): boolean {
    for (const match of sentence.matchAll(tokenPattern)) {
      const use = match[1] && isFieldName(match[1]) ? this.uses.get(match[1]) : undefined;
      if (use?.need !== "optional" || !isEmptyValue(this.values[use.name])) continue;
      const type = typeOf(use);
      // A field that is a whole sentence or a clause of its own leaves no stump behind when it is empty.
      const standsAlone = type.type === "text" && (type.shape === "sentence" || use.name === "historyClause");
      if (!standsAlone) return true;
    }
    return false;
  }

  /** Fills `{{…}}` in a text. */
  private inline(text: string): readonly InlineRun[] {
    const runs: InlineRun[] = [];
    let at = 0;
    const literal = (piece: string): void => {
      if (piece !== "") runs.push({ kind: "text", text: piece });
    };
    for (const match of text.matchAll(tokenPattern)) {
      literal(text.slice(at, match.index));
      at = match.index + match[0].length;
      const name = match[1] ?? "";
      if (name === "docKind") literal(this.template.docKind ?? "告知书");
      else if (isFieldName(name)) {
        const named = text.charAt(match.index - 1) === "《" && text.charAt(at) === "》";
        const own = this.token(name, match[2], match[3]);
        runs.push(...(named ? own.map(withoutTitleMarks) : own));
      } else throw new Error("a template names a field the dictionary does not have");
    }
    literal(text.slice(at));
    return runs;
  }

  private token(
    name: FieldName,
    filter: string | undefined,
    boxOf: string | undefined,
  ): readonly InlineRun[] {
    const value = this.values[name];
    const use = this.uses.get(name) ?? { name, need: "optional" as const };
    const run = (text: string): FieldRun => ({
      kind: "field",
      name,
      label: labelOf(use),
      text,
      missing: false,
    });
    if (boxOf) return [run(value === boxOf ? "☑" : "□")];
    if (filter === "choice") return [run(this.boxes(use, value))];
    if (filter === "blankDate" && isEmptyValue(value)) return [run("　　年　　月　　日")];
    // What a person fills in by hand needs a place to write.
    if (filter === "writeIn" && isEmptyValue(value)) return [run("　".repeat(8))];
    if (filter?.includes("=")) {
      const [field = "", code] = filter.split("=");
      if (isFieldName(field) && this.values[field] !== code) return [];
    }
    if (value === undefined || isEmptyValue(value)) return use.need === "mandatory" ? [this.gap(use)] : [];
    return [run(inlineText(typeOf(use), value))];
  }

  private boxes(use: FieldUse, value: FieldValue | undefined): string {
    const type = typeOf(use);
    const options =
      type.type === "choice"
        ? type.options.map((option) => [option.label, option.code === value] as const)
        : ([
            ["是", value === true],
            ["否", value === false],
          ] as const);
    return options.map(([label, chosen]) => `${chosen ? "☑" : "□"}${label}`).join(" ");
  }

  private gap(use: FieldUse): FieldRun {
    this.missing.add(use.name);
    const label = labelOf(use);
    return { kind: "field", name: use.name, label, text: `【${label}】`, missing: true };
  }

  private cells(row: SheetRow): readonly TableCell[] {
    return row.cells.map((cell) =>
      cell.label === undefined
        ? {
            role: "value",
            span: cell.span,
            paragraphs: (cell.value ?? []).flatMap((text) => this.cellText(text)),
          }
        : { role: "label", span: cell.span, paragraphs: [[{ kind: "text", text: cell.label }]] },
    );
  }

  private cellText(text: string): readonly (readonly LetterRun[])[] {
    if (text === "{{reliefParagraph}}") return [this.reliefRuns()];
    const runs = this.inline(text);
    const only = runs.length === 1 ? runs[0] : undefined;
    // A list fills the cell with one paragraph an item.
    if (only?.kind === "field" && only.text.includes("\n")) {
      return only.text.split("\n").map((line) => [{ ...only, text: line }]);
    }
    return [runs];
  }

  private attachment(attachment: AttachmentTemplate): LetterAttachment {
    if ("field" in attachment) {
      return {
        title: attachment.title,
        blocks: [
          {
            kind: "paragraph",
            id: `attachment.${attachment.field}`,
            indent: "firstLine",
            runs: this.inline(`{{${attachment.field}}}`),
          },
        ],
      };
    }
    const enclosed = this.options.templates?.[attachment.letter];
    if (!enclosed) return { title: attachment.title, blocks: [] };
    const docNumber = this.values.docNumber;
    const fields: LetterFields = {
      ...this.values,
      ...(docNumber === undefined ? {} : { consultationDocNumber: docNumber }),
    };
    return { title: attachment.title, blocks: composeLetter(enclosed, fields, {}).blocks };
  }
}

/** A title that brings its own 《》 into a place that has them already. */
function withoutTitleMarks(run: InlineRun): InlineRun {
  const text = run.text.trim();
  return text.startsWith("《") && text.endsWith("》") ? { ...run, text: text.slice(1, -1) } : run;
}

/** Splits at 。 outside quotation marks; what follows the last 。 is a sentence too. */
function splitSentences(text: string): readonly string[] {
  const sentences: string[] = [];
  let depth = 0;
  let current = "";
  for (const character of text) {
    current += character;
    if (character === "“") depth += 1;
    else if (character === "”") depth -= 1;
    else if (character === "。" && depth <= 0) {
      sentences.push(current);
      current = "";
    }
  }
  if (current !== "") sentences.push(current);
  return sentences;
}
