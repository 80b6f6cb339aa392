import { z } from "zod";

import { reviewStages, type ReviewStage } from "../domain/review/review-stages.ts";
import type { ResultGroup } from "../domain/search/result-group.ts";
import type { CalendarDay } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";
import type { SyncStatus } from "./sync.ts";

/** One row of 工作台: what waits for the caller and why. `address` opens the exact place of the work. */
export interface WorkRow {
  readonly workId: string;
  readonly group: "overdue" | "today" | "soon" | "later" | "doneToday";
  readonly remainingWorkdays?: number;
  readonly limitWorkdays?: number;
  readonly title: string;
  readonly reason: string;
  readonly todo: string;
  readonly from: string;
  readonly address: string;
}

export interface HomeView {
  readonly today: CalendarDay;
  readonly rows: readonly WorkRow[];
  /** Days of the coming five weeks with kind and the number of things due. */
  readonly days: readonly {
    readonly day: CalendarDay;
    readonly kind: "work" | "rest" | "makeup";
    readonly due: number;
    readonly urgent: boolean;
  }[];
  readonly reviewsByRemaining: readonly { readonly label: string; readonly count: number }[];
  readonly throughput: readonly {
    readonly month: string;
    readonly submitted: number;
    readonly decided: number;
  }[];
  readonly conclusions: readonly { readonly conclusion: string; readonly count: number }[];
  readonly counts: {
    readonly work: number;
    readonly reviews: number;
    readonly cases: number;
    readonly packagesWaiting: number;
    readonly sync: SyncStatus["state"];
    readonly offlineDays?: number;
  };
}

export const readHome = operation("desk.home", {
  input: z.object({}),
  output: returns<HomeView>(),
  callers: "signedIn",
});

export interface EscalatedReviews extends p.Page<WorkRow> {
  /** Every stage the caller stands above, with how many of its reviews end by the next working day or are over. */
  readonly stages: readonly { readonly stage: ReviewStage; readonly label: string; readonly total: number }[];
}

/** All that the desk shows the first of: reviews on a stage of others whose time is ending, most urgent first. */
export const listEscalated = operation("desk.escalated", {
  input: z.object({
    stage: z.enum(Object.keys(reviewStages) as [ReviewStage, ...ReviewStage[]]),
    ...p.pageRequest,
  }),
  output: returns<EscalatedReviews>(),
  errors: ["not-your-stage"],
  callers: ["unitHead", "disclosureOffice", "leader"],
});

export interface SearchHit {
  readonly id: string;
  readonly kind: "item" | "application" | "letter" | "publication";
  readonly title: string;
  /** The passage that holds most of what was looked for; number, unit and day where the text has none. */
  readonly snippet: string;
  readonly score: number;
  readonly address: string;
  /** Up to five passages, the best first. */
  readonly passages: readonly string[];
}

/** A count of the hits by one of their properties. A chosen value stays, with 0. */
export type SearchCounts = Readonly<Record<string, number>>;

export interface SearchAnswer {
  readonly query: string;
  /** What was looked for instead: the word that letters stand for, or the right word for a wrong one. */
  readonly corrected?: string;
  /** Words that were looked for beside those typed, because they mean the same. */
  readonly expanded: readonly {
    readonly from: string;
    readonly to: readonly string[];
    /** One of them was added by people of the department. */
    readonly isOwn?: true;
  }[];
  /** What the program did with the query, in words for the person. */
  readonly explain: readonly string[];
  /** What may have been meant instead, or means the same. */
  readonly suggestions: readonly string[];
  readonly total: number;
  /** All properties are counted over so many of the best hits; absent where there are no more. */
  readonly countedOf?: number;
  readonly facets: SearchCounts;
  /**
   * By what else may be chosen: values of one group are alternatives, so each is counted over what the other filters let through. `unit`
   * made the paper, `responsible` is named in one of its passages, `form` is how its title ends.
   */
  readonly facetGroups: Readonly<
    Record<
      "kind" | "unit" | "responsible" | "year" | "state" | "property" | "form" | "validity" | "origin",
      SearchCounts
    >
  >;
  readonly hits: readonly SearchHit[];
  /** The best three of each kind, where there are several kinds; the kind of the best hit first. */
  readonly groups: readonly {
    readonly group: ResultGroup;
    readonly total: number;
    readonly hits: readonly SearchHit[];
  }[];
}

export const search = operation("desk.search", {
  input: z.object({ query: p.requiredLine, limit: z.number().int().min(1).max(100).default(20) }),
  output: returns<SearchAnswer>(),
  callers: "signedIn",
});

/** Words to look for, from the first character or letter of one that somebody types. */
export const suggest = operation("desk.suggest", {
  input: z.object({ query: p.requiredLine }),
  output: returns<{ readonly suggestions: readonly string[] }>(),
  callers: "signedIn",
});

export const deskOperations = { readHome, listEscalated, search, suggest };
