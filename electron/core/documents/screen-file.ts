import {
  findingTypes,
  type Finding,
  type FindingType,
  type Severity,
} from "../../../shared/domain/screening/finding-types.ts";
import {
  detectClassificationMark,
  type ClassificationMark,
} from "../../../shared/domain/screening/secret-mark.ts";
import { screenText } from "../../../shared/domain/screening/screen-text.ts";
import { readDocument } from "./read-document.ts";
import { placeOf, type FileReading, type ReadingPart } from "./reading/file-reading.ts";
import type { HiddenType } from "./reading/hidden-types.ts";
import type { ReadProgress } from "./reading/read-budget.ts";
import { defaultReadLimits, type ReadLimits } from "./reading/read-limits.ts";
import type { RefusedFileType } from "./reading/refusal.ts";

export interface FileFinding {
  readonly type: FindingType;
  readonly value: string;
  readonly where: string;
  readonly severity: Severity;
  readonly ruleId: string;
}

/** One line of `screen FILE… --jsonl` (design.md §4); additions only. */
export interface ScreenedFile {
  readonly file: string;
  readonly accepted: boolean;
  /** The kind of secrecy mark for which the file is refused. */
  readonly mark?: ClassificationMark["markType"];
  /** Why the file could not be read, with a sentence for the user. */
  readonly refusal?: RefusedFileType;
  readonly message?: string;
  readonly findings: readonly FileFinding[];
}

export type TextScreener = (text: string) => readonly Finding[];

/** Findings in values of properties: a name there is the finding of the property itself. */
const identifierTypes = new Set<FindingType>([
  "CLASS_MARK",
  "INTERNAL_MARK",
  "ID_CARD",
  "MOBILE",
  "BANK_CARD",
  "PASSPORT",
  "PERMIT",
  "EMAIL",
  "PLATE",
]);

const markedMessage = "文件带有国家秘密标志，已拒绝。本系统为非涉密系统，禁止存储、处理、传输国家秘密。";

function hiddenRule(type: HiddenType): string {
  return `hidden.${type.toLowerCase().replaceAll("_", "-")}`;
}

interface MarkedPlace {
  readonly text: string;
  readonly markType: ClassificationMark["markType"];
  readonly where: string;
}

/** The first real secrecy mark of a file (V7). A lone word counts only at the head of a part that has one. */
export function findSecrecyMark(reading: FileReading): MarkedPlace | undefined {
  for (const part of reading.parts) {
    const mark = detectClassificationMark(part.text);
    if (!mark) continue;
    if (mark.markType === "lone" && part.screening === "identifiers") continue;
    return {
      text: part.text.slice(mark.start, mark.end),
      markType: mark.markType,
      where: placeOf(part, mark.start),
    };
  }
  return undefined;
}

function screenPart(part: ReadingPart, screener: TextScreener): readonly FileFinding[] {
  return screener(part.text)
    .filter((finding) => part.screening === "all" || identifierTypes.has(finding.type))
    .map((finding) => ({
      type: finding.type,
      value: finding.value,
      where: placeOf(part, finding.start),
      severity: finding.severity,
      ruleId: finding.ruleId,
    }));
}

/** Text findings of every part and the hidden data, each value once. */
function screenReading(reading: FileReading, screener: TextScreener = screenText): readonly FileFinding[] {
  const findings: FileFinding[] = [];
  const seen = new Set<string>();
  for (const part of reading.parts) {
    for (const finding of screenPart(part, screener)) {
      // One text stands in several parts (before and after a change, on the page and under a box).
      const key = `${finding.type}\u0000${finding.value.normalize("NFKC").replaceAll(/[\s\u200b-\u200d\ufeff-]/gu, "")}`;
      if (seen.has(key)) continue;
      seen.add(key);
      findings.push(finding);
    }
  }
  for (const item of reading.hidden) {
    findings.push({
      type: item.type,
      value: item.value,
      where: item.where,
      severity: findingTypes[item.type].severity,
      ruleId: hiddenRule(item.type),
    });
  }
  return findings;
}

/** What a new screening of a file that is to leave finds that must not stay in it unanswered. */
export function mustFixIn(reading: FileReading, screener: TextScreener = screenText): readonly FileFinding[] {
  return screenReading(reading, screener).filter(({ severity }) => severity === "must-fix");
}

/** What may be said of a marked file: the mark and the kinds of hidden data, none of its content. */
function markedFindings(reading: FileReading, mark: MarkedPlace): readonly FileFinding[] {
  const { severity } = findingTypes.CLASS_MARK;
  const findings: FileFinding[] = [
    { type: "CLASS_MARK", value: mark.text, where: mark.where, severity, ruleId: `mark.${mark.markType}` },
  ];
  const told = new Set<HiddenType>();
  for (const item of reading.hidden) {
    if (told.has(item.type)) continue;
    told.add(item.type);
    const holdsMark = reading.hidden.some(
      (other) => other.type === item.type && other.value.includes(mark.text),
    );
    findings.push({
      type: item.type,
      value: holdsMark ? mark.text : "",
      where: holdsMark ? mark.where : "",
      severity: findingTypes[item.type].severity,
      ruleId: hiddenRule(item.type),
    });
  }
  return findings;
}

/**
 * Judges a reading. A file with a real secrecy mark is not accepted, and nothing of it but the mark comes back
 * (保密法 2024 art. 31(3); V7).
 */
function judgeReading(file: string, reading: FileReading, screener: TextScreener = screenText): ScreenedFile {
  const mark = findSecrecyMark(reading);
  if (mark) {
    return {
      file,
      accepted: false,
      mark: mark.markType,
      message: markedMessage,
      findings: markedFindings(reading, mark),
    };
  }
  return { file, accepted: true, findings: screenReading(reading, screener) };
}

/** Reads and screens one file in the calling thread. Never throws for anything a file can contain. */
export async function screenFile(
  bytes: Uint8Array,
  name: string,
  limits: ReadLimits = defaultReadLimits,
  onProgress?: (progress: ReadProgress) => void,
  screener: TextScreener = screenText,
): Promise<{ readonly screened: ScreenedFile; readonly reading?: FileReading }> {
  const nameMark = detectClassificationMark(name);
  const result = await readDocument(bytes, name, limits, onProgress);
  if (!result.ok) {
    const { type, message } = result.error;
    return { screened: { file: name, accepted: false, refusal: type, message, findings: [] } };
  }
  if (nameMark && nameMark.markType === "star") {
    const mark = {
      text: name.slice(nameMark.start, nameMark.end),
      markType: nameMark.markType,
      where: "文件名",
    };
    return {
      screened: {
        file: name,
        accepted: false,
        mark: mark.markType,
        message: markedMessage,
        findings: markedFindings(result.value, mark),
      },
    };
  }
  const screened = judgeReading(name, result.value, screener);
  return screened.accepted ? { screened, reading: result.value } : { screened };
}
