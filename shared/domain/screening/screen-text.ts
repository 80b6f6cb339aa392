import { hasIssuerPrefix, passesLuhn } from "./checks/bank-card.ts";
import { isIdCard15, isIdCard18 } from "./checks/id-card.ts";
import { isMobile } from "./checks/telephone.ts";
import { findingTypes, type Finding, type TextFindingType } from "./finding-types.ts";
import { Folder, originalRange, type FoldedText } from "./normalise.ts";
import { internalMarkWords } from "./rules/internal-marks.ts";
import { classificationMarks } from "./secret-mark.ts";

/** Separators that may stand inside one number: a space, a hyphen, a middle dot; never a line end or a list sign. */
const inNumber = (code: number) => code === 32 || code === 45 || code === 0xb7;
const isDigit = (code: number) => code >= 48 && code <= 57;
const isLetter = (code: number) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

interface NumberRun {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Digit runs of a folded text, groups joined over single separators, ending X of an identity number included. */
function* numberRuns(folded: FoldedText): Generator<NumberRun> {
  const { codes, length } = folded;
  for (let at = 0; at < length; at += 1) {
    if (!isDigit(codes[at] ?? 0)) continue;
    if (at > 0 && (isDigit(codes[at - 1] ?? 0) || isLetter(codes[at - 1] ?? 0))) continue;
    let text = "";
    let end = at;
    let position = at;
    while (position < length && text.length < 24) {
      const code = codes[position] ?? 0;
      if (isDigit(code) || (text.length === 17 && (code === 88 || code === 120))) {
        text += String.fromCharCode(code).toUpperCase();
        position += 1;
        end = position;
      } else if (inNumber(code) && isDigit(codes[position + 1] ?? 0)) position += 1;
      else if (
        inNumber(code) &&
        text.length === 17 &&
        /[Xx]/u.test(String.fromCharCode(codes[position + 1] ?? 0))
      )
        position += 1;
      else break;
    }
    const next = codes[end] ?? 0;
    if (!isLetter(next) || text.endsWith("X")) yield { text, start: at, end };
    at = end;
  }
}

function numberType(
  run: NumberRun,
): { readonly type: TextFindingType; readonly ruleId: string; readonly from: number } | undefined {
  const { text } = run;
  if (text.length === 18 && isIdCard18(text)) return { type: "ID_CARD", ruleId: "id-card", from: 0 };
  if (text.length === 15 && isIdCard15(text)) return { type: "ID_CARD", ruleId: "id-card-15", from: 0 };
  if (text.length === 11 && isMobile(text)) return { type: "MOBILE", ruleId: "mobile", from: 0 };
  if (text.length === 13 && text.startsWith("86") && isMobile(text.slice(2)))
    return { type: "MOBILE", ruleId: "mobile", from: 0 };
  if (text.length >= 16 && text.length <= 19 && hasIssuerPrefix(text) && passesLuhn(text))
    return { type: "BANK_CARD", ruleId: "bank-card", from: 0 };
  return undefined;
}

const brackets = /[（(【[「]([^（）()【】[\]「」\n]{2,20})[）)】\]」]/gu;

/** Marks that limit publication: as a line or in brackets, or as an order wherever it stands. */
function internalMarks(text: string): Finding[] {
  const found: Finding[] = [];
  const add = (start: number, end: number, ruleId: string) =>
    found.push({
      type: "INTERNAL_MARK",
      start,
      end,
      value: text.slice(start, end),
      severity: findingTypes.INTERNAL_MARK.severity,
      ruleId,
    });
  const marks = new Map(
    internalMarkWords.filter((entry) => entry.where === "mark").map((entry) => [entry.word, entry.ruleId]),
  );
  for (const match of text.matchAll(brackets)) {
    const word = (match[1] ?? "").replaceAll(/\s/gu, "");
    const ruleId = marks.get(word);
    if (ruleId) add(match.index, match.index + match[0].length, ruleId);
  }
  let offset = 0;
  for (const line of text.split("\n")) {
    const word = line.trim().replaceAll(/\s/gu, "");
    const ruleId = marks.get(word);
    if (ruleId) {
      const start = offset + line.indexOf(line.trim());
      add(start, start + line.trim().length, ruleId);
    }
    offset += line.length + 1;
  }
  for (const entry of internalMarkWords) {
    if (entry.where !== "order") continue;
    for (let at = text.indexOf(entry.word); at >= 0; at = text.indexOf(entry.word, at + entry.word.length)) {
      if (!found.some((other) => at < other.end && at + entry.word.length > other.start))
        add(at, at + entry.word.length, entry.ruleId);
    }
  }
  return found;
}

/**
 * Screens one text: marks, identity numbers with their check character, mobile numbers, bank cards. Offsets are UTF-16
 * code units of the text as given; folding (full width, zero width, groups) is mapped back.
 */
export function screenText(text: string): readonly Finding[] {
  const findings: Finding[] = classificationMarks(text).map((mark) => ({
    type: "CLASS_MARK",
    start: mark.start,
    end: mark.end,
    value: text.slice(mark.start, mark.end),
    severity: findingTypes.CLASS_MARK.severity,
    ruleId: `class-${mark.markType}`,
  }));
  findings.push(...internalMarks(text));
  const folded = new Folder().fold(text);
  for (const run of numberRuns(folded)) {
    const known = numberType(run);
    if (!known) continue;
    const [start, end] = originalRange(folded, run.start, run.end);
    findings.push({
      type: known.type,
      start,
      end,
      value: text.slice(start, end),
      severity: findingTypes[known.type].severity,
      ruleId: known.ruleId,
    });
  }
  return findings.sort((a, b) => a.start - b.start || a.end - b.end);
}
