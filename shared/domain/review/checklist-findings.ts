import type { ChecklistAnswer, FindingAnswer } from "./review-stages.ts";

/** Which findings of the screening speak to which check of 《政府信息公开保密审查表》 (domain/review.md §4). */
const typesOfChecks: Readonly<Record<string, readonly string[]>> = {
  "CR-A01": ["CLASS_MARK"],
  "CR-A05": ["GEO"],
  "CR-B01": ["INTERNAL_MARK"],
  "CR-D01": [
    "ID_CARD",
    "MOBILE",
    "LANDLINE",
    "BANK_CARD",
    "PLATE",
    "ADDRESS",
    "PASSPORT",
    "PERMIT",
    "SOCIAL_SECURITY",
    "EMAIL",
    "NAME",
  ],
  "CR-I02": [
    "TRACKED_CHANGES",
    "COMMENTS",
    "HIDDEN_TEXT",
    "HIDDEN_SHEET",
    "HIDDEN_ROWS_COLS",
    "EMBEDDED_OBJECT",
    "SPEAKER_NOTES",
    "HIDDEN_SLIDE",
  ],
  "CR-I03": ["DOC_PROPERTIES", "IMAGE_GPS", "IMAGE_META", "CUSTOM_XML"],
  "CR-I04": ["PDF_COVERED_TEXT", "PDF_INVISIBLE_TEXT", "PDF_HIDDEN_LAYER", "IMAGE_THUMBNAIL"],
  "CR-I05": ["TYPO", "SENSITIVE_WORD", "OUTDATED_ORGAN"],
};

/** The types of findings that are shown beside a check. */
export function findingTypesOfCheck(code: string): readonly string[] {
  return typesOfChecks[code] ?? [];
}

/**
 * Checks whose words name a type itself: whoever withholds a number of an identity card has found one. Names stand beside
 * CR-D01 as a hint only, its words do not name them.
 */
const typesNamedByChecks: Readonly<Record<string, ReadonlySet<string>>> = {
  "CR-D01": new Set(findingTypesOfCheck("CR-D01").filter((type) => type !== "NAME")),
};

/** The types of what was found real and is withheld, each once. */
export function withheldTypes(
  findings: readonly { readonly type: string; readonly answer?: FindingAnswer }[],
): readonly string[] {
  const withheld = new Set<string>();
  for (const { type, answer } of findings) if (answer === "mask") withheld.add(type);
  return [...withheld].toSorted();
}

/** Checks answered as if there were nothing, although something they name is withheld. */
export function contradictedChecks(
  answers: ReadonlyMap<string, ChecklistAnswer>,
  withheld: readonly string[],
): readonly string[] {
  return Object.entries(typesNamedByChecks).flatMap(([code, types]) => {
    const answer = answers.get(code);
    if (answer !== "no" && answer !== "na") return [];
    return withheld.some((type) => types.has(type)) ? [code] : [];
  });
}
