import { applicantNames } from "../application/joint-applicants.ts";
import { searchTerms } from "./bigrams.ts";
import { joinCutLines } from "./cut-lines.ts";
import { taskPassages } from "./task-passages.ts";

/**
 * The edition of what an entry holds and how it is folded. Whoever changes `searchTerms` or what goes into an entry raises it:
 * entries of an older edition are then made anew after the next start.
 */
export const SEARCH_EDITION = 4;

/** What the full-text index and the facets hold of one item or application. */
export interface SearchEntry {
  readonly title: string;
  readonly body: string;
  /** The units its passages name as responsible, and their sections; each once. */
  readonly facets: readonly { readonly facet: "unit" | "section"; readonly value: string }[];
}

/** The names of units and the numbers of sections are short; what a note holds besides is no name. */
const LONGEST_NAME = 60;
const isName = (name: string): boolean => name !== "" && name.length <= LONGEST_NAME;

/** What the index and the facets hold of a paper: the units its passages name and the parts they stand in with it. */
export function itemEntry(title: string, text: string): SearchEntry {
  const passages = taskPassages(text);
  const units = new Set(passages.flatMap((passage) => passage.units).filter(isName));
  const sections = new Set(passages.map(({ section }) => section).filter(isName));
  return {
    title: searchTerms(title),
    body: searchTerms(joinCutLines(text)),
    facets: [
      ...[...units].map((value) => ({ facet: "unit" as const, value })),
      ...[...sections].map((value) => ({ facet: "section" as const, value })),
    ],
  };
}

/** What the index holds of an application: number and names as its title, what was asked for as its text. */
export function applicationEntry(
  applicationNo: string,
  intake: Parameters<typeof applicantNames>[0] & { readonly requestedInformation: string },
): SearchEntry {
  return {
    title: searchTerms(`${applicationNo} ${applicantNames(intake).join(" ")}`),
    body: searchTerms(intake.requestedInformation),
    facets: [],
  };
}
