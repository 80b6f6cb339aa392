import { err, ok, type Result } from "../../kernel/result.ts";
import { chooseInTable, documentsByAnswer } from "../letters/case-facts.ts";
import { composeLetter } from "../letters/compose-letter.ts";
import { fieldsOf, type LetterFields } from "../letters/field-values.ts";
import { isLegalSource, legalSourceOf, type LegalSource } from "../letters/legal-source.ts";
import { fewestAnswers, mayBeJoined } from "../letters/joint-answer.ts";
import { isRefusal, type LetterId } from "../letters/letter-id.ts";
import { letterText, type LetterModel } from "../letters/letter-model.ts";
import { readLetterId } from "../letters/letter-names.ts";
import { lintLetter, type LintContext } from "../letters/linter.ts";
import {
  docNumberAdvice,
  formatDocNumber,
  parseDocNumber,
  repairDocNumber,
  seriesText,
} from "../letters/numbering.ts";
import { letterOutcomes } from "../letters/outcome.ts";
import { parseLetterFields } from "../letters/read-letter-fields.ts";
import { sampleFields } from "../letters/sample-fields.ts";
import { letterTemplates, shippedTemplate } from "../letters/templates/letter-templates.ts";
import { type WatchedFacts, watchFacts } from "../letters/watched-facts.ts";
import {
  approverOf,
  attachmentsOf,
  checkUsedRelief,
  dueOfFacts,
  first,
  untoldFields,
  writtenDays,
} from "./letter-facts.ts";
import { evaluateRelief, reliefOfLetter } from "./relief.ts";

type RuleError = { readonly type: "unsupported-input"; readonly field?: string };
type Given = Readonly<Record<string, unknown>>;
type Answer = Result<Record<string, unknown>, RuleError>;

/**
 * Rule kind `letter`: which letter a case needs (facts or an outcome), what a letter is (basis, series, statistics,
 * relief), whether it may be signed with the facts given, and whether a 文号 is right.
 */
export function evaluateLetter(input: unknown): Answer {
  if (!isRecord(input)) return unsupported();
  const letters = input["letters"];
  if (Array.isArray(letters)) return letterMap(letters, input);
  const units = input["items"] ?? input["parts"];
  if (Array.isArray(units)) return several(units, input);
  const numbers = input["docNumbers"];
  if (Array.isArray(numbers)) {
    return ok(Object.fromEntries(numbers.map((one) => [String(one), checkNumber(String(one))["valid"]])));
  }
  const named = input["letter"] ?? input["letterId"] ?? input["template"];
  if (named !== undefined) {
    const letter = readLetterId(named);
    return letter ? ok(aboutLetter(letter, input)) : unsupported("letter");
  }
  const number = input["docNumber"] ?? input["number"];
  if (typeof number === "string") return ok(checkNumber(number));
  const outcome = input["outcome"] ?? input["outcomeCode"] ?? input["reportCategory"];
  const byOutcome = readLetterId(outcome);
  if (byOutcome) return ok(aboutLetter(byOutcome, input));
  const text = first(input, "text", "body");
  if (typeof text === "string") {
    return ok(
      pick(checkLetter("disclosure-granted", watchFacts(input)), [
        "signAllowed",
        "blocked",
        "rule",
        "rules",
        "findings",
      ]),
    );
  }
  return chosen(input);
}

function isRecord(value: unknown): value is Given {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unsupported(field?: string): Answer {
  return err(field === undefined ? { type: "unsupported-input" } : { type: "unsupported-input", field });
}

function checkNumber(number: string): Record<string, unknown> {
  const parsed = parseDocNumber(number);
  if (parsed.ok) return { docNumber: number, valid: true, ...parsed.value };
  const repaired = repairDocNumber(number);
  return {
    docNumber: number,
    valid: false,
    rule: "LV-09",
    problem: parsed.error.type,
    message: docNumberAdvice(parsed.error),
    ...(repaired ? { repaired } : {}),
  };
}

/** What the handbook says about one letter, and what the facts given make of it. */
function aboutLetter(letter: LetterId, facts: Given): Record<string, unknown> {
  const watch = watchFacts(facts);
  const about = describeLetter(letter, watch);
  const left = watch.unread().filter((name) => !namesOfLetter.has(name));
  return left.length > 0 ? { ...about, unreadFields: left } : about;
}

const namesOfLetter: ReadonlySet<string> = new Set([
  "letter",
  "letterId",
  "template",
  "outcome",
  "outcomeCode",
  "reportCategory",
]);

function describeLetter(letter: LetterId, watch: WatchedFacts): Record<string, unknown> {
  const { given } = watch;
  const template = shippedTemplate(letter);
  const outcome = letterOutcomes[letter];
  const relief = reliefOfLetter(letter, given);
  const organShort = typeof given["organShort"] === "string" ? given["organShort"] : "";
  const settings = { organShort, oneSeries: given["oneSeries"] === true };
  const year = given["year"];
  const sequence = given["sequence"];
  return {
    letter,
    name: template.name,
    title: template.title,
    basis: template.basis,
    series: template.series ? seriesText(template.series, settings) : null,
    mandatoryFields: fieldsOf(template)
      .filter((use) => use.need === "mandatory")
      .map((use) => use.name),
    ...(outcome
      ? {
          category: outcome.category,
          item: outcome.item,
          reportCategory: outcome.short,
          outcomeCode: outcome.code,
          row: outcome.row,
        }
      : {}),
    ...pick(relief, ["relief", "addendum", "reconsiderationFirst", "keepIssuedWording"]),
    ...(template.series &&
    organShort !== "" &&
    typeof year === "number" &&
    typeof sequence === "number" &&
    sequence > 0
      ? { docNumber: formatDocNumber(template.series, year, sequence, settings) }
      : {}),
    // What was issued before 2025-06-01 keeps the wording it had (law.md §6.1).
    ...checkLetter(letter, watch, relief["keepIssuedWording"] === true ? undefined : relief["relief"]),
  };
}

function pick(from: Given, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (name in from ? [[name, from[name]]] : [])));
}

/**
 * The checks before signing. With `fields` the letter is checked as given; without, only the facts named in the
 * question are checked, everything else being in order.
 */
function checkLetter(letter: LetterId, watch: WatchedFacts, lawfulRelief?: unknown): Record<string, unknown> {
  const { given } = watch;
  const template = shippedTemplate(letter);
  const own = isRecord(given["fields"]) ? given["fields"] : undefined;
  const approver = approverOf(given);
  const otherwise: Readonly<Record<string, unknown>> = {
    ...(approver ? { approverName: approver.approverName } : {}),
    ...(first(given, "servedOnline", "online") === true ? { serviceMethod: "internet" } : {}),
  };
  const loose = Object.fromEntries(
    fieldsOf(template).flatMap(({ name }): (readonly [string, unknown])[] => {
      const value = given[name] === undefined ? otherwise[name] : given[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const parsed = parseLetterFields(template, own ?? loose);
  const invalid = parsed.ok ? [] : parsed.error.flatMap((error) => ("field" in error ? [error.field] : []));
  // Numbers out of range are for the checks to judge (an extension of 25 days); other values that fit no field are not.
  const outOfRange = invalid.filter((name) => typeof (own ?? loose)[name] === "number");
  if (invalid.length > outOfRange.length) {
    return { valid: false, signAllowed: false, blocked: true, invalidFields: invalid };
  }
  const read = parseLetterFields(template, without(own ?? loose, outOfRange));
  const told: LetterFields = {
    ...(read.ok ? read.value.fields : {}),
    ...Object.fromEntries(outOfRange.map((name) => [name, (own ?? loose)[name]])),
  };
  // A search record that is not there is the matter of LV-04, and no field somebody forgot.
  const emptied = Object.keys(loose).filter(
    (name) => (loose[name] === "" || loose[name] === null) && name !== "searchRecordId",
  );
  const fields = own ? told : { ...without(sampleFields(letter), emptied), ...told };
  const composed = composeLetter(template, fields, { templates: letterTemplates });
  const body = first(given, "text", "body");
  const passages = [typeof body === "string" ? body : "", writtenDays(given)].filter(Boolean);
  const model = withSeal(withText(composed, passages.join("；") || undefined), given);
  const report = lintLetter({
    template,
    model,
    fields,
    stage: "signing",
    ...(own ? {} : { untold: untoldFields(fields, told) }),
    ...lintFacts(letter, watch, fields),
  });
  const findings = [...checkUsedRelief(given, lawfulRelief), ...report.findings];
  const blocking = findings.filter((finding) => finding.severity === "blocks");
  const rules = [...new Set(findings.map((finding) => finding.ruleId))];
  return {
    signAllowed: blocking.length === 0,
    blocked: blocking.length > 0,
    rules,
    ...(blocking[0] ? { rule: blocking[0].ruleId } : rules[0] ? { rule: rules[0] } : {}),
    findings,
    ...(own ? { missing: model.missing, text: letterText(model) } : {}),
  };
}

/** How often something was done before, from the answer to "is it the first?". */
function timesBefore(isFirst: unknown): number | undefined {
  return typeof isFirst === "boolean" ? Number(!isFirst) : undefined;
}

function without(values: Given | LetterFields, names: readonly string[]): LetterFields {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

/** The letter with a passage somebody wrote into it, so that the passage is checked too. */
function withText(model: LetterModel, text: unknown): LetterModel {
  if (typeof text !== "string") return model;
  const passage = {
    kind: "paragraph",
    id: "text",
    indent: "firstLine",
    runs: [{ kind: "text", text }],
  } as const;
  return { ...model, blocks: [...model.blocks, passage] };
}

/** A letter told to go out without its seal (LV-10). */
function withSeal(model: LetterModel, given: Given): LetterModel {
  const unsealed = first(given, "sealed", "seal", "sealFlag") === false;
  return unsealed && model.signOff ? { ...model, signOff: { ...model.signOff, sealed: false } } : model;
}

function lintFacts(
  letter: LetterId,
  watch: WatchedFacts,
  fields: LetterFields,
): Partial<Omit<LintContext, "template" | "model" | "fields">> {
  const { given } = watch;
  const due = dueOfFacts(letter, watch);
  const search = first(given, "searchRecord", "searched", "hasSearchRecord", "searchRecordId");
  const separable = first(given, "separable", "separability", "canSeparate");
  const prescribed = first(given, "disclosureRequired", "disclosurePrescribed", "mustDisclose");
  const source = first(given, "prohibitingSource", "citedSource", "sourceType");
  const applicantName = first(given, "applicantName");
  const thirdPartyName = first(given, "thirdPartyName");
  const approver = approverOf(given);
  const attachments = attachmentsOf(given);
  const extensions =
    first(given, "previousExtensions", "extensionsUsed") ?? timesBefore(given["firstExtension"]);
  const corrections =
    first(given, "previousCorrectionNotices", "correctionNoticesSent", "earlierCorrectionNotices") ??
    timesBefore(first(given, "firstCorrectionNotice", "firstNotice"));
  const rank = sourceRank(source);
  return {
    ...(due ? { due } : {}),
    ...(search === undefined ? {} : { searchRecord: search !== null && search !== false && search !== "" }),
    ...(separable !== undefined
      ? {
          separability:
            separable === true || separable === "yes" || separable === "separable"
              ? "separable"
              : separable === null || separable === "unanswered"
                ? "unanswered"
                : "notSeparable",
        }
      : isRefusal(letter) && "separable" in given
        ? { separability: "unanswered" }
        : {}),
    ...(prescribed === undefined
      ? {}
      : {
          disclosureRequired:
            prescribed === true || prescribed === "yes"
              ? "required"
              : prescribed === null
                ? "unanswered"
                : "notRequired",
        }),
    ...(rank ? { prohibitingSource: rank } : {}),
    ...(typeof applicantName === "string" ? { applicant: { name: applicantName } } : {}),
    ...(typeof thirdPartyName === "string" ? { thirdParty: { name: thirdPartyName } } : {}),
    ...(approver && typeof fields.organName === "string"
      ? { profile: { organName: fields.organName, officeHeadName: approver.officeHead } }
      : {}),
    ...(attachments ? { attachments } : {}),
    ...(typeof extensions === "number" ? { previousExtensions: extensions } : {}),
    ...(typeof corrections === "number" ? { previousCorrectionNotices: corrections } : {}),
  };
}

const rankWords: Readonly<Record<string, LegalSource>> = {
  法律: "law",
  行政法规: "administrativeRegulation",
  地方性法规: "localRegulation",
  规章: "rule",
  部门规章: "rule",
  地方政府规章: "rule",
  规范性文件: "normativeDocument",
};

function sourceRank(source: unknown): LegalSource | undefined {
  if (typeof source !== "string") return undefined;
  if (isLegalSource(source)) return source;
  return rankWords[source] ?? legalSourceOf(source);
}

function letterMap(letters: readonly unknown[], given: Given): Answer {
  const { letters: _letters, ...rest } = given;
  const output: Record<string, unknown> = {};
  for (const entry of letters) {
    const letter = readLetterId(entry);
    if (!letter) return unsupported("letters");
    output[String(entry)] = aboutLetter(letter, rest);
  }
  return ok(output);
}

/** More units than an office can answer in one letter are a mistake of the caller. */
const mostUnits = 200;

/**
 * Several units of one application: the letter that each calls for, whether one letter may answer them all, and the relief it then
 * carries, of the strictest unit (letters.md §1). What they have in common stands beside the list.
 */
function several(units: readonly unknown[], given: Given): Answer {
  const { items: _items, parts: _parts, ...common } = given;
  if (units.length === 0 || units.length > mostUnits) return unsupported("items");
  const answers: Record<string, unknown>[] = [];
  const decided: Record<string, unknown>[] = [];
  const letters: LetterId[] = [];
  for (const unit of units) {
    const facts = isRecord(unit) ? { ...common, ...unit } : { ...common, letter: unit };
    const answer = "items" in facts || "parts" in facts ? unsupported("items") : evaluateLetter(facts);
    if (!answer.ok) return unsupported("items");
    answers.push(answer.value);
    const letter = readLetterId(answer.value["letter"]);
    if (!letter) continue;
    letters.push(letter);
    decided.push({ ...(isRecord(unit) ? unit : {}), letter });
  }
  const open = letters.length < units.length;
  const relief = open ? undefined : evaluateRelief({ ...common, items: decided });
  return ok({
    items: answers,
    letters: answers.map((answer) => answer["letter"] ?? null),
    joinable: !open && letters.length >= fewestAnswers && letters.every(mayBeJoined),
    ...(relief?.ok ? pick(relief.value, ["relief", "addendum", "reconsiderationFirst"]) : {}),
  });
}

/** Which letter the facts call for, or the fact that is missing. */
function chosen(input: Given): Answer {
  const nested = input["facts"];
  const told = isRecord(nested)
    ? { ...input, ...nested }
    : typeof nested === "string"
      ? { ...input, situation: nested }
      : input;
  const read = chooseInTable(told);
  if (!read) return unsupported(Object.keys(input)[0]);
  const { choice, assumed, contradiction } = read;
  // The key of the nested facts is no fact itself.
  const unread = (read.unread ?? []).filter((name) => name !== "facts");
  const left = unread.length > 0 ? { unreadFields: unread } : {};
  if ("letter" in choice) {
    const { findings: _findings, rules: _rules, ...about } = aboutLetter(choice.letter, {});
    return ok({ ...about, reasons: choice.reasons, assumed, ...left });
  }
  const led = documentsByAnswer(told, choice.missing.id, chooseInTable);
  return ok({
    letter: null,
    missing: choice.missing.id,
    question: choice.missing.text,
    options: choice.missing.options.map((option) => option.value),
    article: choice.missing.article,
    ...(contradiction ? { contradiction } : {}),
    ...(choice.missing.id === "separable" && led["no"]
      ? { ifSeparable: led["yes"], ifNotSeparable: led["no"] }
      : {}),
    ...(Object.keys(led).length > 0 ? { letterIf: led } : {}),
    reasons: choice.reasons,
    assumed,
    ...left,
  });
}
