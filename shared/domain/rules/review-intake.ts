import { classificationLevels } from "../review/secrecy-period.ts";
import { detectClassificationMark } from "../screening/secret-mark.ts";
import type { RuleInputReader } from "./rule-input.ts";

type Answer = Record<string, unknown>;

/** All that may be kept of a refused file (review.md §9): never its name, its text or its digest. */
const loggedFieldsOfRefusedFile = ["time", "user", "fileSize", "markType"] as const;

/** Internal marks of law.md §7: no secrets, but their documents are not public without a formal release (CR-B01, B03). */
const internalMarks: readonly (readonly [pattern: RegExp, checklistItem: string])[] = [
  [/内部(?:事项|资料)[\s　]*注意保[管存]/u, "CR-B01"],
  [/^[\s　]*内部[\s　]*$/mu, "CR-B01"],
  [/^[\s　]*工作秘密[\s　]*$/mu, "CR-B01"],
  [/不得外传|仅供内部参阅/u, "CR-B01"],
  [/此件不(?:予)?公开|此件发至县团级/u, "CR-B03"],
];

/**
 * Intake of a file by its first page: a real mark of a state secret means that nothing of it is stored, indexed or
 * logged beyond four facts. Prose that only speaks of secrets is accepted.
 * Source: 保密法31(三), 57(十); review.md §9.
 */
export function evaluateIntake(reader: RuleInputReader): Answer {
  const text = reader.text("firstPageText", "coverText", "headerText", "text", "content", "pageText");
  if (text === undefined) return {};
  const mark = detectClassificationMark(text);
  if (mark) {
    return {
      accepted: false,
      storedContent: false,
      indexed: false,
      loggedFields: [...loggedFieldsOfRefusedFile],
      markType: mark.markType,
      level: mark.level,
      ...periodOfMark(mark.level, text.slice(mark.start, mark.end)),
      publishAllowed: false,
      procedure: "leakRisk",
      checklistItem: "CR-A01",
    };
  }
  const items = [...new Set(internalMarks.filter(([pattern]) => pattern.test(text)).map(([, item]) => item))];
  return {
    accepted: true,
    storedContent: true,
    ...(items.length > 0 ? { internalMark: true, checklistItem: items[0], publishAllowed: false } : {}),
  };
}

const levelYears: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(classificationLevels).flatMap(([id, { label, maxYears }]) => [
    [id, maxYears],
    [label, maxYears],
  ]),
);

/** The longest period of the level and, where the mark names years, whether they are within it. Source: 保密法20. */
function periodOfMark(level: string, mark: string): Answer {
  const years = /^\D*(\d{1,3})年\D*$/u.exec(mark.normalize("NFKC").replaceAll(/\s/gu, ""))?.[1];
  const most = levelYears[level];
  if (most === undefined) return {};
  return {
    maxYears: most,
    ...(years === undefined ? {} : { periodValid: withinPeriod(Number(years), most) }),
  };
}

function withinPeriod(years: number, most: number): boolean {
  return years >= 1 && years <= most;
}

/** 保密期限: 绝密 at most 30 years, 机密 20, 秘密 10. Source: 保密法20. */
export function evaluateSecrecyPeriod(reader: RuleInputReader): Answer {
  const level = reader.text("classificationLevel", "level");
  const years = reader.integer("secrecyYears", "periodYears", "years");
  if (level === undefined) return {};
  const most = Object.hasOwn(levelYears, level) ? levelYears[level] : undefined;
  if (most === undefined) {
    reader.fail({ type: "invalid-value", field: "classificationLevel", expected: "known-word" });
    return {};
  }
  return { maxYears: most, ...(years === undefined ? {} : { periodValid: withinPeriod(years, most) }) };
}
