import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import type { JoinAnswer } from "../domain/aggregation/join-answers.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const keepers = ["confidentialityReviewer", "disclosureOffice"] as const;

export interface JoinPassage {
  /** 「容量」 */
  readonly attribute: string;
  readonly value: string;
  readonly passage: string;
}

export interface JoinSource {
  readonly sourceId: string;
  readonly title: string;
  readonly organName: string;
  readonly docNumber: string;
  readonly publishedOn: string;
  readonly outside: boolean;
}

export interface JoinView {
  /** Absent while it is only a look ahead at a draft. */
  readonly joinId?: string;
  readonly ruleId: string;
  readonly ruleTitle: string;
  readonly reason: string;
  readonly checks: readonly string[];
  /** 「与枣×〔2023〕14号合在一起可得出：地点＋容量」 */
  readonly sentence: string;
  readonly sources: readonly JoinSource[];
  /** How many things it touches; at most fifty of them follow. */
  readonly count: number;
  readonly evidence: readonly {
    readonly entity: string;
    readonly yields: string;
    readonly here: readonly JoinPassage[];
    readonly there: readonly (JoinPassage & { readonly sourceId: string })[];
  }[];
  readonly answer?: {
    readonly answer: JoinAnswer;
    readonly basis: string;
    readonly personName: string;
    readonly at: string;
  };
}

export interface JoinsView {
  readonly rulesVersion: string;
  /** Papers that were compared with, and those not registered yet. */
  readonly compared: number;
  readonly unregistered: number;
  readonly joins: readonly JoinView[];
  readonly mayAnswer: boolean;
  readonly mayNotAnswerBecause?: string;
}

/** The joins of a paper under review with what is out (保密法36, 实施条例43). */
export const readJoins = operation("aggregation.joins", {
  input: z.object({ reviewId: p.id }),
  output: returns<JoinsView>(),
  errors: ["unknown-review"],
  callers: businessRoles,
});

/** Looks ahead for the drafter: the joins the draft would make if it went out as it stands. */
export const checkDraft = operation("aggregation.check", {
  input: z.object({ itemId: p.id }),
  output: returns<JoinsView>(),
  errors: ["unknown-item"],
  callers: ["drafter", "disclosureOffice"],
});

export const answerJoin = operation("aggregation.answer", {
  input: z.object({
    reviewId: p.id,
    joinId: p.id,
    answer: z.enum(["accept", "coarsen", "withhold", "refer"]),
    basis: z.string().max(2000),
  }),
  output: returns<JoinsView>(),
  errors: ["unknown-review", "unknown-join", "basis-missing", "not-your-stage", "own-item", "review-closed"],
  callers: ["confidentialityReviewer"],
});

/** Reads every paper that is out anew. */
export const rebuildRegister = operation("aggregation.rebuild", {
  input: z.object({}),
  output: returns<{ readonly registered: number; readonly outside: number; readonly facts: number }>(),
  errors: ["disk-full"],
  callers: keepers,
});

/** Takes in what other organs have published; the same paper twice is taken once. */
export const importOutside = operation("aggregation.importOutside", {
  input: z.object({
    papers: z
      .array(
        z.object({
          organName: p.requiredLine,
          title: p.requiredLine,
          docNumber: p.line.default(""),
          publishedOn: p.day,
          text: z.string().max(200_000),
        }),
      )
      .min(1)
      .max(2000),
  }),
  output: returns<{ readonly added: number; readonly known: number }>(),
  errors: ["secret-mark", "disk-full"],
  callers: keepers,
});

export const aggregationOperations = { readJoins, checkDraft, answerJoin, rebuildRegister, importOutside };
